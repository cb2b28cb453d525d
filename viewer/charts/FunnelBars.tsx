import { scaleLinear } from 'd3-scale'
import { count } from '../ui/words.ts'
import { Hatch } from './Hatch.tsx'
import { lookOf } from './looks.ts'
import { useWidth } from './use-width.ts'

export interface FunnelBar {
  count: number
  share: number | null
  low: number | null
  high: number | null
}

interface FunnelBarsProps {
  label: string
  steps: readonly string[]
  /** By side, then by step. */
  sides: readonly { name: string; bars: readonly FunnelBar[] }[]
  onBar?: (step: number, side: number) => void
}

const HEIGHT = 260
const [TOP, BOTTOM] = [30, 44]

/** A bar per step as a share of the first, with the interval its true share lies in. */
export function FunnelBars({ label, steps, sides, onBar }: FunnelBarsProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const y = scaleLinear()
    .domain([0, 1])
    .range([HEIGHT - BOTTOM, TOP])
  const room = width / steps.length
  const bar = Math.min(90, (room - 16) / sides.length)
  return (
    <div ref={ref} class="chart-place">
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        height={HEIGHT}
        width="100%"
        role="img"
        aria-label={label}
      >
        <defs>
          <Hatch id="second-side" colour={lookOf(1).colour} />
        </defs>
        {[0, 0.5, 1].map(tick => (
          <line key={tick} class="grid" x1="0" x2={width} y1={y(tick)} y2={y(tick)} />
        ))}
        {steps.map((step, i) => {
          const middle = room * (i + 0.5)
          return (
            <g key={i}>
              {sides.map(({ name, bars }, side) => {
                const one = bars[i]
                const left = middle + (side - sides.length / 2) * bar + 2
                return one ? (
                  <Bar
                    key={name}
                    {...{ one, left, y, side }}
                    wide={bar - 4}
                    onOpen={onBar && one.count > 0 ? () => onBar(i, side) : undefined}
                  />
                ) : null
              })}
              <text class="tick strong" x={middle} y={HEIGHT - 22} text-anchor="middle">
                {cut(`${i + 1}. ${step}`, room)}
              </text>
            </g>
          )
        })}
      </svg>
      {sides.length > 1 && (
        <ul class="chart-legend">
          {sides.map(({ name }, side) => (
            <li key={name}>
              <svg width="22" height="12" aria-hidden="true">
                <rect
                  width="22"
                  height="12"
                  rx="2"
                  fill={side === 0 ? lookOf(0).colour : 'url(#second-side)'}
                />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface BarProps {
  one: FunnelBar
  left: number
  wide: number
  side: number
  y: (share: number) => number
  onOpen: (() => void) | undefined
}

function Bar({ one, left, wide, side, y, onOpen }: BarProps) {
  const middle = left + wide / 2
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
    <g class={onOpen ? 'chart-point' : ''} onClick={onOpen}>
      <title>{`${count(one.count)}${one.share === null ? '' : `, ${Math.round(100 * one.share)}%`}`}</title>
      <rect class="bar-whole" x={left} width={wide} y={y(1)} height={y(0) - y(1)} rx="3" />
      {one.share !== null && (
        <rect
          x={left}
          width={wide}
          y={y(one.share)}
          height={Math.max(1, y(0) - y(one.share))}
          rx="3"
          fill={side === 0 ? lookOf(0).colour : 'url(#second-side)'}
        />
      )}
      {one.low !== null && one.high !== null && (
        <path
          class="whisker"
          d={`M${middle - 5} ${y(one.high)}h10M${middle} ${y(one.high)}V${y(one.low)}M${middle - 5} ${y(one.low)}h10`}
        />
      )}
      <text class="tick strong" x={middle} y={TOP - 10} text-anchor="middle">
        {one.share === null ? '–' : `${Math.round(100 * one.share)}%`}
      </text>
      <text class="tick" x={middle} y={HEIGHT - 6} text-anchor="middle">
        {wide > 44 || side === 0 ? count(one.count) : ''}
      </text>
    </g>
  )
}

/** About seven px a letter. */
function cut(text: string, room: number): string {
  const most = Math.max(4, Math.floor(room / 7))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
