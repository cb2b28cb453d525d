import type { Box } from './anchors.ts'

/** The smallest element over the place: a button, not the card around it. */
export function elementAt(
  boxes: ReadonlyMap<string, readonly Box[]>,
  { x, y }: { x: number; y: number },
): string | null {
  let found: { element: string; area: number } | null = null
  for (const [element, own] of boxes) {
    for (const { left, top, width, height } of own) {
      if (x < left || y < top || x > left + width || y > top + height) continue
      const area = width * height
      if (!found || area < found.area) found = { element, area }
    }
  }
  return found?.element ?? null
}
