/**
 * Where a place on a page of one width is on the same page of another. Layouts keep their parts at the middle, at a
 * share of the width, or at an edge; which one it is of an element shows where its clicks fall into its box.
 */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

export const ANCHORS = ['middle', 'share', 'left', 'right'] as const
export type Anchor = (typeof ANCHORS)[number]

/** px apart that make no other layout. */
const SAME_PX = 8

export function moved(x: number, from: number, to: number, anchor: Anchor): number {
  if (Math.abs(from - to) < SAME_PX || from === 0) return x
  switch (anchor) {
    case 'middle':
      return to / 2 + (x - from / 2)
    case 'share':
      return (x / from) * to
    case 'left':
      return x
    case 'right':
      return to - (from - x)
  }
}

/** The anchor that brings most clicks, by weight, over one of the boxes. */
export function bestAnchor(
  clicks: readonly { x: number; n: number }[],
  boxes: readonly Box[],
  from: number,
  to: number,
): { anchor: Anchor; hits: number } {
  let best: { anchor: Anchor; hits: number } = { anchor: 'middle', hits: -1 }
  for (const anchor of ANCHORS) {
    let hits = 0
    for (const { x, n } of clicks) {
      const at = moved(x, from, to, anchor)
      if (boxes.some(box => at >= box.left && at <= box.left + box.width)) hits += n
    }
    if (hits > best.hits) best = { anchor, hits }
  }
  return best
}
