import type { Json } from '../../../contract/event.ts'

/** Nothing happens after it was received: a time further ahead than this is replaced by that of receipt. */
export const FUTURE_MS = 24 * 3_600_000
/** 1970-01-01 and the last moment ISO 8601 writes with four digits of year. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

const ISO = /^[+-]?\d{4,6}-?\d{2}-?\d{2}([T ].*)?$/

/** Epoch ms of a time as a client wrote it: ISO 8601 (without a zone: UTC), or epoch ms; null when neither. */
export function readTime(value: Json | undefined): number | null {
  if (typeof value === 'number') return inRange(value) ? Math.trunc(value) : null
  if (typeof value !== 'string') return null
  if (/^\d{11,14}$/.test(value)) return readTime(Number(value))
  if (!ISO.test(value)) return null
  const zoned = /(Z|z|[+-]\d{2}(:?\d{2})?)$/.test(value.slice(10)) || value.length <= 10
  const time = Date.parse(zoned ? value : `${value}Z`)
  return inRange(time) ? time : null
}

function inRange(time: number): boolean {
  return time >= 0 && time <= LATEST
}

/** receivedAt - (sentAt - original): the client's clock may be wrong, the time it waited is right. */
export function correct(original: number, sentAt: number | null, receivedAt: number): number {
  return bounded(sentAt === null ? original : receivedAt - (sentAt - original), receivedAt)
}

export function bounded(at: number, receivedAt: number): number {
  if (at > receivedAt + FUTURE_MS) return receivedAt
  return Math.max(at, 0)
}
