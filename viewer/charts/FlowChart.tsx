import { linkHorizontal } from 'd3-shape'
import { count } from '../ui/words.ts'
import { useWidth } from './use-width.ts'

interface FlowChartProps {
  label: string
  columns: readonly (readonly { name: string; value: number; pale: boolean }[])[]
  /** From a node of a column to one of the next. */
  links: readonly { column: number; from: number; to: number; sessions: number }[]
  /** The first column stands on the right. */
  backwards: boolean
  onNode?: (column: number, node: number) => void
  onLink?: (link: number) => void
}

const [NODE, GAP, TOP] = [12, 26, 20]

/** Columns of places with bands between them, as wide as what flows. */
export function FlowChart({ label, columns, links, backwards, onNode, onLink }: FlowChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const most = Math.max(...columns.map(nodes => nodes.length))
  const height = TOP + most * 58
  const whole = Math.max(1, ...columns.map(nodes => nodes.reduce((sum, one) => sum + one.value, 0)))
  const scale = (height - TOP - most * GAP) / whole
  const step = (width - NODE) / Math.max(1, columns.length - 0.25)
  const left = (column: number) => (backwards ? width - NODE - column * step : column * step)
  const placed = columns.map(nodes => {
    let y = TOP
    return nodes.map(one => {
      const tall = Math.max(2, one.value * scale)
      const top = y
      y += tall + GAP
      return { ...one, top, tall, out: top, into: top }
    })
  })
  const link = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()
  const bands = links.map(({ column, from, to, sessions }) => {
    const source = placed[column]?.[from]
    const target = placed[column + 1]?.[to]
    if (!source || !target) return null
    const wide = Math.max(1, sessions * scale)
    const path = link({
      source: [left(column) + (backwards ? 0 : NODE), source.out + wide / 2],
      target: [left(column + 1) + (backwards ? NODE : 0), target.into + wide / 2],
    })
    source.out += wide
    target.into += wide
    return { path, wide, title: `${source.name} → ${target.name}: ${count(sessions)}` }
  })
  return (
    <div ref={ref} class="chart-place flow-place">
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        height={height}
        width="100%"
        role="img"
        aria-label={label}
      >
        {bands.map(
          (band, i) =>
            band && (
              // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
              <path
                key={i}
                class={onLink ? 'flow-band chart-point' : 'flow-band'}
                d={band.path ?? ''}
                stroke-width={band.wide}
                fill="none"
                onClick={() => onLink?.(i)}
              >
                <title>{band.title}</title>
              </path>
            ),
        )}
        {placed.map((nodes, column) =>
          nodes.map((node, i) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the table behind holds the same, for the keyboard
            <g key={`${column} ${i}`} class="chart-point" onClick={() => onNode?.(column, i)}>
              <title>{`${node.name}: ${count(node.value)}`}</title>
              <rect
                class={node.pale ? 'flow-node pale' : 'flow-node'}
                x={left(column)}
                y={node.top}
                width={NODE}
                height={node.tall}
                rx="2"
              />
              <text
                class={node.pale ? 'tick' : 'tick strong'}
                x={left(column) + (backwards && column === 0 ? NODE : 0)}
                y={node.top - 5}
                text-anchor={backwards && column === 0 ? 'end' : 'start'}
              >
                {cut(node.name, step)} · {count(node.value)}
              </text>
            </g>
          )),
        )}
      </svg>
    </div>
  )
}

/** About seven px a letter; the number behind needs some. */
function cut(text: string, room: number): string {
  const most = Math.max(5, Math.floor(room / 7) - 6)
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
