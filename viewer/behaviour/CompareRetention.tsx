import type { RetentionInput } from '../../contract/retention.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Answered } from './Answered.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { useAnswer } from './use-answer.ts'
import { between, percent, verdictWords } from './words.ts'

/** Coming back is having another recorded session; of those who are in the segments as the other numbers ask it. */
const RETENTION: RetentionInput = { begin: { kind: 'session' }, back: { kind: 'session' }, judged: 'asked' }

/** Who of both segments came back, week by week, with the difference. */
export function CompareRetention() {
  const asked = behaviourQuery()
  const { from: _, to: __, ...bar } = asked
  const key = JSON.stringify([bar, query.value.get('range'), query.value.get('from'), query.value.get('to')])
  const answer = useAnswer(key, () => calls.retention(RETENTION, asked))
  return (
    <section class="card chart-card" aria-label="Their retention">
      <h2>Who comes back</h2>
      <div class="behaviour-tools">
        <span class="quiet">Another recorded session, so many weeks after the first in the dates.</span>
        <LinkButton href={to('/behaviour/retention')} icon="reload" look="quietly">
          Ask another way
        </LinkButton>
      </div>
      <Answered answer={answer}>
        {({ sides, columns, differences }) => (
          <>
            <LineChart
              label="Share that came back, by week"
              spans={columns.map(name => `Week ${name}`)}
              format={percent}
              most={1}
              height={200}
              lines={sides.map(({ name, summary }) => ({
                name,
                points: summary.map(({ share, interval, kept, of }, i) => ({
                  value: share,
                  low: interval?.low,
                  high: interval?.high,
                  title: `Week ${columns[i]}: ${percent(share)} (${between(interval)}), ${kept} of ${of}`,
                })),
              }))}
            />
            <ul class="compare-steps">
              {differences.map(
                (one, i) =>
                  sides.every(side => (side.summary[i]?.of ?? 0) > 0) && (
                    <li key={columns[i]}>
                      Week {columns[i]}:{' '}
                      {sides.map(side => percent(side.summary[i]?.share ?? null)).join(' beside ')};{' '}
                      <b>{verdictWords(one)}</b>
                    </li>
                  ),
              )}
            </ul>
          </>
        )}
      </Answered>
    </section>
  )
}
