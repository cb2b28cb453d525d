import './mentions.css'
import { useEffect } from 'preact/hooks'
import { to, view } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { counted } from '../ui/words.ts'
import { followMentions, isMember, unread } from './mentions.ts'

/** In the bar, for members. */
export function MentionsLink() {
  useEffect(followMentions, [])
  if (!isMember.value) return null
  const label =
    unread.value > 0 ? `Addressed to you: ${counted(unread.value, 'unread note')}` : 'Addressed to you'
  return (
    <a
      class="button quietly icon-only mentions-link"
      href={to('/mentions')}
      aria-label={label}
      title={label}
      aria-current={view.value.screen === 'mentions' ? 'page' : undefined}
    >
      <Icon name="bubble" />
      {unread.value > 0 && (
        <span class="mentions-count" aria-hidden="true">
          {unread.value > 9 ? '9+' : unread.value}
        </span>
      )}
    </a>
  )
}
