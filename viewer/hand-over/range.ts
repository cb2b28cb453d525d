/** The part of the session that is handed over, in ms since the session began; null while nothing is. */
import { signal } from '@preact/signals'

export interface Range {
  from: number
  to: number
}

export const range = signal<Range | null>(null)

/** The shortest range, and the step of its sliders, ms. */
export const STEP_MS = 1000
/** What matters lies mostly before the moment one stops at, ms. */
const BEFORE_MS = 60_000
const AFTER_MS = 5_000

export function rangeAround(at: number, length: number): Range {
  const to = Math.min(length, at + AFTER_MS)
  return whole({ from: Math.max(0, Math.min(at - BEFORE_MS, to - STEP_MS)), to })
}

/** One end moved; the other gives way when it is passed. */
export function withEnd(now: Range, end: 'from' | 'to', at: number, length: number): Range {
  const place = Math.min(Math.max(at, 0), length)
  if (end === 'from') return whole({ from: place, to: Math.max(now.to, place + STEP_MS) })
  return whole({ from: Math.max(0, Math.min(now.from, place - STEP_MS)), to: place })
}

/** The server takes whole ms. */
function whole({ from, to }: Range): Range {
  return { from: Math.floor(from), to: Math.max(Math.ceil(to), Math.floor(from) + 1) }
}
