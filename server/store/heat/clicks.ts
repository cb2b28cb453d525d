import type { HeatClicksQuery } from '../heatmap-port.ts'
import { type Clicked, foundOf, isOfKind } from './found.ts'
import { CLICK_NUMBERS, PLACELESS, pageXOf, pageYOf } from './view.ts'

/** Times of the marked clicks of a view that are asked for. `element`: its number, or null when a place is asked. */
export function clicksOf(
  { at, numbers, begin, end }: Clicked,
  { kind, around }: Pick<HeatClicksQuery, 'kind' | 'around'>,
  element: number | null,
): number[] {
  const count = (end - begin) / CLICK_NUMBERS
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const from = begin + i * CLICK_NUMBERS
    const packed = numbers[from + 3] ?? 0
    if (element !== null && packed >> 2 !== element) continue
    if (
      element === null &&
      !isAround(pageXOf(numbers[from + 1] ?? 0), pageYOf(numbers[from + 2] ?? 0), packed, around)
    )
      continue
    if (isOfKind(kind, packed, i, count, foundOf(numbers[from + 1] ?? 0)))
      times.push(at + (numbers[from] ?? 0))
  }
  return times
}

function isAround(x: number, y: number, flags: number, around: HeatClicksQuery['around']): boolean {
  if (!around || (flags & PLACELESS) !== 0) return false
  return Math.hypot(x - around.x, y - around.y) <= around.radius
}
