import type { Trial } from '../../contract/frustration/board.ts'
import { Notice, Skeleton } from '../ui/State.tsx'
import { count, counted } from '../ui/words.ts'
import { KINDS } from './kinds.ts'
import { isChanged, trial } from './thresholds.ts'

/** What the draft would find, beside what the thresholds in force find. */
export function TrialPane() {
  const { value, loading, problem } = trial.value
  return (
    <aside class="card trial" aria-live="polite" aria-busy={loading}>
      <h2>{isChanged.value ? 'What this would find' : 'What this finds'}</h2>
      {problem ? (
        <Notice bad>{problem}</Notice>
      ) : value ? (
        <>
          <p class="quiet">
            In the newest {counted(value.sessions, 'session')}; nothing changes until you save.
          </p>
          <ul class={loading ? 'trial-kinds counting' : 'trial-kinds'}>
            {value.kinds.map(one => (
              <Kind key={one.kind} one={one} most={mostOf(value)} />
            ))}
          </ul>
        </>
      ) : (
        <Skeleton width="80%" />
      )}
    </aside>
  )
}

function Kind({ one: { kind, before, after }, most }: { one: Trial['kinds'][number]; most: number }) {
  const change = after.occurrences - before.occurrences
  return (
    <li>
      <span>{KINDS[kind].many}</span>
      <b>
        {count(after.occurrences)}
        {change !== 0 && (
          <small class={change > 0 ? 'more' : 'less'}>
            {change > 0 ? '+' : '−'}
            {count(Math.abs(change))}
          </small>
        )}
      </b>
      {(before.occurrences > 0 || after.occurrences > 0) && (
        <>
          <span class="trial-bars" aria-hidden="true">
            <span class="before" style={{ width: `${(100 * before.occurrences) / most}%` }} />
            <span class="after" style={{ width: `${(100 * after.occurrences) / most}%` }} />
          </span>
          <small class="quiet">in {counted(after.sessions, 'session')}</small>
        </>
      )}
    </li>
  )
}

function mostOf({ kinds }: Trial): number {
  return Math.max(1, ...kinds.flatMap(({ before, after }) => [before.occurrences, after.occurrences]))
}
