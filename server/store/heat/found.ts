import type { HeatKind } from '../../../contract/behaviour/heat.ts'
import { TOUCH } from './view.ts'

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

/** Bits of what was found, by the times of its clicks; null: nothing was. */
export function foundByTime(found: readonly HeatFinding[]): Map<number, number> | null {
  if (found.length === 0) return null
  const bits = new Map<number, number>()
  for (const { kind, at, more = [] } of found) {
    for (const after of [0, ...more]) {
      for (let away = -ROUNDED_MS; away <= ROUNDED_MS; away++) {
        const time = Math.round(at + after) + away
        bits.set(time, (bits.get(time) ?? 0) | bitOf(kind))
      }
    }
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
