import type { Split } from '../../contract/behaviour/comparison.ts'
import type { SegmentGoal } from '../../contract/segment/goal.ts'
import type { GoalAnswer, GoalSide } from '../../contract/segment/goal-answer.ts'
import { query, to } from '../location.ts'
import { goalWords } from '../segments/metrics.ts'
import { Notice, Skeleton } from '../ui/State.tsx'
import { count, counted } from '../ui/words.ts'
import { Behind } from './Behind.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { useAnswer } from './use-answer.ts'
import { between, percent, points } from './words.ts'

interface GoalVerdictProps {
  id: string
  goal: SegmentGoal
  split: Split | null
}

const OUTCOMES = {
  'came-true': 'accent',
  opposite: 'bad',
  mixed: 'warn',
  open: '',
  'too-few': '',
} as const

/** Whether what the segment is for came true: its metric on both sides, the difference and a verdict. */
export function GoalVerdict({ id, goal, split }: GoalVerdictProps) {
  const asked = behaviourQuery()
  const dates = ['range', 'from', 'to'].map(name => query.value.get(name))
  const key = JSON.stringify([id, goal, split, asked.compare, dates])
  const { value, problem } = useAnswer(key, () => calls.goal(split, asked))
  return (
    <section class="card chart-card" aria-label="The goal">
      <h2>What this segment is for</h2>
      {goalWords(goal).map(words => (
        <p key={words} class="quiet">
          {words}
        </p>
      ))}
      {problem && <Notice bad>{problem}</Notice>}
      {!value && !problem && <Skeleton width="60%" />}
      {value && <Outcome value={value} split={split} />}
    </section>
  )
}

function Outcome({ value, split }: { value: GoalAnswer; split: Split | null }) {
  const days = Math.max(1, Math.round(value.days))
  return (
    <>
      <p class="goal-outcome">
        <span class={`chip ${OUTCOMES[value.outcome]}`}>verdict</span> <b>{value.words}</b>{' '}
        <span class="quiet">
          {split
            ? `${counted(days, 'day')} after beside ${counted(days, 'day')} before.`
            : `The last ${counted(days, 'day')}.`}
        </span>
      </p>
      <ul class="compare-verdicts">
        {value.rows.map(row => (
          <li key={row.about}>
            {row.label}: {row.words}
          </li>
        ))}
      </ul>
      <div class="table-card">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">People</th>
              {value.rows[0]?.sides.map(one => (
                <th key={one.name} scope="col" class="number">
                  {one.name}
                </th>
              ))}
              <th scope="col">Difference (95%)</th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map(row => (
              <tr key={row.about}>
                <th scope="row">{row.label}</th>
                {row.sides.map(one => (
                  <td key={one.name} class="number">
                    {percent(one.share)}{' '}
                    <small>
                      <People of={one} which="did" /> of <People of={one} which="of" />
                      {one.interval && ` (${between(one.interval)})`}
                    </small>
                  </td>
                ))}
                <td>
                  {row.verdict === 'too-few' ? '–' : points(row.difference)}
                  {row.verdict !== 'too-few' && (
                    <small>
                      {points(row.low)} to {points(row.high)}
                    </small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** A number of people, and the list of them as of the same moment. */
function People({ of, which }: { of: GoalSide; which: 'did' | 'of' }) {
  const definition = JSON.stringify(of.people[which])
  const asOf = new Date(of.people.asOf).toISOString()
  return (
    <Behind
      href={of[which] > 0 ? to('/people', { segment: null, compare: null, definition, asOf }) : undefined}
    >
      {count(of[which])}
    </Behind>
  )
}
