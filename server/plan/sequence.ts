import { byTime, type NewEvent } from '../../contract/event.ts'
import type { Finding } from '../../contract/plan.ts'

/** Two equal events of one person closer than this are probably one, sent twice under two ids, ms. */
const REPEATED_MS = 1_000
/** Differences of clock and time that no network explains, ms. */
const ABSURD_MS = 24 * 3_600_000
/** Before this, no analytics event happened: it is a zero, or seconds taken for milliseconds. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z')

/** What can only be seen beside the person's other events. `events`: all of one person. */
export function checkSequence<E extends NewEvent>(events: readonly E[]): [E, Finding][] {
  const ordered = [...events].sort(byTime)
  const found: [E, Finding][] = []
  const firstIdentify = ordered.find(event => event.type === 'identify' && event.userId !== undefined)
  const before = new Map<string, number>()
  for (const event of ordered) {
    const clock = absurd(event)
    if (clock) found.push([event, clock])
    if (firstIdentify) {
      const identity = misplaced(event, firstIdentify)
      if (identity) found.push([event, identity])
    }
    if (event.type !== 'track') continue
    const key = JSON.stringify([event.event, event.properties])
    const last = before.get(key)
    if (last !== undefined && event.at - last < REPEATED_MS) {
      const message = `"${event.event}" came twice within a second, equal in all properties.`
      found.push([event, { kind: 'repeated-event', field: '', message }])
    }
    before.set(key, event.at)
  }
  return found
}

function misplaced(event: NewEvent, identify: NewEvent): Finding | null {
  if (event === identify) return null
  if (event.userId === undefined && event.at > identify.at) {
    const message = `Came without a user id although the person was identified as "${identify.userId}" before.`
    return { kind: 'late-identity', field: 'userId', message }
  }
  if (event.userId === identify.userId && event.type !== 'identify' && byTime(event, identify) < 0) {
    const message = `Carries the user id "${event.userId}" before the person was identified.`
    return { kind: 'early-identity', field: 'userId', message }
  }
  return null
}

function absurd(event: NewEvent): Finding | null {
  const original = event.originalTimestamp === undefined ? null : Date.parse(event.originalTimestamp)
  if (event.at < EARLIEST) {
    return {
      kind: 'absurd-clock',
      field: 'timestamp',
      message: `Its time is ${new Date(event.at).toISOString()}.`,
    }
  }
  if (original !== null && original - event.receivedAt > ABSURD_MS) {
    const message = `Its time, ${event.originalTimestamp}, is after it was received.`
    return { kind: 'absurd-clock', field: 'timestamp', message }
  }
  return null
}
