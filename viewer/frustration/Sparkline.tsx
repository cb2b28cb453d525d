import type { FrustrationCase } from '../../contract/frustration/board.ts'
import { counted } from '../ui/words.ts'
import { span } from './board.ts'

const DAY_MS = 86_400_000
const HEIGHT = 24
const STEP = 4

/** People per day (or per so many days) since the board's first day. */
export function Sparkline({ days }: Pick<FrustrationCase, 'days'>) {
  const { from, perBar, bars } = span.value
  const heights = Array.from({ length: bars }, () => 0)
  for (const { day, persons } of days) {
    const at = Math.floor((day - from) / DAY_MS / perBar)
    if (at >= 0 && at < bars) heights[at] = (heights[at] ?? 0) + persons
  }
  const most = Math.max(1, ...heights)
  const words = `Most at once: ${counted(most, 'person', 'people')} in ${counted(perBar, 'day')}; since ${date(from)}`
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${bars * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      <title>{words}</title>
      {heights.map((n, i) => {
        const height = n === 0 ? 1 : Math.max(3, (HEIGHT * n) / most)
        return (
          <rect
            key={`${from + i * perBar}`}
            class={n === 0 ? 'none' : ''}
            x={i * STEP}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
          />
        )
      })}
    </svg>
  )
}

function date(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
}
