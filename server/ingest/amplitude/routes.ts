import { Hono } from 'hono'
import type { Door } from '../door.ts'
import { preflight } from '../event/cors.ts'
import { peerOf } from '../event/peer.ts'
import { announced, Pressure } from '../pressure.ts'
import { answerBusy, answerUnavailable } from './answer.ts'
import { FORMS, receiveForm } from './forms.ts'
import { MAX_BATCH_BYTES, MAX_HTTPAPI_BYTES } from './limits.ts'
import { receiveAmplitude } from './receive.ts'

const LIMITS: Record<string, number> = { '/2/httpapi': MAX_HTTPAPI_BYTES, '/batch': MAX_BATCH_BYTES }

export function amplitudeRoutes(door: Door, pressure = new Pressure()): Hono {
  const app = new Hono()
  app.on('OPTIONS', [...Object.keys(LIMITS), ...Object.keys(FORMS)], () => preflight())
  const admitted = async (request: Request, limit: number, receive: () => Promise<Response>) =>
    (await pressure.admit(announced(request, limit), () => orLater(receive))) ?? answerBusy()
  for (const [path, limit] of Object.entries(LIMITS)) {
    app.post(path, c => {
      const incoming = { request: c.req.raw, limit, ip: peerOf(c) }
      return admitted(c.req.raw, limit, () => receiveAmplitude(incoming, door))
    })
  }
  for (const [path, form] of Object.entries(FORMS)) {
    app.post(path, c =>
      admitted(c.req.raw, MAX_HTTPAPI_BYTES, () => receiveForm(form, c.req.raw, peerOf(c), door)),
    )
  }
  return app
}

async function orLater(receive: () => Promise<Response>): Promise<Response> {
  try {
    return await receive()
  } catch (error) {
    console.error('Events could not be stored; the sender was told to try again.', error)
    return answerUnavailable()
  }
}
