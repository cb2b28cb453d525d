import { computed } from '@preact/signals'
import { bar, to, type View, view } from '../location.ts'
import { MentionsLink } from '../mentions/MentionsLink.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { capital } from '../ui/words.ts'
import { signOut } from './account.ts'
import { ComparisonPicker } from './ComparisonPicker.tsx'
import { DatePicker } from './DatePicker.tsx'
import { ProjectPicker } from './ProjectPicker.tsx'
import { SegmentPicker } from './SegmentPicker.tsx'
import { shortcutsOpen } from './shortcuts.ts'
import { THEMES, theme } from './theme.ts'

/** Lists have a second side once somebody is chosen. */
const comparing = computed(() => {
  const { segment, definition, compare } = bar.value
  if (view.value.screen === 'behaviour') return true
  return isList(view.value) && Boolean(segment || definition || compare)
})

function isList(now: View): boolean {
  const { screen } = now
  if (screen === 'data') return now.tab === 'events'
  return screen === 'sessions' || screen === 'people' || screen === 'segments' || screen === 'frustration'
}

export function Bar() {
  return (
    <header class="bar">
      <a class="bar-brand" href={to('/sessions')} aria-label="Segreel: all sessions">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" fill="var(--accent)" />
          <path d="M12 5a7 7 0 1 0 7 7h-7z" fill="var(--accent-ink)" />
          <path d="M14.5 3.6a7 7 0 0 1 5.9 5.9h-5.9z" fill="var(--accent-ink)" opacity=".6" />
        </svg>
        <span>Segreel</span>
      </a>
      <ProjectPicker />
      <SegmentPicker />
      {comparing.value && <ComparisonPicker />}
      <DatePicker />
      <div class="bar-end">
        <MentionsLink />
        <Button
          icon="help"
          look="quietly"
          label="Keyboard shortcuts"
          keys="?"
          onClick={() => {
            shortcutsOpen.value = true
          }}
        />
        <Popover label="Account and appearance" icon="person" side="right" class="quietly">
          {close => (
            <>
              <div class="menu-label">Appearance</div>
              {THEMES.map(one => (
                <button
                  key={one}
                  type="button"
                  class="menu-item"
                  aria-current={theme.value === one}
                  onClick={() => {
                    theme.value = one
                    close()
                  }}
                >
                  <Icon name={one === 'light' ? 'sun' : one === 'dark' ? 'moon' : 'computer'} />
                  {one === 'system' ? 'As the system' : capital(one)}
                </button>
              ))}
              <div class="menu-line" />
              <button type="button" class="menu-item" onClick={() => void signOut()}>
                <Icon name="goOut" />
                Sign out
              </button>
            </>
          )}
        </Popover>
      </div>
    </header>
  )
}
