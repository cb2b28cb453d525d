import { scaleLinear } from 'd3-scale'
import { count } from '../ui/words.ts'
import { Fills, fillOf } from './Fills.tsx'
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
  /** By side (at most MOST_FILLS), then by step. */
  sides: readonly { name: string; bars: readonly FunnelBar[] }[]
  onBar?: (step: number, side: number) => void
}

const HEIGHT = 260
const [TOP, BOTTOM] = [30, 44]
/** Of a bar with its share above it, and between steps, px. Two sides always find room. */
const [LEAST, APART] = [38, 16]
/** About seven px a letter. */
const LETTER = 7

/** A bar per step as a share of the first, with the interval its true share lies in. */
export function FunnelBars({ label, steps, sides, onBar }: FunnelBarsProps) {
  const [ref, given] = useWidth<HTMLDivElement>()
  const width = sides.length > 2 ? Math.max(given, steps.length * (sides.length * LEAST + APART)) : given
  const y = scaleLinear()
    .domain([0, 1])
    .range([HEIGHT - BOTTOM, TOP])
  const room = width / steps.length
  const bar = Math.min(90, (room - APART) / sides.length)
  return (
    <div
      ref={ref}
      class="chart-place wide-place"
      {...(width > given ? { tabIndex: 0, role: 'group', 'aria-label': `${label}, to be scrolled` } : {})}
    >
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        height={HEIGHT}
        width={width > given ? width : '100%'}
        role="img"
        aria-label={label}
      >
        <Fills count={sides.length} />
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
                    name={sides.length > 2 ? name : ''}
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
                <rect width="22" height="12" rx="2" fill={fillOf(side)} />
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
  /** Of which of several it is, where the legend alone tells it. */
  name: string
  y: (share: number) => number
  onOpen: (() => void) | undefined
}

function Bar({ one, left, wide, side, name, y, onOpen }: BarProps) {
  const middle = left + wide / 2
  const number = count(one.count)
  const told = `${number}${one.share === null ? '' : `, ${Math.round(100 * one.share)}%`}`
  const whisker =
    one.low !== null &&
    one.high !== null &&
    `M${middle - 5} ${y(one.high)}h10M${middle} ${y(one.high)}V${y(one.low)}M${middle - 5} ${y(one.low)}h10`
  const fits = name === '' ? wide > 44 || side === 0 : number.length * LETTER <= wide
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
    <g class={onOpen ? 'chart-point' : ''} onClick={onOpen}>
      <title>{name === '' ? told : `${name}: ${told}`}</title>
      <rect class="bar-whole" x={left} width={wide} y={y(1)} height={y(0) - y(1)} rx="3" />
      {one.share !== null && (
        <rect
          x={left}
          width={wide}
          y={y(one.share)}
          height={Math.max(1, y(0) - y(one.share))}
          rx="3"
          fill={fillOf(side)}
        />
      )}
      {whisker && name !== '' && <path class="whisker-ground" d={whisker} />}
      {whisker && <path class="whisker" d={whisker} />}
      <text class="tick strong" x={middle} y={TOP - 10} text-anchor="middle">
        {one.share === null ? '–' : `${Math.round(100 * one.share)}%`}
      </text>
      <text class="tick" x={middle} y={HEIGHT - 6} text-anchor="middle">
        {fits ? number : ''}
      </text>
    </g>
  )
}

function cut(text: string, room: number): string {
  const most = Math.max(4, Math.floor(room / LETTER))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
