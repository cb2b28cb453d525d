import type { TrendAnswer, TrendLine } from '../../contract/behaviour/trend.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { count, duration } from '../ui/words.ts'

interface TrendLinesProps {
  answer: TrendAnswer
  label: string
  spans: readonly string[]
  height: number
  /** By place among the lines of the answer. */
  onPoint?: (line: number, point: number) => void
}

/** The lines of a trend; those told in another unit stand on an axis of their own. */
export function TrendLines({ answer: { lines }, label, spans, height, onPoint }: TrendLinesProps) {
  const units = [...new Set(lines.map(one => one.unit))]
  return (
    <>
      {units.map(unit => {
        const own = lines.filter(one => one.unit === unit)
        const names = own.map(one => lineName(one, lines))
        const said = (value: number) => valueWords(value, unit)
        return (
          <div key={unit}>
            {units.length > 1 && own.length === 1 && <h3 class="trend-unit">{names[0]}</h3>}
            <LineChart
              label={units.length > 1 ? names.join(', ') : label}
              spans={spans}
              format={said}
              times={unit === 'ms'}
              height={units.length > 1 ? Math.round(0.7 * height) : height}
              onPoint={(line, point) => onPoint?.(lines.indexOf(own[line]!), point)}
              lines={own.map((one, i) => ({
                name: names[i] ?? '',
                points: one.points.map(({ value, mark, partial, usual }, j) => ({
                  ...{ value, mark, partial },
                  // With several lines the ranges would lie over one another.
                  low: own.length === 1 ? usual?.low : undefined,
                  high: own.length === 1 ? usual?.high : undefined,
                  title: `${spans[j]}: ${value === null ? 'no value' : said(value)}${partial ? ', not whole' : ''}${usual ? `; usual ${usualWords(one, j)}` : ''}`,
                })),
              }))}
            />
          </div>
        )
      })}
    </>
  )
}

export function lineName({ name, group, side }: TrendLine, lines: readonly TrendLine[]): string {
  const broken = lines.some(one => one.group !== null)
  const compared = side === 1 ? ' (compared)' : ''
  return `${name}${broken ? `: ${group ?? 'no value'}` : ''}${compared}`
}

export function valueWords(value: number, unit: TrendLine['unit']): string {
  return unit === 'ms' ? duration(value) : count(rounded(value))
}

/** `0 to 9`: of what is counted only whole numbers can be met. */
export function usualWords({ points, unit, series }: TrendLine, point: number): string {
  const usual = points[point]?.usual
  if (!usual) return ''
  const whole = series !== null && unit === 'number' && points.every(one => Number.isInteger(one.value ?? 0))
  const [least, most] = [Math.ceil(usual.low), Math.floor(usual.high)]
  const [low, high] = whole && least <= most ? [least, most] : [usual.low, usual.high]
  return `${valueWords(low, unit)} to ${valueWords(high, unit)}`
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
