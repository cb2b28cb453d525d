import type { HeatClicksQuery } from '../heatmap-port.ts'
import { foundByTime, type HeatFinding, isOfKind } from './found.ts'
import { CLICK_NUMBERS, type HeatView, PLACELESS, pageXOf, pageYOf } from './view.ts'

/** Times of the clicks of a view that are asked for. `element`: its number, or null when a place is asked. */
export function clicksOf(
  { at, clicks }: HeatView,
  found: readonly HeatFinding[],
  { kind, around }: Pick<HeatClicksQuery, 'kind' | 'around'>,
  element: number | null,
): number[] {
  const bits = foundByTime(found)
  const count = clicks.length / CLICK_NUMBERS
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const from = i * CLICK_NUMBERS
    const time = at + (clicks[from] ?? 0)
    const packed = clicks[from + 3] ?? 0
    if (element !== null && packed >> 2 !== element) continue
    if (
      element === null &&
      !isAround(pageXOf(clicks[from + 1] ?? 0), pageYOf(clicks[from + 2] ?? 0), packed, around)
    )
      continue
    if (isOfKind(kind, packed, i, count, bits?.get(time) ?? 0)) times.push(time)
  }
  return times
}

function isAround(x: number, y: number, flags: number, around: HeatClicksQuery['around']): boolean {
  if (!around || (flags & PLACELESS) !== 0) return false
  return Math.hypot(x - around.x, y - around.y) <= around.radius
}
