import { type Context, Hono } from 'hono'
import type { Json } from '../../../contract/event.ts'
import { readBody } from '../body.ts'
import type { Door } from '../door.ts'
import { preflight } from '../event/cors.ts'
import { isObject } from '../event/json.ts'
import { peerOf } from '../event/peer.ts'
import { refuse } from '../outcome.ts'
import { announced, Pressure } from '../pressure.ts'
import { answerBusy, answerRefused, answerUnavailable } from './answer.ts'
import { MAX_BATCH_BYTES, MAX_HTTPAPI_BYTES } from './limits.ts'
import { receiveAmplitude, receiveParsed } from './receive.ts'

const IDENTIFY = '/identify'
const LIMITS: Record<string, number> = { '/2/httpapi': MAX_HTTPAPI_BYTES, '/batch': MAX_BATCH_BYTES }

export function amplitudeRoutes(door: Door, pressure = new Pressure()): Hono {
  const app = new Hono()
  app.on('OPTIONS', [...Object.keys(LIMITS), IDENTIFY], () => preflight())
  for (const [path, limit] of Object.entries(LIMITS)) {
    app.post(path, c => {
      const incoming = { request: c.req.raw, limit, ip: peerOf(c) }
      const work = () => orLater(() => receiveAmplitude(incoming, door))
      return pressure.admit(announced(c.req.raw, limit), work).then(answer => answer ?? answerBusy())
    })
  }
  app.post(IDENTIFY, c => orLater(() => receiveIdentify(c, door)))
  return app
}

/** The Identify API: a form with `api_key` and `identification`, one object or a list of them. */
async function receiveIdentify(c: Context, door: Door): Promise<Response> {
  const body = await readBody(c.req.raw, MAX_HTTPAPI_BYTES)
  if (body === 'too-large') return answerRefused(refuse('too-large', 'Payload too large'))
  const form = new URLSearchParams(new TextDecoder().decode(body))
  const events = identifications(form.get('identification'))
  if (events === null) return answerRefused(refuse('not-json', '"identification" is not JSON.'))
  const value = { api_key: form.get('api_key'), events }
  return receiveParsed({ value, size: body.byteLength }, peerOf(c), door)
}

function identifications(text: string | null): Json[] | null {
  try {
    const parsed: Json = JSON.parse(text ?? '')
    const list = Array.isArray(parsed) ? parsed : [parsed]
    return list.map(one => (isObject(one) ? { ...one, event_type: '$identify' } : one))
  } catch {
    return null
  }
}

async function orLater(receive: () => Promise<Response>): Promise<Response> {
  try {
    return await receive()
  } catch (error) {
    console.error('Events could not be stored; the sender was told to try again.', error)
    return answerUnavailable()
  }
}
