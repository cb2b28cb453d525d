import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import { CLICK_NUMBERS, type HeatView, TOUCH } from './view.ts'

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

/** What is marked stands in the number with the click's x (view.ts). */
const X = 1
const MARKED_FROM = 29

/** Bits of what the click with this x was found to be a part of. */
export const foundOf = (x: number): number => x >>> MARKED_FROM

/** Marks the clicks that were found at this time. */
export function mark({ at, numbers, begin, end }: Clicked, kind: FoundKind, time: number): void {
  const ms = Math.round(time) - at
  let [low, high] = [0, (end - begin) / CLICK_NUMBERS]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[begin + middle * CLICK_NUMBERS]! < ms - ROUNDED_MS) low = middle + 1
    else high = middle
  }
  for (let i = begin + low * CLICK_NUMBERS; i < end && numbers[i]! <= ms + ROUNDED_MS; i += CLICK_NUMBERS) {
    numbers[i + X]! |= bitOf(kind) << MARKED_FROM
  }
}

export function unmark({ numbers, begin, end }: Omit<Clicked, 'at'>): void {
  for (let i = begin; i < end; i += CLICK_NUMBERS) numbers[i + X]! &= 2 ** MARKED_FROM - 1
}

/** The clicks of a view, marked. */
export function marked(
  { at, clicks }: Pick<HeatView, 'at' | 'clicks'>,
  found: readonly HeatFinding[],
): Clicked {
  const numbers = found.length === 0 ? clicks : clicks.slice()
  const clicked = { at, numbers, begin: 0, end: numbers.length }
  for (const { kind, at, more = [] } of found) {
    for (const after of [0, ...more]) mark(clicked, kind, at + after)
  }
  return clicked
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
