import type { FunnelAnswer, FunnelInput, FunnelSide } from '../../contract/behaviour/funnel.ts'
import { Bars } from '../charts/Bars.tsx'
import { ChartCard } from '../charts/ChartCard.tsx'
import type { TableCell } from '../charts/DataTable.tsx'
import { spanLabel, unitOf } from '../charts/dates.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { go, here } from '../location.ts'
import { count, duration } from '../ui/words.ts'
import { FunnelGroups } from './FunnelGroups.tsx'
import { percent } from './words.ts'

/** How long it took, how it went over time, and in which groups. */
export function FunnelDetail({ value, funnel }: { value: FunnelAnswer; funnel: FunnelInput }) {
  const [first] = value.sides
  if (!first) return null
  const bars = first.total?.histogram ?? []
  // Nothing lies behind the last bar, which holds its end.
  const took = (i: number) =>
    here({
      show: `reached.${first.steps.length - 1}.0.took:${bars[i]?.from}-${i === bars.length - 1 ? '' : bars[i]?.to}`,
    })
  return (
    <>
      <div class="behaviour-pair">
        <Trend value={value} />
        {first.total && (
          <ChartCard
            title="Time from the first to the last step"
            note={`${first.name}: half within ${duration(first.total.median)}, nine of ten within ${duration(first.total.p90)}`}
            head={['From', 'To', 'How many']}
            rows={first.total.histogram.map((one, i) => [
              duration(one.from),
              duration(one.to),
              { value: one.count, href: took(i) },
            ])}
          >
            <Bars
              label={`How long conversion took: median ${duration(first.total.median)}`}
              onBar={i => go(took(i), 'replace')}
              bars={first.total.histogram.map(one => ({
                label: duration(one.from),
                value: one.count,
                title: `${duration(one.from)} to ${duration(one.to)}: ${count(one.count)}`,
              }))}
            />
          </ChartCard>
        )}
      </div>
      {value.sides.some(one => one.groups.length > 0) && <FunnelGroups value={value} by={funnel.breakdown} />}
    </>
  )
}

function Trend({ value }: { value: FunnelAnswer }) {
  const [first] = value.sides
  if (!first || first.trend.length < 2) return null
  const unit = unitOf(first.trend.map(one => one.at))
  const spans = first.trend.map(one => spanLabel(one.at, unit, value.zone))
  const rate = ({ entered, converted }: { entered: number; converted: number }) =>
    entered === 0 ? null : converted / entered
  return (
    <ChartCard
      title={`Conversion by ${unit} of the first step`}
      note="Hollow: the conversion window is not over"
      head={[
        'From',
        ...value.sides.flatMap(({ name }) =>
          ['entered', 'converted', 'conversion'].map(one => `${name}: ${one}`),
        ),
      ]}
      rows={first.trend.map((one, i) => [
        `${spans[i]}${one.partial ? ', not over' : ''}`,
        ...value.sides.flatMap((side, nth) => trendCells(side, i, nth)),
      ])}
    >
      <LineChart
        label="Conversion over time"
        spans={spans}
        format={percent}
        most={1}
        height={200}
        onPoint={(side, span) => go(convertedIn(value.sides[side] ?? first, span, side), 'replace')}
        lines={value.sides.map(side => ({
          name: side.name,
          points: side.trend.map((one, i) => ({
            value: rate(one),
            partial: one.partial,
            title: `${spans[i]}: ${count(one.converted)} of ${count(one.entered)}`,
          })),
        }))}
      />
    </ChartCard>
  )
}

/** Who began in a span. */
function beganIn({ trend }: FunnelSide, span: number): string {
  return `began:${trend[span]?.at ?? 0}-${trend[span + 1]?.at ?? ''}`
}

function convertedIn(one: FunnelSide, span: number, side: number): string {
  return here({ show: `reached.${one.steps.length - 1}.${side}.${beganIn(one, span)}` })
}

function trendCells(one: FunnelSide, span: number, side: number): TableCell[] {
  const { entered = 0, converted = 0 } = one.trend[span] ?? {}
  const share = entered === 0 ? null : converted / entered
  return [
    { value: entered, href: here({ show: `reached.0.${side}.${beganIn(one, span)}` }) },
    { value: converted, href: convertedIn(one, span, side) },
    { value: share, said: percent(share) },
  ]
}
