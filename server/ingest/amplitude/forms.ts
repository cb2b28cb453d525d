/**
 * The Identify and the Group Identify API: a form with `api_key` and `identification`, JSON of one object or a list of
 * them. Each becomes the event that the SDKs send instead.
 * https://amplitude.com/docs/apis/analytics/identify, https://amplitude.com/docs/apis/analytics/group-identify
 */
import type { Json, JsonObject } from '../../../contract/event.ts'
import { readBody } from '../body.ts'
import type { Door } from '../door.ts'
import { isObject } from '../event/json.ts'
import { refuse } from '../outcome.ts'
import { answerRefused } from './answer.ts'
import { MAX_HTTPAPI_BYTES } from './limits.ts'
import { receiveParsed } from './receive.ts'

export const FORMS = {
  '/identify': {
    ofGroup: false,
    eventOf: (one: JsonObject): JsonObject => ({ ...one, event_type: '$identify' }),
  },
  '/groupidentify': {
    ofGroup: true,
    eventOf: ({ group_type, group_value, ...one }: JsonObject): JsonObject => ({
      ...one,
      event_type: '$groupidentify',
      ...(typeof group_type === 'string' &&
        group_value !== undefined && { groups: { [group_type]: group_value } }),
    }),
  },
}

export async function receiveForm(
  form: (typeof FORMS)[keyof typeof FORMS],
  request: Request,
  ip: string | undefined,
  door: Door,
): Promise<Response> {
  const body = await readBody(request, MAX_HTTPAPI_BYTES)
  if (body === 'too-large') return answerRefused(refuse('too-large', 'Payload too large'))
  const fields = new URLSearchParams(new TextDecoder().decode(body))
  const list = readList(fields.get('identification'))
  if (list === null) return answerRefused(refuse('not-json', '"identification" is not JSON.'))
  const events = list.map(one => (isObject(one) ? form.eventOf(one) : one))
  const value = { api_key: fields.get('api_key'), events }
  return receiveParsed({ value, size: body.byteLength }, { ip, ofGroup: form.ofGroup }, door)
}

function readList(text: string | null): Json[] | null {
  try {
    const parsed: Json = JSON.parse(text ?? '')
    return Array.isArray(parsed) ? parsed : [parsed]
  } catch {
    return null
  }
}
