import type { Stroke } from '../../contract/note.ts'

/** px a pen moves before another point is worth keeping. */
const APART = 2

/** The stroke with a point more, to a tenth of a px; the same stroke when the pen hardly moved. */
export function withPoint(stroke: Stroke, x: number, y: number): Stroke {
  const last = stroke.points.at(-1)
  if (last && Math.hypot(last[0] - x, last[1] - y) < APART) return stroke
  return { ...stroke, points: [...stroke.points, [tenth(x), tenth(y)]] }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** SVG path data: a curve through the middles between points, which smooths a hand's shaking; a lone point is a dot. */
export function strokePath({ points }: Stroke): string {
  const [first, ...rest] = points
  if (!first) return ''
  const start = `M${first[0]} ${first[1]}`
  if (rest.length === 0) return `${start}h0.1`
  const curves = rest.map(([x, y], i) => {
    const [fromX, fromY] = points[i] ?? first
    const end = i === rest.length - 1 ? `${x} ${y}` : `${tenth((fromX + x) / 2)} ${tenth((fromY + y) / 2)}`
    return `Q${fromX} ${fromY} ${end}`
  })
  return start + curves.join('')
}
