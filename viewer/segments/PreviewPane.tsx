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
      <div class={counting ? 'preview-numbers counting' : 'preview-numbers'} role="status">
        <Figure label="sessions" part={preview?.sessions} whole={preview?.ofSessions} />
        <Figure label="people" part={preview?.persons} whole={preview?.ofPersons} />
      </div>
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

function Figure({
  label,
  part,
  whole,
}: {
  label: string
  part: number | undefined
  whole: number | undefined
}) {
  return (
    <div>
      <b>{part === undefined ? <Skeleton width={56} height={22} /> : count(part)}</b>
      <span>{label}</span>
      <small class="quiet preview-share">
        {part !== undefined && whole !== undefined ? `${share(part, whole)} of ${count(whole)}` : ' '}
      </small>
    </div>
  )
}
