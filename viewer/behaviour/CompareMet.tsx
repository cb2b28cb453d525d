import type { Comparison, Split } from '../../contract/behaviour/comparison.ts'
import { Problem, Skeleton } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { ContrastTable } from './ContrastTable.tsx'
import { type BehaviourQuery, calls } from './calls.ts'
import { behindOf, metSessions } from './compare-links.ts'
import { showing } from './compare-words.ts'
import { useAnswer } from './use-answer.ts'

interface CompareMetProps {
  /** What is asked; changes with everything that changes the answer. */
  asked: string
  split: Split | null
  query: BehaviourQuery
  /** When they are there: what they can show is told here where it is not told of them. */
  numbers: Comparison | null
}

/** What both met, with a state of its own: it takes longer than the numbers. */
export function CompareMet({ asked, split, query, numbers }: CompareMetProps) {
  const { value, problem, loading, again } = useAnswer(asked, () => calls.compareMet(split, query))
  const told = numbers && showing(numbers, split)
  const behind = behindOf(split, numbers)
  return (
    <section class="card chart-card" aria-label="What they met" aria-busy={loading}>
      <h2>What they met</h2>
      {problem && <Problem title="What they met could not be worked out" problem={problem} again={again} />}
      {!value && !problem && <Skeleton width="60%" />}
      {value && (
        <div class={loading ? 'stale' : ''}>
          <p class="quiet">
            Events, pages, elements and frustrations, in people who are on one side alone;{' '}
            {counted(value.compared, 'thing')} compared
            {told?.paired && told.shows ? `; ${told.shows} would show` : ''}.
          </p>
          <ContrastTable
            rows={value.rows}
            first={value.names[0]}
            second={value.names[1]}
            enough={value.enough}
            of={[value.first, value.second]}
            {...(behind ? { behind: (row, side) => metSessions(row, behind[side]) } : {})}
          />
        </div>
      )}
    </section>
  )
}
