import type { Preview } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Skeleton } from '../ui/State.tsx'
import { ago, count, countryName, duration, share } from '../ui/words.ts'
import type { Draft } from './draft.ts'

/** How many it means right now, and some of them to look at. */
export function PreviewPane({ draft }: { draft: Draft }) {
  const preview = draft.preview.value
  const counting = draft.counting.value
  if (!preview && !counting) {
    return (
      <aside class="card preview" aria-label="Live count">
        <p class="quiet preview-empty">Fill in a condition, and this shows at once how many it means.</p>
      </aside>
    )
  }
  return (
    <aside class="card preview" aria-label="Live count" aria-busy={counting}>
      <div class={draft.stale.value ? 'preview-numbers stale' : 'preview-numbers'} role="status">
        <Figure label={preview?.sessions === 1 ? 'session' : 'sessions'} of="sessions" preview={preview} />
        <Figure label={preview?.persons === 1 ? 'person' : 'people'} of="persons" preview={preview} />
      </div>
      {preview && preview.ofSample !== null && (
        <p class="quiet preview-share">
          About: counted among {count(preview.ofSample)} people. The exact number follows.
        </p>
      )}
      {preview && preview.examples.length > 0 && <h3>For example</h3>}
      <ul>
        {preview?.examples.slice(0, 10).map(session => (
          <li key={session.id}>
            <a href={to(`/sessions/${encodeURIComponent(session.id)}`, { draft: null })}>
              <b class="cut">{session.person.label}</b>
              <span class="cut quiet">
                {[
                  ago(session.startedAt, Date.now()),
                  session.fields.country && countryName(session.fields.country),
                  session.fields.activeTime !== undefined && `${duration(session.fields.activeTime)} active`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {preview?.sessions === 0 && (
        <p class="quiet">Nobody so far. Sessions that fit will come in by themselves.</p>
      )}
    </aside>
  )
}

interface FigureProps {
  label: string
  of: 'sessions' | 'persons'
  preview: Preview | null
}

function Figure({ label, of, preview }: FigureProps) {
  const interval = preview?.intervals[of]
  const whole = of === 'sessions' ? preview?.ofSessions : preview?.ofPersons
  const about = preview !== null && preview.ofSample !== null ? 'about ' : ''
  return (
    <div>
      <b>{preview ? `${about}${count(preview[of])}` : <Skeleton width={56} height={22} />}</b>
      <span>{label}</span>
      <small class="quiet preview-share">
        {preview && whole !== undefined ? `${share(preview[of], whole)} of ${count(whole)}` : '\u00a0'}
        {interval && whole !== undefined && whole > 0 && (
          <span title="95 % interval of the share: what it would be with other people of the same kind">
            {` (${percent(interval.low)} to ${percent(interval.high)})`}
          </span>
        )}
      </small>
    </div>
  )
}

function percent(share: number): string {
  const value = share * 100
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)}%`
}
