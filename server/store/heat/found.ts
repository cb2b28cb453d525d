import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import { CLICK_NUMBERS, TOUCH } from './view.ts'

export const FOUND_KINDS = ['rage', 'dead', 'error'] as const
export type FoundKind = (typeof FOUND_KINDS)[number]

/** What the rules in force found on the page: the time of its first click, and ms from it to each of the others. */
export interface HeatFinding {
  kind: FoundKind
  at: number
  more?: readonly number[]
}

export function isFoundKind(kind: string): kind is FoundKind {
  return kind === 'rage' || kind === 'dead' || kind === 'error'
}

export function bitOf(kind: FoundKind): number {
  return 1 << FOUND_KINDS.indexOf(kind)
}

/** Kept times are rounded apart from those of the facts; no two clicks are so near. */
const ROUNDED_MS = 2

/** Clicks of one view: they stand at [begin, end) in `numbers`, in order of time; `at`: when it began. */
export interface Clicked {
  at: number
  numbers: Int32Array
  begin: number
  end: number
}

/** Adds to `bits`, by number of a click, what was found at this time. */
export function markFound(bits: Uint8Array, kind: FoundKind, time: number, clicked: Clicked): void {
  const { at, numbers, begin, end } = clicked
  const ms = Math.round(time) - at
  let [low, high] = [begin / CLICK_NUMBERS, end / CLICK_NUMBERS]
  const last = high
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle * CLICK_NUMBERS]! < ms - ROUNDED_MS) low = middle + 1
    else high = middle
  }
  for (; low < last && numbers[low * CLICK_NUMBERS]! <= ms + ROUNDED_MS; low++) bits[low]! |= bitOf(kind)
}

/** By number of a click, bits of what it is a part of; null: nothing was found. */
export function foundIn(found: readonly HeatFinding[], clicked: Clicked): Uint8Array | null {
  if (found.length === 0) return null
  const bits = new Uint8Array(clicked.end / CLICK_NUMBERS)
  for (const { kind, at, more = [] } of found) {
    for (const after of [0, ...more]) markFound(bits, kind, at + after, clicked)
  }
  return bits
}

/** Whether a click is drawn in a picture of this kind. `nth` of `clicks` in its view; `bits`: what it is a part of. */
export function isOfKind(kind: HeatKind, flags: number, nth: number, clicks: number, bits: number): boolean {
  switch (kind) {
    case 'clicks':
      return true
    case 'taps':
      return (flags & TOUCH) !== 0
    case 'rage':
    case 'dead':
    case 'error':
      return (bits & bitOf(kind)) !== 0
    case 'first':
      return nth === 0
    case 'last':
      return nth === clicks - 1
    case 'moves':
    case 'scroll':
    case 'attention':
      return false
  }
}
