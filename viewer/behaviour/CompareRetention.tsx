import type { Split } from '../../contract/behaviour/comparison.ts'
import type { RetentionInput } from '../../contract/behaviour/retention.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Answered } from './Answered.tsx'
import { Beside } from './Beside.tsx'
import { calls, splitQuery } from './calls.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { shownParts } from './shown.ts'
import { useAnswer } from './use-answer.ts'
import { between, percent, verdictWords } from './words.ts'

/** Coming back is having another recorded session; of those who are in the segments as the other numbers ask it. */
const RETENTION = { begin: { kind: 'session' }, back: { kind: 'session' }, judged: 'asked' } as const

interface CompareRetentionProps {
  split: Split | null
  /** How long the times are that are compared. */
  days: number
}

/** Times shorter than this are told by day: a week would be most of them. */
const SHORT_DAYS = 28

/** Who of both came back, span by span, with the difference. */
export function CompareRetention({ split, days }: CompareRetentionProps) {
  const asked = splitQuery(split)
  const { from: _, to: __, ...bar } = asked
  const unit = split && days < SHORT_DAYS ? 'day' : 'week'
  const named = unit === 'day' ? 'Day' : 'Week'
  const key = JSON.stringify([
    bar,
    unit,
    query.value.get('range'),
    query.value.get('from'),
    query.value.get('to'),
  ])
  const definition: RetentionInput = { ...RETENTION, unit }
  const answer = useAnswer(key, () => calls.retention(definition, asked))
  const [what, column = '', side = ''] = shownParts(3)
  const people = (at: number, of: number) => here({ show: `kept.${at}.${of}` })
  return (
    <section class="card chart-card" aria-label="Their retention">
      <h2>Who comes back</h2>
      <div class="behaviour-tools">
        <span class="quiet">Another recorded session, so many {unit}s after the first in the dates.</span>
        <LinkButton href={to('/behaviour/retention')} icon="reload" look="quietly">
          Ask another way
        </LinkButton>
      </div>
      <Answered answer={answer}>
        {({ sides, columns, differences }) => (
          <>
            <LineChart
              label={`Share that came back, by ${unit}`}
              spans={columns.map(name => `${named} ${name}`)}
              format={percent}
              most={1}
              height={200}
              onPoint={(of, at) => go(people(at, of), 'replace')}
              lines={sides.map(({ name, summary }) => ({
                name,
                points: summary.map(({ share, interval, kept, of }, i) => ({
                  value: share,
                  low: interval?.low,
                  high: interval?.high,
                  title: `${named} ${columns[i]}: ${percent(share)} (${between(interval)}), ${kept} of ${of}`,
                })),
              }))}
            />
            <ul class="compare-steps">
              {differences.map(
                (one, i) =>
                  sides.every(side => (side.summary[i]?.of ?? 0) > 0) && (
                    <li key={columns[i]}>
                      {named} {columns[i]}:{' '}
                      <Beside
                        shares={sides.map(({ summary }, of) => {
                          const { kept = 0, share = null } = summary[i] ?? {}
                          return { share, href: kept > 0 ? people(i, of) : undefined }
                        })}
                      />
                      ; <b>{verdictWords(one)}</b>
                    </li>
                  ),
              )}
            </ul>
            {what === 'kept' && (
              <PeoplePanel
                title={`Came back in ${unit} ${columns[Number(column)] ?? ''}: ${sides[Number(side)]?.name ?? ''}`}
                kind="retention"
                definition={definition}
                extra={{ column, side, which: 'kept', split: asked.split }}
              />
            )}
          </>
        )}
      </Answered>
    </section>
  )
}
