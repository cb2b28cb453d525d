/** One item of Segment's HTTP API -> an event, or the reason why not. Nothing untrusted passes unlooked at. */
import {
  EVENT_TYPES,
  type EventType,
  type Json,
  type JsonObject,
  type NewEvent,
  type Source,
} from '../../../contract/event.ts'
import { correct, readTime } from '../event/clock.ts'
import { MAX_NAME, madeId, readId, readMessageId, readRecording } from '../event/ids.ts'
import { isObject } from '../event/json.ts'
import type { Checked } from '../event/keep.ts'
import { type EventRefusal, invalid, missing, refuseField } from '../event/refusal.ts'

export interface Arrival {
  /** Of the batch; each event's own comes first. */
  sentAt: Json | undefined
  receivedAt: number
  /** Address of the browser; absent for servers, whose address says nothing about the person. */
  ip?: string
}

/** `raw` is tidy. */
export function readEvent(raw: JsonObject, type: EventType | undefined, arrival: Arrival): Checked {
  const kind = type ?? readType(raw.type)
  if (typeof kind !== 'string') return kind

  const ids = readIds(raw, kind)
  if ('kind' in ids) return ids
  const times = readTimes(raw, arrival)
  if ('kind' in times) return times

  const event = kind === 'track' ? readId(raw, 'event', MAX_NAME) : undefined
  if (isBad(event)) return event
  if (kind === 'track' && event === undefined) return missing('event')
  const name = kind === 'page' || kind === 'screen' ? readId(raw, 'name', MAX_NAME) : undefined
  if (isBad(name)) return name
  const category = kind === 'page' || kind === 'screen' ? readId(raw, 'category', MAX_NAME) : undefined
  if (isBad(category)) return category

  const parts = readParts(raw, kind)
  if ('kind' in parts) return parts
  const { properties, traits, context } = parts
  if (arrival.ip !== undefined && !Object.hasOwn(context, 'ip')) context.ip = arrival.ip

  return {
    ...ids,
    messageId: ids.messageId ?? madeId(raw, times.originalTimestamp !== undefined),
    type: kind,
    ...(event !== undefined && { event }),
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    properties,
    traits,
    context,
    ...times,
    receivedAt: arrival.receivedAt,
    source: sourceOf(context),
    ...readRecording(context),
  }
}

/** Fields that name someone or something. */
export const ID_FIELDS = ['userId', 'anonymousId', 'groupId', 'previousId', 'messageId'] as const

function readType(value: Json | undefined): EventType | EventRefusal {
  if (value === undefined || value === null) return missing('type')
  return EVENT_TYPES.find(type => type === value) ?? invalid('type', `is none of ${EVENT_TYPES.join(', ')}`)
}

type Ids = Pick<NewEvent, 'userId' | 'anonymousId' | 'groupId' | 'previousId'> & { messageId?: string }

function readIds(raw: JsonObject, type: EventType): Ids | EventRefusal {
  const ids: Ids = {}
  for (const field of ['userId', 'anonymousId', 'groupId', 'previousId'] as const) {
    const id = readId(raw, field)
    if (isBad(id)) return id
    if (id !== undefined) ids[field] = id
  }
  const messageId = readMessageId(raw, 'messageId')
  if (isBad(messageId)) return messageId
  if (messageId !== undefined) ids.messageId = messageId
  if (type === 'group' && ids.groupId === undefined) return missing('groupId')
  if (type === 'alias') {
    if (ids.previousId === undefined) return missing('previousId')
    if (ids.userId === undefined) return missing('userId')
  }
  if (ids.userId === undefined && ids.anonymousId === undefined) {
    return refuseField(
      'missing-field',
      'userId',
      'The event has neither "userId" nor "anonymousId"; send one.',
    )
  }
  return ids
}

type Times = Pick<NewEvent, 'at' | 'originalTimestamp' | 'sentAt'>

/** Rudder's name for what Segment's clients send as `timestamp` is `originalTimestamp`. */
function readTimes(raw: JsonObject, arrival: Arrival): Times | EventRefusal {
  const original = raw.timestamp ?? raw.originalTimestamp
  const sent = raw.sentAt ?? arrival.sentAt
  const sentAt = readTime(sent)
  const kept = sentAt === null ? {} : { sentAt: String(sent) }
  if (original === undefined || original === null || original === '') {
    return { at: arrival.receivedAt, ...kept }
  }
  const time = readTime(original)
  if (time === null) return invalid('timestamp', 'is not a date: send ISO 8601, from 1970 on')
  return { at: correct(time, sentAt, arrival.receivedAt), originalTimestamp: String(original), ...kept }
}

type Parts = Pick<NewEvent, 'properties' | 'traits' | 'context'>

function readParts(raw: JsonObject, type: EventType): Parts | EventRefusal {
  const parts: Parts = { properties: {}, traits: {}, context: {} }
  for (const field of ['properties', 'traits', 'context'] as const) {
    const value = raw[field]
    if (value === undefined || value === null) continue
    if (!isObject(value)) return invalid(field, 'is not an object')
    parts[field] = value
  }
  // Older clients put what `identify` says into the context only.
  if (type === 'identify' && raw.traits === undefined && isObject(parts.context.traits)) {
    parts.traits = parts.context.traits
  }
  return parts
}

function sourceOf(context: JsonObject): Source {
  return isObject(context.library) && context.library.name === 'segreel' ? 'recorder' : 'segment'
}

function isBad(value: string | undefined | EventRefusal): value is EventRefusal {
  return typeof value === 'object'
}
