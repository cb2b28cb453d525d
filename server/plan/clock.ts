import type { NewEvent } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'

/** Differences of clock and time that no network explains, ms. */
const ABSURD_MS = 24 * 3_600_000
/** Longer ago than any message waits in a client's queue, and told with a right clock, ms. */
const STALE_MS = 30 * ABSURD_MS
/** Before this, no analytics event happened: it is a zero, or seconds taken for milliseconds. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z')

/** Times that cannot be. An import is old on purpose: of it only what lies before all events is absurd. */
export function checkClock(event: NewEvent): Finding | null {
  if (event.at < EARLIEST) {
    return absurd(
      'timestamp',
      'Its time is before the year 2000: a zero, or seconds for milliseconds.',
      event.at,
    )
  }
  const original = timeOf(event.originalTimestamp)
  if (original !== null && original - event.receivedAt > ABSURD_MS) {
    return absurd('timestamp', 'Its time is more than a day after it was received.', original)
  }
  if (event.source === 'import' || event.source === 'sample') return null
  const sent = timeOf(event.sentAt)
  if (sent !== null && Math.abs(sent - event.receivedAt) > ABSURD_MS) {
    return absurd(
      'sentAt',
      "The sender's clock is more than a day off; the time was corrected by that.",
      sent,
    )
  }
  if (event.receivedAt - event.at > STALE_MS) {
    return absurd('timestamp', 'It arrived more than 30 days after it happened.', event.at)
  }
  return null
}

function timeOf(text: string | undefined): number | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

function absurd(field: string, message: string, time: number): Finding {
  return { kind: 'absurd-clock', field, message, seen: new Date(time).toISOString() }
}
