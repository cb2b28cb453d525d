import { expect } from 'vitest'
import type { AnalyticsEvent } from '../../contract/api.ts'
import type { JsonObject } from '../../contract/event.ts'

/** Segment's fields that must come back as they went over the wire. */
const FIELDS = [
  'type',
  'event',
  'name',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'properties',
  'traits',
  'context',
]

/** Every event on the wire is stored once, field by field as its first request carried it. */
export function expectSegment(bodies: JsonObject[], stored: AnalyticsEvent[]): void {
  const sent = new Map<string, JsonObject>()
  for (const body of bodies) {
    const items = Array.isArray(body.batch) ? body.batch : [body]
    for (const item of items) {
      if (!isObject(item)) throw new Error('An item of a batch is no object.')
      const id = String(item.messageId)
      if (!sent.has(id)) sent.set(id, { sentAt: body.sentAt ?? null, ...item })
    }
  }
  expect(stored.map(event => event.messageId).sort()).toEqual([...sent.keys()].sort())
  for (const event of stored) {
    const wire = sent.get(event.messageId)
    if (!wire) throw new Error(`${event.messageId} was never sent.`)
    const expected: JsonObject = {}
    const found: JsonObject = {}
    for (const field of FIELDS) {
      expected[field] = wire[field] ?? (field === 'properties' || field === 'traits' ? {} : null)
      found[field] = { ...event }[field] ?? null
    }
    // The browser's address is the server's to add.
    if (isObject(found.context)) found.context = withoutIp(found.context)
    expect(found).toEqual(expected)
    expect(event.originalTimestamp).toBe(wire.timestamp ?? wire.originalTimestamp ?? null)
    expect(event.sentAt).toBe(wire.sentAt)
    const corrected =
      Date.parse(event.receivedAt) -
      (Date.parse(String(event.sentAt)) - Date.parse(String(event.originalTimestamp)))
    expect(event.timestamp).toBe(new Date(corrected).toISOString())
  }
}

function withoutIp(context: JsonObject): JsonObject {
  const { ip: _, ...rest } = context
  return rest
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
