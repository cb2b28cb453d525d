import type { JsonObject, NewEvent } from '../../contract/event.ts'
import { EventType, type RecordedEvent } from '../../contract/rrweb.ts'
import { isObject } from '../ingest/event/json.ts'

// Moves recorded times by a number of milliseconds, also those inside payloads.

export function moveRecorded(event: RecordedEvent, by: number): RecordedEvent {
  return { ...event, timestamp: event.timestamp + by, data: moveStart(event, by) }
}

// A network signal says when its request began.
function moveStart({ type, data }: RecordedEvent, by: number): unknown {
  if (type !== EventType.Custom || typeof data !== 'object' || data === null || !('payload' in data))
    return data
  const { payload } = data
  if (typeof payload !== 'object' || payload === null || !('startedAt' in payload)) return data
  return { ...data, payload: { ...payload, startedAt: Number(payload.startedAt) + by } }
}

export function moveEvent(event: NewEvent, by: number): NewEvent {
  const { originalTimestamp } = event
  return {
    ...event,
    at: event.at + by,
    receivedAt: event.receivedAt + by,
    ...(originalTimestamp !== undefined && { originalTimestamp: moveDate(originalTimestamp, by) }),
    traits: moveCreation(event.traits, by),
    ...(isObject(event.context.traits) && {
      context: { ...event.context, traits: moveCreation(event.context.traits, by) },
    }),
  }
}

function moveCreation(traits: JsonObject, by: number): JsonObject {
  const { createdAt } = traits
  return typeof createdAt === 'string' ? { ...traits, createdAt: moveDate(createdAt, by) } : traits
}

function moveDate(text: string, by: number): string {
  return new Date(Date.parse(text) + by).toISOString()
}
