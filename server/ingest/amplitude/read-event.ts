/** One event of Amplitude's HTTP V2 API -> an event under Segment's names, or the reason why not. */
import {
  CONTEXT_KEY,
  type EventType,
  type Json,
  type JsonObject,
  type NewEvent,
} from '../../../contract/event.ts'
import { bounded, readTime } from '../event/clock.ts'
import { brokenId, MAX_NAME, madeId, readId, readMessageId, readRecording } from '../event/ids.ts'
import { isObject, tidy } from '../event/json.ts'
import type { Checked } from '../event/keep.ts'
import { type EventRefusal, invalid, missing, refuseField } from '../event/refusal.ts'
import { readContext } from './context.ts'
import { CLOCK_TOLERANCE_MS } from './limits.ts'
import { idsIn } from './memberships.ts'
import { withRevenue } from './revenue.ts'
import { readProperties } from './user-properties.ts'

export interface Arrival {
  /** `client_upload_time` of the request. */
  uploadedAt: Json | undefined
  receivedAt: number
  minIdLength: number
  ip?: string
  /** The Group Identify API speaks of a group alone, and names no one. */
  ofGroup: boolean
}

const ID_FIELDS = ['user_id', 'device_id', 'insert_id'] as const
const TYPES: Record<string, EventType> = { $identify: 'identify', $groupidentify: 'group' }

export function readEvent(raw: Json, arrival: Arrival): Checked {
  if (!isObject(raw)) return refuseField('wrong-shape', 'event_type', 'An event is a JSON object.')
  const broken = brokenId(raw, ID_FIELDS)
  if (broken) return broken
  const { groups: named } = raw
  if (isObject(named) && brokenId(named, Object.keys(named)))
    return invalid('groups', 'contain half a character')
  const untidy = tidy(raw)
  if (untidy) return { ...untidy, field: 'event_properties' }
  const name = readId(raw, 'event_type', MAX_NAME)
  if (name === undefined) return missing('event_type')
  if (typeof name !== 'string') return name
  const type = (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'track'

  const ids = arrival.ofGroup ? {} : readIds(raw, arrival.minIdLength)
  if ('kind' in ids) return ids
  const insertId = readMessageId(raw, 'insert_id')
  if (typeof insertId === 'object') return insertId
  const times = readTimes(raw, arrival)
  if ('kind' in times) return times

  const parts: JsonObject[] = []
  for (const field of ['event_properties', 'user_properties', 'group_properties', 'groups'] as const) {
    const value = raw[field] ?? {}
    if (!isObject(value)) return invalid(field, 'is not an object')
    parts.push(value)
  }
  const [own = {}, user = {}, group = {}, groups = {}] = parts

  const { traits, operations } = readProperties(type === 'group' ? group : user)
  const context = readContext(raw, arrival.ip)
  if (Object.keys(operations).length > 0) {
    const ours = context[CONTEXT_KEY]
    context[CONTEXT_KEY] = { ...(isObject(ours) && ours), operations }
  }
  const [groupId] = idsIn(groups)
  if (type === 'group' && groupId === undefined) return missing('groups')

  return {
    ...ids,
    messageId: insertId ?? madeId(raw, times.originalTimestamp !== undefined),
    type,
    ...(type === 'track' && { event: name }),
    ...(groupId !== undefined && { groupId }),
    properties: type === 'track' ? withRevenue(own, raw) : own,
    traits,
    context,
    ...times,
    receivedAt: arrival.receivedAt,
    source: 'amplitude',
    ...readRecording(context),
  }
}

/** An id that is too short is left out; the event is refused when none is left. */
function readIds(raw: JsonObject, min: number): Pick<NewEvent, 'userId' | 'anonymousId'> | EventRefusal {
  const userId = readId(raw, 'user_id')
  if (typeof userId === 'object') return userId
  const anonymousId = readId(raw, 'device_id')
  if (typeof anonymousId === 'object') return anonymousId
  const kept = {
    ...(userId !== undefined && userId.length >= min && { userId }),
    ...(anonymousId !== undefined && anonymousId.length >= min && { anonymousId }),
  }
  if (kept.userId !== undefined || kept.anonymousId !== undefined) return kept
  const short = userId !== undefined ? 'user_id' : anonymousId !== undefined ? 'device_id' : null
  if (short) return refuseField('id-too-short', short, `"${short}" has fewer than ${min} characters.`)
  return refuseField('missing-field', 'user_id', 'The event has neither "user_id" nor "device_id"; send one.')
}

type Times = Pick<NewEvent, 'at' | 'originalTimestamp' | 'sentAt'>

function readTimes(raw: JsonObject, { uploadedAt, receivedAt }: Arrival): Times | EventRefusal {
  const sent = readTime(uploadedAt)
  const kept = sent === null ? {} : { sentAt: new Date(sent).toISOString() }
  if (raw.time === undefined || raw.time === null) return { at: receivedAt, ...kept }
  const time = readTime(raw.time)
  if (time === null) return invalid('time', 'is not a time in milliseconds since 1970')
  const offset = sent === null ? 0 : receivedAt - sent
  const at = bounded(Math.abs(offset) > CLOCK_TOLERANCE_MS ? time + offset : time, receivedAt)
  return { at, originalTimestamp: new Date(time).toISOString(), ...kept }
}
