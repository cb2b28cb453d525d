/**
 * Segment's HTTP API, bytes -> stored, in order
 *
 *     body -> JSON -> key -> list -> each event's checks -> store
 */
import type { EventType, Json, JsonObject } from '../../../contract/event.ts'
import type { ProjectRow } from '../../store/port.ts'
import type { Door } from '../door.ts'
import { isObject, mergeUnder } from '../event/json.ts'
import { type Checked, keep } from '../event/keep.ts'
import { parseBody } from '../event/parse.ts'
import { type Outcome, refuse } from '../outcome.ts'
import { writeKeyOf } from './key.ts'
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_REQUEST_BYTES } from './limits.ts'
import { readEvent, tooLarge } from './read-event.ts'

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
  const checked = items.map((item): Checked => {
    const large = parsed.size > MAX_EVENT_BYTES ? tooLarge(item) : null
    return large ?? readEvent(withCommon(item, body, incoming.type), incoming.type, arrival)
  })
  const outcomes = await keep(door, project, checked)
  const ids = checked.map((one, i) => ('messageId' in one ? one.messageId : idOf(items[i])))
  return { batch: incoming.type === undefined, outcomes, ids }
}

/** A batch may carry `context` and `integrations`, which lie under those of each event. */
function withCommon(item: Json, body: JsonObject, type: EventType | undefined): Json {
  if (type !== undefined || !isObject(item)) return item
  let whole = item
  for (const field of ['context', 'integrations'] as const) {
    const common = body[field]
    if (!isObject(common)) continue
    const own = whole[field] ?? {}
    if (isObject(own)) whole = { ...whole, [field]: mergeUnder(common, own) }
  }
  return whole
}

function idOf(item: Json | undefined): string | null {
  return isObject(item) && typeof item.messageId === 'string' ? item.messageId : null
}
