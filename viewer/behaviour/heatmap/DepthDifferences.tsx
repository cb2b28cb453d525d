import type { HeatDifference, HeatDifferences } from '../../../contract/behaviour/heatmap.ts'
import { colourOf } from './colours.ts'
import { points } from './sentences.ts'

/** Where more of the one or of the other came so far down: bands over the page, each from its depth to the next. */
export function DepthDifferences({ depths, height }: { depths: HeatDifferences['depths']; height: number }) {
  return depths.flatMap((one, i) => {
    const end = Math.min(depths[i + 1]?.from ?? height, height)
    if (one.from >= end) return []
    const isNew = one.verdict !== depths[i - 1]?.verdict || isCertain(one)
    return (
      <span
        key={one.from}
        class={`heat-band ${one.verdict}`}
        style={{
          top: `${one.from}px`,
          height: `${end - one.from}px`,
          ...(one.verdict === 'too-few' ? {} : { background: colourOf(one) }),
        }}
      >
        {isNew && <b>{words(one)}</b>}
      </span>
    )
  })
}

function isCertain({ verdict }: HeatDifference): boolean {
  return verdict === 'more' || verdict === 'less'
}

function words(one: HeatDifference): string {
  if (one.verdict === 'too-few') return 'too few sessions to tell'
  if (one.verdict === 'unclear') return one.share === 0 ? 'no difference' : 'may be chance'
  return `${points(one.share)} points came this far`
}
