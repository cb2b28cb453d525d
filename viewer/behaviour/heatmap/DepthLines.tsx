import { type HeatKind, REACH_PX } from '../../../contract/behaviour/heat.ts'
import type { Heatmap } from '../../../contract/behaviour/heatmap.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { duration } from '../../ui/words.ts'

const SHARES = [0.9, 0.75, 0.5, 0.25, 0.1]
/** Bands of the page between two times that are told. */
const TOLD_EVERY = 3

interface DepthLinesProps {
  kind: HeatKind
  map: Heatmap
  scale: number
}

/** What the colours of scroll depth and attention stand for, at the page itself. */
export function DepthLines({ kind, map: now, scale }: DepthLinesProps) {
  if (kind !== 'scroll' && kind !== 'attention') return null
  const lines = kind === 'scroll' ? depths(now.reached, now.sessions) : times(now.inView, now.sessions)
  return (
    <div class="heat-lines" style={{ '--unscale': 1 / scale }} aria-hidden="true">
      {lines.map(({ y, words }) => (
        <span key={y} style={{ top: `${y}px` }}>
          <b>{words}</b>
        </span>
      ))}
    </div>
  )
}

/** The last band that at least the share of sessions saw. */
function depths(reached: readonly number[], sessions: number): { y: number; words: string }[] {
  return SHARES.flatMap(part => {
    const bands = reached.filter(n => n >= part * sessions).length
    if (bands === 0) return []
    return [{ y: bands * REACH_PX, words: `${Math.round(part * 100)}% came this far` }]
  })
}

function times(inView: readonly number[], sessions: number): { y: number; words: string }[] {
  return inView.flatMap((ms, band) =>
    band % TOLD_EVERY === 1 && sessions > 0
      ? [{ y: (band + 0.5) * VIEW_BAND_PX, words: `${duration(ms / sessions)} in view` }]
      : [],
  )
}
