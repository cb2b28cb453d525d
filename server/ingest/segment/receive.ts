/**
 * Segment's HTTP API, bytes -> stored, in order
 *
 *     body -> JSON -> key -> list -> each event's checks -> store
 */
import type { EventType, Json, JsonObject } from '../../../contract/event.ts'
import type { ProjectRow } from '../../store/control-port.ts'
import type { Door } from '../door.ts'
import { brokenId } from '../event/ids.ts'
import { isObject, mergeUnder, tidy } from '../event/json.ts'
import { type Checked, keep } from '../event/keep.ts'
import { parseBody } from '../event/parse.ts'
import { type EventRefusal, refuseField } from '../event/refusal.ts'
import { type Outcome, refuse } from '../outcome.ts'
import { writeKeyOf } from './key.ts'
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_REQUEST_BYTES } from './limits.ts'
import { ID_FIELDS, readEvent } from './read-event.ts'

type Refused = Extract<Outcome, { kind: 'refuse' }>

/** `batch`: false for a call with one event. */
export type Received = { refused: Refused } | { batch: boolean; outcomes: Outcome[]; ids: (string | null)[] }

export interface Incoming {
  request: Request
  /** Of the address called; absent for those that take batches. */
  type: EventType | undefined
  authorization: string | undefined
  /** Of the sender, when it is a browser. */
  ip: string | undefined
}

export async function receiveSegment(incoming: Incoming, door: Door): Promise<Received> {
  const refused = (project: ProjectRow | null, outcome: Refused): Received => {
    door.tally.add(project?.id ?? null, 'event', outcome, door.now())
    return { refused: outcome }
  }
  const parsed = await parseBody(incoming.request, MAX_REQUEST_BYTES)
  if ('kind' in parsed) return refused(null, parsed)
  const body = parsed.value

  const key = writeKeyOf(incoming.authorization, body)
  if (key === undefined) {
    return refused(
      null,
      refuse('unknown-key', 'No write key: send it as the user name of Basic, or as "writeKey".'),
    )
  }
  const project = door.keys.project(key)
  if (!project) {
    return refused(null, refuse('unknown-key', 'No project has this write key. Copy it from Settings.'))
  }

  if (!isObject(body)) return refused(project, refuse('wrong-shape', 'The body is not a JSON object.'))
  const items = incoming.type === undefined ? body.batch : [body]
  if (!Array.isArray(items))
    return refused(project, refuse('wrong-shape', '"batch" is not a list of events.'))
  if (items.length > MAX_BATCH_EVENTS) {
    const message = `A batch has at most ${MAX_BATCH_EVENTS} events; this has ${items.length}.`
    return refused(project, refuse('too-many-events', message))
  }

  const arrival = {
    sentAt: body.sentAt,
    receivedAt: door.now(),
    ...(incoming.ip !== undefined && { ip: incoming.ip }),
  }
  const common = incoming.type === undefined ? commonOf(body) : {}
  const untidy = tidy(common)
  if (untidy) return refused(project, untidy)
  const checked = items.map((item): Checked => {
    if (!isObject(item)) return refuseField('wrong-shape', 'batch', 'An event is a JSON object.')
    const problem =
      brokenId(item, ID_FIELDS) ?? tidy(item) ?? (parsed.size > MAX_EVENT_BYTES ? tooLarge(item) : null)
    return problem ?? readEvent(withCommon(item, common), incoming.type, arrival)
  })
  const outcomes = await keep(door, project, checked)
  const ids = checked.map((one, i) => ('messageId' in one ? one.messageId : idOf(items[i])))
  return { batch: incoming.type === undefined, outcomes, ids }
}

/** What a batch says for all of its events. */
function commonOf(body: JsonObject): JsonObject {
  const common: JsonObject = {}
  for (const field of ['context', 'integrations'] as const) {
    const value = body[field]
    if (isObject(value)) common[field] = value
  }
  return common
}

function withCommon(item: JsonObject, common: JsonObject): JsonObject {
  let whole = item
  for (const [field, under] of Object.entries(common)) {
    const own = whole[field] ?? {}
    if (isObject(own) && isObject(under)) whole = { ...whole, [field]: mergeUnder(under, own) }
  }
  return whole
}

/** Measured on the item as it would stand alone. */
function tooLarge(item: JsonObject): EventRefusal | null {
  const bytes = Buffer.byteLength(JSON.stringify(item))
  if (bytes <= MAX_EVENT_BYTES) return null
  const message = `The event has ${bytes} bytes; at most ${MAX_EVENT_BYTES} are allowed.`
  return refuseField('event-too-large', 'properties', message)
}

function idOf(item: Json | undefined): string | null {
  return isObject(item) && typeof item.messageId === 'string' ? item.messageId : null
}
