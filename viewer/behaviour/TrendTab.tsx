import { useEffect } from 'preact/hooks'
import type { TrendAnswer, TrendInput, TrendLine } from '../../contract/behaviour/trend.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import type { ToldCell } from '../charts/DataTable.tsx'
import { spanLabel } from '../charts/dates.ts'
import { go, here, query } from '../location.ts'
import { Empty, Notice } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { Answered } from './Answered.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { definitionOf } from './definition.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { isWritten } from './StepEditor.tsx'
import { shownParts } from './shown.ts'
import { TrendEditor } from './TrendEditor.tsx'
import { lineName, rounded, TrendLines, usualWords, valueWords } from './TrendLines.tsx'
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
  const { lines } = value
  const points = lines[0]?.points ?? []
  const spans = points.map(({ at }) => spanLabel(at, unit, value.zone))
  const [what, nth = '0', from = '', to = ''] = shownParts(4)
  const line = lines[Number(nth)]
  const title = trend.formula?.trim() || [...new Set(lines.map(one => one.name))].join(', ')
  const showing = (lineNth: number, point: number) =>
    here({ show: `span.${lineNth}.${points[point]?.at}.${points[point + 1]?.at ?? ''}` })
  // Drawn where a line stands alone on its axis.
  const alone = lines.filter(one => lines.filter(({ unit: own }) => own === one.unit).length === 1)
  const shaded = alone.filter(one => one.points.some(({ usual }) => usual !== null))
  return (
    <>
      <ChartCard
        title={title}
        note={
          value.otherGroups > 0
            ? `The largest groups; ${value.otherGroups} more are not drawn`
            : shaded.length > 0 && 'Shaded: what is usual; beyond it is a spike or a drop'
        }
        head={[
          'From',
          ...lines.flatMap(one => [
            lineName(one, lines),
            ...(shaded.includes(one) ? [shaded.length > 1 ? `${lineName(one, lines)}: usual` : 'Usual'] : []),
          ]),
        ]}
        rows={points.map(({ partial }, i) => [
          `${spans[i]}${partial ? ', not whole' : ''}`,
          ...lines.flatMap((one, j) => [
            cellOf(one, i, showing(j, i)),
            ...(shaded.includes(one) ? [usualWords(one, i)] : []),
          ]),
        ])}
        actions={<KeepChart kind="trend" title={title} definition={trend} />}
      >
        <TrendLines
          answer={value}
          label={`${title} by ${unit}`}
          spans={spans}
          height={300}
          onPoint={(lineNth, point) => go(showing(lineNth, point), 'replace')}
        />
      </ChartCard>
      <Marks value={value} unit={unit} spans={spans} showing={showing} />
      {what === 'span' && line && (
        <Behind line={line} lines={lines} trend={trend} from={Number(from)} to={to} zone={value.zone} />
      )}
    </>
  )
}

function cellOf(line: TrendLine, point: number, href: string): ToldCell {
  const { value = null, mark } = line.points[point] ?? {}
  if (value === null) return { value }
  const arrow = mark === 'spike' ? '▲ ' : mark === 'drop' ? '▼ ' : ''
  return { value: rounded(value), said: `${arrow}${valueWords(value, line.unit)}`, href }
}

interface MarksProps {
  value: TrendAnswer
  unit: string
  spans: readonly string[]
  showing: (line: number, point: number) => string
}

/** More than these stand in the table alone. */
const MOST_MARKS = 5

function Marks({ value: { lines }, unit, spans, showing }: MarksProps) {
  const marks = lines.flatMap((line, nth) =>
    line.points.flatMap(({ mark }, i) => (mark ? [{ line, nth, mark, i }] : [])),
  )
  if (marks.length === 0) return null
  const more = marks.length - MOST_MARKS
  return (
    <Notice>
      {marks.slice(0, MOST_MARKS).map(({ line, nth, mark, i }) => (
        <div key={`${nth} ${i}`}>
          {mark === 'spike' ? '▲' : '▼'} <a href={showing(nth, i)}>{spans[i]}</a>: {lineName(line, lines)} was{' '}
          {valueWords(line.points[i]?.value ?? 0, line.unit)}, where {usualWords(line, i)} is usual for such a{' '}
          {unit}.
        </div>
      ))}
      {more > 0 && <div>{counted(more, 'more such value')} in the table.</div>}
    </Notice>
  )
}

interface BehindProps {
  line: TrendLine
  lines: readonly TrendLine[]
  trend: TrendInput
  from: number
  to: string
  zone: string
}

/** Who is behind a point; of a formula, behind each of its series. */
function Behind({ line, lines, trend, from, to, zone }: BehindProps) {
  const asked = behaviourQuery()
  const span = spanLabel(from, trend.unit ?? 'day', zone)
  const series = line.series === null ? trend.series.map((_, i) => i) : [line.series]
  return (
    <>
      {series.map(nth => (
        <PeoplePanel
          key={nth}
          title={
            line.series === null
              ? `${String.fromCharCode(65 + nth)} of ${lineName(line, lines)}, ${span}`
              : `${lineName(line, lines)}, ${span}`
          }
          kind="trend"
          definition={trend}
          extra={{
            series: nth,
            side: line.side,
            // Where the dates begin within the span, so does the list.
            from: Math.max(from, asked.from ? Date.parse(asked.from) : 0),
            ...(to === '' ? {} : { to }),
            ...(trend.breakdown ? { group: JSON.stringify(line.group) } : {}),
          }}
        />
      ))}
    </>
  )
}
