import { useEffect } from 'preact/hooks'
import type { Comparison, Metric, Split } from '../../contract/behaviour/comparison.ts'
import { api } from '../api.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { comparison } from '../frame/comparison.ts'
import { segment } from '../frame/projects.ts'
import { bar, query } from '../location.ts'
import { Choice } from '../ui/Choice.tsx'
import { Empty, Notice } from '../ui/State.tsx'
import { capital, count, counted, duration } from '../ui/words.ts'
import { Answered } from './Answered.tsx'
import { Behind } from './Behind.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { CompareFunnel } from './CompareFunnel.tsx'
import { CompareMet } from './CompareMet.tsx'
import { CompareRetention } from './CompareRetention.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { behindOf, metricSessions } from './compare-links.ts'
import { ENOUGH, showing } from './compare-words.ts'
import { define, definitionOf } from './definition.ts'
import { GoalVerdict } from './GoalVerdict.tsx'
import { NameBox } from './NameBox.tsx'
import { useAnswer } from './use-answer.ts'
import { percent, points } from './words.ts'

interface Asked {
  split: Split | null
}

const DAY_MS = 86_400_000

const KINDS = [
  { value: 'segments', label: 'two segments' },
  { value: 'date', label: 'before and after a date' },
  { value: 'release', label: 'before and after a release' },
] as const

export function CompareTab() {
  const asked = definitionOf<Asked>(
    { split: null },
    read => !read.split || read.split.by === 'date' || read.split.by === 'release',
  )
  const { split } = asked
  const written =
    split === null ? comparison.value !== null : split.by === 'date' ? split.at !== '' : split.release !== ''
  const now = behaviourQuery()
  const key = written ? JSON.stringify([split, { ...now, from: query.value.get('range') ?? now.from }]) : null
  const answer = useAnswer(key, () => calls.compare(split, now))
  useEffect(() => {
    document.title = 'Compare · Behaviour · Segreel'
  }, [])
  return (
    <>
      <Editor split={split} />
      {!written && (
        <Empty icon="compare" title={split ? 'Before and after what?' : 'Compare with whom?'}>
          {split
            ? `Choose the ${split.by} before and after which the segment is compared with itself.`
            : 'Choose a second segment in the bar, or everyone else; or compare before and after a date or a release.'}
        </Empty>
      )}
      {written && segment.value?.goal?.metric && (
        <GoalVerdict id={segment.value.id} goal={segment.value.goal} split={split} />
      )}
      <Answered answer={answer}>{value => <Compared value={value} split={split} />}</Answered>
      {key !== null && answer.problem === null && (
        <>
          <div class="behaviour-pair">
            <CompareFunnel split={split} />
            {(split === null || answer.value) && (
              <CompareRetention split={split} days={answer.value ? daysOf(answer.value) : 0} />
            )}
          </div>
          <CompareMet asked={key} split={split} query={now} numbers={answer.value} />
        </>
      )}
    </>
  )
}

function Editor({ split }: { split: Split | null }) {
  return (
    <section class="card behaviour-editor" aria-label="What is compared">
      <div class="behaviour-tools">
        <Choice
          label="Compare"
          value={split?.by ?? 'segments'}
          options={KINDS}
          onChange={value => {
            if (value === 'segments') define({ split: null })
            else define({ split: value === 'date' ? { by: 'date', at: '' } : { by: 'release', release: '' } })
          }}
        />
        {split?.by === 'date' && (
          <input
            class="input"
            type="date"
            aria-label="The date"
            value={split.at}
            onChange={event => define({ split: { by: 'date', at: event.currentTarget.value } })}
          />
        )}
        {split?.by === 'release' && (
          <NameBox
            label="The release"
            value={split.release}
            placeholder="release"
            suggest={async (prefix, signal) =>
              (
                await api.suggest(
                  { of: 'field', name: 'release', prefix, project: bar.peek().project },
                  signal,
                )
              ).items
            }
            onChange={release => define({ split: { by: 'release', release } })}
          />
        )}
      </div>
    </section>
  )
}

/** How long the times are that are compared. */
function daysOf({ groups: [{ from, to }] }: Comparison): number {
  return (to - from) / DAY_MS
}

function Compared({ value, split }: { value: Comparison; split: Split | null }) {
  const [first, second] = value.groups
  const certain = value.metrics.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  const smaller = Math.min(first.persons, second.persons)
  const { shows, paired } = showing(value, split)
  return (
    <ChartCard
      title={`${first.name} and ${second.name}`}
      note={`${counted(first.persons, 'person', 'people')} (${counted(first.sessions, 'session')}) beside ${counted(second.persons, 'person', 'people')} (${counted(second.sessions, 'session')})`}
      head={['', first.name, second.name, 'Difference', 'q', 'Verdict']}
      rows={value.metrics.map(one => [
        one.label,
        shown(one, 0),
        shown(one, 1),
        amount(one.difference, one.unit, true),
        one.q.toFixed(4),
        one.words,
      ])}
      drawn={false}
      table={false}
      actions={<KeepChart kind="compare" title={`${first.name} and ${second.name}`} definition={{ split }} />}
    >
      <p class="compare-summary">
        {value.both > 0
          ? `${count(value.both)} people are on both sides (${percent(value.jaccard)} of all). `
          : 'Nobody is on both sides. '}
        {shows && !paired && `${capital(shows)} in a share would show.`}
      </p>
      {certain.length > 0 && (
        <ul class="compare-verdicts">
          {certain.map(one => (
            <li key={one.key}>{one.words}</li>
          ))}
        </ul>
      )}
      {certain.length === 0 && (
        <Notice>
          {smaller < ENOUGH
            ? 'There are too few people on one side for a conclusion.'
            : 'None of these numbers differs for certain.'}
        </Notice>
      )}
      <MetricTable value={value} behind={behindOf(split, value)} />
    </ChartCard>
  )
}

function MetricTable({ value, behind }: { value: Comparison; behind: ReturnType<typeof behindOf> }) {
  const [first, second] = value.groups
  return (
    <div class="table-card">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Per person</th>
            <th scope="col" class="number">
              {first.name}
            </th>
            <th scope="col" class="number">
              {second.name}
            </th>
            <th scope="col">Difference (95%)</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {value.metrics.map(one => (
            <tr key={one.key} class={one.verdict === 'higher' || one.verdict === 'lower' ? '' : 'uncertain'}>
              <th scope="row">{one.label}</th>
              {([0, 1] as const).map(side => (
                <td key={side} class="number">
                  <Behind
                    href={behind && one.sides[side].value ? metricSessions(one, behind[side]) : undefined}
                  >
                    {shown(one, side)}
                  </Behind>
                </td>
              ))}
              <td>
                {amount(one.difference, one.unit, true)}
                {one.low !== null && one.high !== null && (
                  <small>
                    {amount(one.low, one.unit, true)} to {amount(one.high, one.unit, true)}
                  </small>
                )}
              </td>
              <td>{verdictOf(one, value.metrics.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const VERDICTS = { higher: '▲ higher', lower: '▼ lower', none: 'no clear difference', 'too-few': 'too few' }

/** Where its own interval leaves out nothing, yet so many numbers were compared that one such is to be expected. */
function verdictOf({ verdict, low, high }: Metric, compared: number): string {
  const alone = low !== null && high !== null && low * high > 0
  return verdict === 'none' && alone ? `may be chance: ${compared} numbers were compared` : VERDICTS[verdict]
}

function shown({ sides, unit }: Metric, side: 0 | 1): string {
  const { value } = sides[side]
  return value === null ? '–' : amount(value, unit, false)
}

function amount(value: number, unit: Metric['unit'], signed: boolean): string {
  if (unit === 'share') return signed ? points(value) : percent(value)
  const sign = signed ? (value > 0 ? '+' : value < 0 ? '−' : '') : value < 0 ? '−' : ''
  const size = Math.abs(value)
  return `${sign}${unit === 'ms' ? duration(size) : size >= 100 ? count(Math.round(size)) : size.toFixed(size < 1 ? 2 : 1)}`
}
