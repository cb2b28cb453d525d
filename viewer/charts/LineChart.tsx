import { scaleLinear } from 'd3-scale'
import { area, line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape'
import { type Look, lookOf } from './looks.ts'
import { useWidth } from './use-width.ts'

export interface LinePoint {
  value: number | null
  low?: number | null
  high?: number | null
  /** An arrow above or below, and why in `title`. */
  mark?: 'spike' | 'drop' | null
  partial?: boolean
  title: string
}
export interface Line {
  name: string
  points: LinePoint[]
}

interface LineChartProps {
  label: string
  lines: readonly Line[]
  /** Under each point; those that find no room are left out. */
  spans: readonly string[]
  format: (value: number) => string
  /** The axis ends there, for shares. */
  most?: number
  /** Values are times in ms: the axis goes by round ones. */
  times?: boolean
  height?: number
  onPoint?: (line: number, point: number) => void
}

const SYMBOLS = { dot: symbolCircle, square: symbolSquare, diamond: symbolDiamond, triangle: symbolTriangle }
const [TOP, RIGHT, BOTTOM] = [14, 14, 26]
/** About seven px a letter. */
const LETTER_PX = 7
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]
const ROUND_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND],
  ...[
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    24 * HOUR,
  ],
]
const TICKS = 4

export function LineChart({
  label,
  lines,
  spans,
  format,
  most,
  times = false,
  height = 240,
  onPoint,
}: LineChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const values = lines.flatMap(one => one.points.flatMap(({ value, high }) => [value ?? 0, high ?? 0]))
  const y = scaleLinear()
    .domain([Math.min(0, ...values), most ?? (Math.max(...values, 0) || 1)])
    .range([height - BOTTOM, TOP])
  const apart = times ? ROUND_MS.find(one => (TICKS + 1) * one >= Math.max(...values)) : undefined
  if (apart) y.domain([0, apart * Math.max(1, Math.ceil(Math.max(...values) / apart))])
  else if (most === undefined) y.nice(TICKS)
  const [, top = 0] = y.domain()
  const ticks = apart ? Array.from({ length: top / apart + 1 }, (_, i) => i * apart) : y.ticks(TICKS)
  const left = Math.max(48, 12 + LETTER_PX * Math.max(...ticks.map(tick => format(tick).length)))
  const x = scaleLinear()
    .domain([0, Math.max(1, spans.length - 1)])
    .range([left, width - RIGHT])
  const every = Math.max(1, Math.ceil(spans.length / Math.max(2, Math.floor((width - left) / 84))))
  return (
    <div ref={ref} class="chart-place">
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        height={height}
        width="100%"
        role="img"
        aria-label={label}
      >
        {ticks.map(tick => (
          <g key={tick}>
            <line class="grid" x1={left} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text class="tick" x={left - 8} y={y(tick) + 4} text-anchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {spans.map(
          (span, i) =>
            i % every === 0 && (
              <text
                key={i}
                class="tick"
                x={x(i)}
                y={height - 8}
                text-anchor={i === 0 ? 'start' : i === spans.length - 1 ? 'end' : 'middle'}
              >
                {span}
              </text>
            ),
        )}
        {lines.map((one, nth) => (
          <Drawn
            key={one.name}
            one={one}
            look={lookOf(nth)}
            x={x}
            y={y}
            onPoint={point => onPoint?.(nth, point)}
          />
        ))}
      </svg>
      {lines.length > 1 && <Legend names={lines.map(one => one.name)} />}
    </div>
  )
}

interface DrawnProps {
  one: Line
  look: Look
  x: (i: number) => number
  y: (value: number) => number
  onPoint: (point: number) => void
}

function Drawn({ one: { points }, look, x, y, onPoint }: DrawnProps) {
  const placed = points.map((point, i) => ({ ...point, i }))
  const path = line<(typeof placed)[number]>()
    .defined(({ value }) => value !== null)
    .x(({ i }) => x(i))
    .y(({ value }) => y(value ?? 0))
  const band = area<(typeof placed)[number]>()
    .defined(({ low, high }) => low !== null && low !== undefined && high !== null && high !== undefined)
    .x(({ i }) => x(i))
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0))
  const shown = points.length <= 45
  return (
    <g>
      <path d={band(placed) ?? ''} fill={look.colour} opacity="0.12" />
      <path
        d={path(placed) ?? ''}
        fill="none"
        stroke={look.colour}
        stroke-width="2"
        stroke-dasharray={look.dash}
      />
      {placed.map(({ value, i, mark, partial, title }) =>
        value === null ? null : (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
          <g
            key={i}
            transform={`translate(${x(i)} ${y(value)})`}
            class="chart-point"
            onClick={() => onPoint(i)}
          >
            <title>{title}</title>
            <circle r="9" fill="transparent" />
            {(shown || mark) && (
              <path
                d={symbol(SYMBOLS[look.mark], mark ? 70 : 30)() ?? ''}
                fill={partial ? 'var(--surface)' : look.colour}
                stroke={look.colour}
                stroke-width="1.5"
              />
            )}
            {mark && (
              <text class="mark" y={mark === 'spike' ? -11 : 21} text-anchor="middle">
                {mark === 'spike' ? '▲' : '▼'}
              </text>
            )}
          </g>
        ),
      )}
    </g>
  )
}

export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul class="chart-legend">
      {names.map((name, nth) => {
        const look = lookOf(nth)
        return (
          <li key={name}>
            <svg width="26" height="12" aria-hidden="true">
              <line
                x1="0"
                x2="26"
                y1="6"
                y2="6"
                stroke={look.colour}
                stroke-width="2"
                stroke-dasharray={look.dash}
              />
              <path
                d={symbol(SYMBOLS[look.mark], 34)() ?? ''}
                transform="translate(13 6)"
                fill={look.colour}
              />
            </svg>
            {name}
          </li>
        )
      })}
    </ul>
  )
}
