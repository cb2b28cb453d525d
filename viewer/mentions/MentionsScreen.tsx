import './mentions.css'
import { useEffect } from 'preact/hooks'
import type { Mention } from '../../contract/mention.ts'
import { mentionParts } from '../../contract/note.ts'
import { go, here, query } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Empty, Problem, Skeleton } from '../ui/State.tsx'
import { ago, clock, counted, fullTime } from '../ui/words.ts'
import { isMember, loadMentions, markRead, mentions, unread } from './mentions.ts'

export function MentionsScreen() {
  const onlyUnread = query.value.get('show') === 'unread'
  useEffect(() => {
    document.title = 'Addressed to you · Segreel'
    void loadMentions()
  }, [])
  const { value, problem } = mentions.value
  if (problem && !value) {
    return <Problem title="Your mentions are not here" problem={problem} again={() => void loadMentions()} />
  }
  if (!value) return <Skeleton width={320} />
  const shown = value.items.filter(one => !onlyUnread || one.readAt === null)
  return (
    <section class="mentions-screen" aria-label="Addressed to you">
      <header class="screen-head">
        <h1>Addressed to you</h1>
        <p class="quiet">{counted(unread.value, 'unread note')}</p>
        <Button
          pressed={onlyUnread}
          onClick={() => go(here({ show: onlyUnread ? null : 'unread' }), 'replace')}
        >
          Unread only
        </Button>
        <Button icon="check" disabled={unread.value === 0} onClick={() => void markRead()}>
          All read
        </Button>
      </header>
      {shown.length === 0 ? (
        <Empty
          icon="bubble"
          title={onlyUnread && value.items.length > 0 ? 'All read' : 'Nobody has mentioned you yet'}
        >
          {isMember.value
            ? 'A note with an @ and your e-mail address stands here, until you have read it and after.'
            : 'Mentions go to the e-mail addresses of members; the admin token has none.'}
        </Empty>
      ) : (
        <ol class="mention-list">
          {shown.map(one => (
            <Row key={one.id} mention={one} />
          ))}
        </ol>
      )}
    </section>
  )
}

function Row({ mention }: { mention: Mention }) {
  const { id, at, text, author, mentionedAt, resolved, readAt, url } = mention
  const isUnread = readAt === null
  return (
    <li class={isUnread ? 'card mention unread' : 'card mention'}>
      <div class="mention-head quiet">
        <span class="cut">
          {author}, <span title={fullTime(mentionedAt)}>{ago(mentionedAt, Date.now())}</span>
        </span>
        {isUnread && <span class="chip">unread</span>}
        {resolved && <span class="chip">resolved</span>}
      </div>
      <p class="mention-text">
        {mentionParts(text).map((part, i) => (i % 2 === 1 ? <strong key={i}>@{part}</strong> : part))}
      </p>
      <div class="mention-actions">
        <a class="button" href={url} onClick={() => isUnread && void markRead([id])}>
          Open at {clock(at)}
        </a>
        {isUnread && (
          <Button look="quietly" onClick={() => void markRead([id])}>
            Mark as read
          </Button>
        )}
      </div>
    </li>
  )
}
