import { useEffect } from 'preact/hooks'
import type { TrendAnswer, TrendInput, TrendLine } from '../../contract/behaviour/trend.ts'
import { SESSION_FIELDS } from '../../contract/fields.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { spanLabel } from '../charts/dates.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { go, here, query } from '../location.ts'
import { Empty, Notice } from '../ui/State.tsx'
import { count, duration } from '../ui/words.ts'
import { Answered } from './Answered.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { definitionOf } from './definition.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { isWritten } from './StepEditor.tsx'
import { TrendEditor } from './TrendEditor.tsx'
import { useAnswer } from './use-answer.ts'

const EMPTY: TrendInput = { series: [{ measure: 'sessions', step: { kind: 'session' } }] }

export function TrendTab() {
  const trend = definitionOf(EMPTY, read => Array.isArray(read.series) && read.series.length > 0)
  const ready = trend.series.every(one => one.measure === 'fact' || isWritten(one.step))
  const asked = behaviourQuery()
  const key = ready
    ? JSON.stringify([trend, { ...asked, from: query.value.get('range') ?? asked.from }])
    : null
  const answer = useAnswer(key, () => calls.trend(trend, asked))
  useEffect(() => {
    document.title = 'Trends · Behaviour · Segreel'
  }, [])
  return (
    <>
      <TrendEditor trend={trend} />
      {!ready && (
        <Empty icon="chart" title="What shall be counted?">
          Choose an event, a page or an element for each series.
        </Empty>
      )}
      <Answered answer={answer}>{value => <Trend value={value} trend={trend} />}</Answered>
    </>
  )
}

function Trend({ value, trend }: { value: TrendAnswer; trend: TrendInput }) {
  const unit = trend.unit ?? 'day'
  const asked = behaviourQuery()
  const several = new Set(value.lines.map(one => one.side)).size > 1
  const sides = several ? ['', ' (compared)'] : ['']
  const name = (one: TrendLine) =>
    `${one.name}${one.group === null && !trend.breakdown ? '' : `: ${one.group ?? 'no value'}`}${sides[one.side] ?? ''}`
  const points = value.lines[0]?.points ?? []
  const spans = points.map(({ at }) => spanLabel(at, unit, value.zone))
  const format = formatOf(trend)
  const marks = value.lines.flatMap(one =>
    one.points.flatMap((point, i) => (point.mark ? [{ line: name(one), point, span: spans[i] ?? '' }] : [])),
  )
  const [what, nth = '0', from = '', to = ''] = query.value.get('show')?.split('.') ?? []
  const line = value.lines[Number(nth)]
  const title = trend.formula?.trim() || [...new Set(value.lines.map(one => one.name))].join(', ')
  const open = (lineNth: number, point: number) => {
    const end = points[point + 1]?.at ?? Date.now()
    go(here({ show: `span.${lineNth}.${points[point]?.at}.${end}` }), 'replace')
  }
  return (
    <>
      <ChartCard
        title={title}
        note={
          value.otherGroups > 0
            ? `The largest groups; ${value.otherGroups} more are not drawn`
            : value.lines.length === 1 && points.some(one => one.usual !== null)
              ? 'Shaded: what is usual; beyond it is a spike or a drop'
              : undefined
        }
        head={['From', ...value.lines.map(name)]}
        rows={points.map((_, i) => [
          spans[i] ?? '',
          ...value.lines.map(one => rounded(one.points[i]?.value ?? null)),
        ])}
        actions={<KeepChart kind="trend" title={title} definition={trend} />}
      >
        <LineChart
          label={`${title} by ${unit}`}
          spans={spans}
          format={format}
          height={300}
          onPoint={trend.formula?.trim() ? undefined : open}
          lines={value.lines.map((one, i) => ({
            name: name(one),
            points: one.points.map((point, j) => ({
              value: point.value,
              mark: point.mark,
              partial: point.partial,
              // With several lines the ranges would lie over one another.
              low: value.lines.length === 1 ? point.usual?.low : undefined,
              high: value.lines.length === 1 ? point.usual?.high : undefined,
              title: `${spans[j]}: ${point.value === null ? 'no value' : format(point.value)}${point.partial ? ', not over' : ''}${i === 0 && point.usual ? `; usual ${format(point.usual.low)} to ${format(point.usual.high)}` : ''}`,
            })),
          }))}
        />
      </ChartCard>
      {marks.length > 0 && (
        <Notice>
          {marks.slice(0, 5).map(({ line: of, point, span }) => (
            <div key={`${of} ${span}`}>
              {point.mark === 'spike' ? '▲' : '▼'} {span}: {of} was {format(point.value ?? 0)}, where{' '}
              {format(point.usual?.low ?? 0)} to {format(point.usual?.high ?? 0)} is usual for such a {unit}.
            </div>
          ))}
        </Notice>
      )}
      {what === 'span' && line && line.series !== null && (
        <PeoplePanel
          title={`${name(line)}, ${spanLabel(Number(from), unit, value.zone)}`}
          kind="trend"
          definition={trend}
          extra={{
            series: line.series,
            side: line.side,
            // Where the dates begin within the span, so does the list.
            from: Math.max(Number(from), asked.from ? Date.parse(asked.from) : 0),
            to,
            ...(trend.breakdown ? { group: JSON.stringify(line.group) } : {}),
          }}
        />
      )}
    </>
  )
}

function formatOf({ series, formula }: TrendInput): (value: number) => string {
  const [first] = series
  if (!formula?.trim() && first?.measure === 'fact' && SESSION_FIELDS[first.field].type === 'duration')
    return duration
  return value => count(rounded(value) ?? 0)
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}
