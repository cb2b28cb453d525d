/** What becomes of one membership when it is judged anew; every engine asks this. */
import type { NewEvent } from '../../contract/event.ts'
import type { SegmentVerdict } from './live-port.ts'

/** Who leaves and is back within it was never away for destinations, ms. */
export const RETURN_MS = 60_000
export const HOUR_MS = 3_600_000

export interface Membership {
  inside: boolean
  /** Changes so far. */
  nth: number
  /** What destinations believe. */
  told: boolean
  /** What they are told unless the person returns before then. */
  leaving: { at: number; event: NewEvent } | null
}

export interface Step {
  membership: Membership
  /** Whether it belongs into the history. */
  changed: boolean
  announce: NewEvent | null
}

/** Null: nothing changes. `filled`: before it is, nobody enters or leaves; who is there was there. */
export function stepMembership(
  before: Membership | undefined,
  { inside, event }: Pick<SegmentVerdict, 'inside' | 'event'>,
  filled: boolean,
  now: number,
): Step | null {
  if ((before?.inside ?? false) === inside) return null
  if (!filled) {
    const membership = { inside, nth: before?.nth ?? 0, told: inside, leaving: null }
    return { membership, changed: false, announce: null }
  }
  const nth = (before?.nth ?? 0) + 1
  const told = before?.told ?? false
  if (event === null)
    return { membership: { inside, nth, told: inside, leaving: null }, changed: true, announce: null }
  if (!inside) {
    const leaving = told ? { at: now + RETURN_MS, event } : null
    return { membership: { inside, nth, told, leaving }, changed: true, announce: null }
  }
  // Still believed to be a member: the person is back in time.
  return {
    membership: { inside, nth, told: true, leaving: null },
    changed: true,
    announce: told ? null : event,
  }
}

export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}
