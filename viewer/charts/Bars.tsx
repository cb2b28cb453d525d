import { useWidth } from './use-width.ts'

interface BarsProps {
  label: string
  bars: readonly { label: string; value: number; title: string }[]
  height?: number
  onBar?: (bar: number) => void
}

/** A plain histogram: one bar beside the other, each with its name below where there is room. */
export function Bars({ label, bars, height = 130, onBar }: BarsProps) {
  const [ref, width] = useWidth<HTMLDivElement>(360)
  const most = Math.max(1, ...bars.map(one => one.value))
  const room = width / bars.length
  const every = Math.max(1, Math.ceil(56 / room))
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
        {bars.map(({ label: name, value, title }, i) => {
          const tall = value === 0 ? 0 : Math.max(2, ((height - 40) * value) / most)
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
            <g
              key={i}
              class={onBar && value > 0 ? 'chart-point' : ''}
              onClick={() => value > 0 && onBar?.(i)}
            >
              <title>{title}</title>
              <rect
                class="bar"
                x={i * room + 1}
                width={Math.max(1, room - 2)}
                y={height - 22 - tall}
                height={tall}
                rx="2"
              />
              {i % every === 0 && (
                <text class="tick" x={i * room + 1} y={height - 6}>
                  {name}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
