import type { ElementDifference } from '../../../contract/behaviour/heatmap.ts'
import type { Box } from './anchors.ts'
import { colourOf } from './colours.ts'
import { labelClass, placed } from './labels.ts'
import { points } from './sentences.ts'

interface DifferenceBoxesProps {
  elements: readonly ElementDifference[]
  /** By fingerprint: where it is on the page. */
  boxes: ReadonlyMap<string, readonly Box[]>
  scale: number
}

/** Which elements one segment clicks more or less than the other, drawn where they are. */
export function DifferenceBoxes({ elements, boxes, scale }: DifferenceBoxesProps) {
  // Large ones first, so that what stands inside of them lies above.
  const drawn = elements
    .flatMap(one => (boxes.get(one.element) ?? []).map(box => ({ one, box })))
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
  return drawn.map(({ one, box }) => (
    <span
      key={`${one.element} ${box.left} ${box.top}`}
      class={`heat-difference ${one.verdict}`}
      style={{ ...placed(box), ...(one.verdict === 'too-few' ? {} : { background: colourOf(one) }) }}
    >
      {(one.verdict === 'more' || one.verdict === 'less') && (
        <b class={labelClass('', box, scale)}>{points(one.share)}</b>
      )}
    </span>
  ))
}
