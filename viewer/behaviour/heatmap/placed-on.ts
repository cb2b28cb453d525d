import type { Heatmap } from '../../../contract/behaviour/heatmap.ts'
import type { Box } from './anchors.ts'
import { unpack } from './columns.ts'
import { type Placed, placeCells } from './placing.ts'

/** A heatmap on a page of this size, where elements (by fingerprint) have these boxes. */
export function placedOn(
  { elements, cells, widths }: Heatmap,
  boxes: ReadonlyMap<string, readonly Box[]>,
  size: { width: number; height: number },
): Placed {
  const byPlace = new Map(
    elements.flatMap(({ element }, i) => {
      const own = boxes.get(element)
      return own ? [[i, own] as const] : []
    }),
  )
  return placeCells(unpack(cells), widths, byPlace, size)
}
