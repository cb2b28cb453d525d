/** The books of one destination: pure steps from one ledger to the next, each of which keeps the balance. */
import type { DeadLetter, Ledger, Waiting } from '../../contract/destination.ts'

/** How long an event is tried, ms. */
export const GIVE_UP_MS = 4 * 3_600_000
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 10 * 60_000
/** With so many waiting or failed, nothing more is taken from the feed: a dead destination stays small. */
export const MAX_WAITING = 500
export const MAX_FAILED = 2_000

export const EMPTY: Ledger = {
  position: null,
  announced: 0,
  received: 0,
  delivered: 0,
  filtered: 0,
  waiting: [],
  failed: [],
  lastAt: null,
  lastError: null,
}

export type Delivery = { kind: 'delivered' } | { kind: 'later' | 'never'; error: string }

/** Events taken from the feed: each waits for its first attempt, now. */
export function take(
  ledger: Ledger,
  wanted: string[],
  filtered: number,
  position: string | null,
  now: number,
): Ledger {
  const fresh = wanted.map(
    (messageId): Waiting => ({ messageId, firstAt: now, nextAt: now, attempts: 0, error: '' }),
  )
  return {
    ...ledger,
    position,
    received: ledger.received + wanted.length,
    filtered: ledger.filtered + filtered,
    waiting: [...ledger.waiting, ...fresh],
  }
}

/** Room for events from the feed. */
export function room(ledger: Ledger): number {
  return ledger.failed.length >= MAX_FAILED ? 0 : Math.max(0, MAX_WAITING - ledger.waiting.length)
}

export function due(ledger: Ledger, now: number): Waiting[] {
  return ledger.waiting.filter(one => one.nextAt <= now)
}

/** When something will be due; null: nothing waits. */
export function nextDue(ledger: Ledger): number | null {
  return ledger.waiting.reduce<number | null>((least, one) => Math.min(least ?? one.nextAt, one.nextAt), null)
}

/** What became of events that were tried. `jitter`: 0 to 1, so that a thousand events do not return at once. */
export function settle(
  ledger: Ledger,
  results: Map<string, Delivery>,
  now: number,
  jitter: () => number,
): Ledger {
  const waiting: Waiting[] = []
  const failed: DeadLetter[] = [...ledger.failed]
  let { delivered, lastAt, lastError } = ledger
  for (const one of ledger.waiting) {
    const result = results.get(one.messageId)
    if (!result) {
      waiting.push(one)
    } else if (result.kind === 'delivered') {
      delivered += 1
      lastAt = now
    } else {
      lastError = result.error
      const tried = { ...one, attempts: one.attempts + 1, error: result.error }
      const { nextAt: _, ...letter } = tried
      if (result.kind === 'never' || now - one.firstAt >= GIVE_UP_MS)
        failed.push({ ...letter, failedAt: now })
      else waiting.push({ ...tried, nextAt: now + waitBefore(tried.attempts, jitter()) })
    }
  }
  return { ...ledger, waiting, failed, delivered, lastAt, lastError }
}

/** Dead letters wait again, as if new; without ids all of them. */
export function replay(ledger: Ledger, messageIds: readonly string[] | undefined, now: number): Ledger {
  const chosen = (one: DeadLetter) => messageIds === undefined || messageIds.includes(one.messageId)
  const again = ledger.failed
    .filter(chosen)
    .map(({ messageId, error }): Waiting => ({ messageId, firstAt: now, nextAt: now, attempts: 0, error }))
  return {
    ...ledger,
    waiting: [...ledger.waiting, ...again],
    failed: ledger.failed.filter(one => !chosen(one)),
  }
}

/** Doubles from 2 s to 10 min, spread over the upper half. */
export function waitBefore(attempts: number, jitter: number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  return Math.round(full * (0.5 + jitter / 2))
}
