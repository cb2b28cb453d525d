/**
 * Amplitude's HTTP V2 and Batch APIs, bytes -> stored, in order
 *
 *     body -> JSON -> key -> list -> each event's checks -> store
 *
 * As with Amplitude itself, one bad event refuses its request: the client leaves out the ones named and sends
 * the others again, so keeping these at once would gain nothing but duplicates.
 */
import type { Json, JsonObject } from '../../../contract/event.ts'
import type { Door } from '../door.ts'
import { isObject } from '../event/json.ts'
import { type Checked, isRefusal, keep } from '../event/keep.ts'
import { type ParsedBody, parseBody } from '../event/parse.ts'
import { type Outcome, refuse } from '../outcome.ts'
import { answerEvents, answerRefused, answerStored, answerThrottled } from './answer.ts'
import { MAX_EVENTS, MIN_ID_LENGTH } from './limits.ts'
import { membershipsOf } from './memberships.ts'
import { readEvent } from './read-event.ts'

export interface Incoming {
  request: Request
  /** Bytes the address called takes. */
  limit: number
  ip: string | undefined
}

export async function receiveAmplitude(incoming: Incoming, door: Door): Promise<Response> {
  const parsed = await parseBody(incoming.request, incoming.limit)
  if ('kind' in parsed) return refused(door, null, parsed)
  return receiveParsed(parsed, { ip: incoming.ip, ofGroup: false }, door)
}

export async function receiveParsed(
  { value: body, size }: Pick<ParsedBody, 'value' | 'size'>,
  { ip, ofGroup }: { ip: string | undefined; ofGroup: boolean },
  door: Door,
): Promise<Response> {
  if (!isObject(body)) return refused(door, null, refuse('wrong-shape', 'The body is not a JSON object.'))
  const key = typeof body.api_key === 'string' && body.api_key !== '' ? body.api_key : undefined
  const project = key === undefined ? undefined : door.keys.project(key)
  if (!project) return refused(door, null, refuse('unknown-key', 'No project has this key.'), key)

  const { events } = body
  if (!Array.isArray(events))
    return refused(door, project.id, refuse('missing-field', '"events" is not a list.'))
  if (events.length > MAX_EVENTS) {
    const message = `A request has at most ${MAX_EVENTS} events; this has ${events.length}.`
    return refused(door, project.id, refuse('too-many-events', message))
  }

  const arrival = {
    uploadedAt: body.client_upload_time,
    receivedAt: door.now(),
    minIdLength: minIdLength(body),
    ofGroup,
    ...(ip !== undefined && { ip }),
  }
  const checked = events.map((event: Json): Checked => readEvent(event, arrival))
  const bad = checked.flatMap((one, i) => (isRefusal(one) ? [[i, one] satisfies [number, typeof one]] : []))
  if (bad.length > 0) {
    for (const [, refusal] of bad) door.tally.add(project.id, 'event', refusal, arrival.receivedAt)
    return answerEvents(bad)
  }
  const good = checked.flatMap(one => (isRefusal(one) ? [] : [one]))
  const throttled = door.throttle?.take(project.id, good, arrival.receivedAt)
  if (throttled) return answerThrottled(throttled, door.throttle?.perSecond ?? 0)
  const joined = checked.flatMap((one, i) => {
    const event = events[i]
    return isRefusal(one) || !isObject(event) ? [] : membershipsOf(one, event.groups)
  })
  const kept = await keep(door, project, [...checked, ...joined])
  const late = kept
    .slice(0, checked.length)
    .flatMap((one, i) => (one.kind === 'refuse' ? [[i, one] satisfies [number, typeof one]] : []))
  if (late.length > 0) return answerEvents(late)
  return answerStored(checked.length, size, arrival.receivedAt)
}

function refused(
  door: Door,
  project: string | null,
  outcome: Extract<Outcome, { kind: 'refuse' }>,
  key?: string,
): Response {
  door.tally.add(project, 'event', outcome, door.now())
  return answerRefused(outcome, key)
}

function minIdLength(body: JsonObject): number {
  const min = isObject(body.options) ? body.options.min_id_length : undefined
  return typeof min === 'number' && min >= 1 ? min : MIN_ID_LENGTH
}
