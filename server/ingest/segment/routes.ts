import { type Context, Hono } from 'hono'
import type { EventType } from '../../../contract/event.ts'
import { readSettings } from '../../../contract/settings.ts'
import type { Door } from '../door.ts'
import { answerJson, preflight } from '../event/cors.ts'
import { peerOf } from '../event/peer.ts'
import type { Outcome } from '../outcome.ts'
import { announced, Pressure } from '../pressure.ts'
import { classicScript } from './classic.ts'
import { MAX_REQUEST_BYTES } from './limits.ts'
import { type Received, receiveSegment } from './receive.ts'
import { settingsDocument } from './settings.ts'

/** undefined: the body carries a batch of any types. */
const PATHS: Record<string, EventType | undefined> = {
  '/v1/track': 'track',
  '/v1/t': 'track',
  '/v1/identify': 'identify',
  '/v1/i': 'identify',
  '/v1/page': 'page',
  '/v1/p': 'page',
  '/v1/screen': 'screen',
  '/v1/s': 'screen',
  '/v1/group': 'group',
  '/v1/g': 'group',
  '/v1/alias': 'alias',
  '/v1/a': 'alias',
  '/v1/batch': undefined,
  '/v1/b': undefined,
  '/v1/import': undefined,
}
const SETTINGS = '/v1/projects/:key/settings'
const CLASSIC = '/analytics.js/v1/:key/analytics.min.js'

export function segmentRoutes(door: Door, pressure = new Pressure()): Hono {
  const app = new Hono()
  app.on('OPTIONS', [...Object.keys(PATHS), SETTINGS], () => preflight())
  for (const [path, type] of Object.entries(PATHS)) app.post(path, c => receive(c, type, door, pressure))
  app.get(SETTINGS, async c => {
    const project = door.keys.project(c.req.param('key'))
    if (!project) {
      return answerJson(404, failed('not-found', 'No project has this write key. Copy it from Settings.'))
    }
    const recorder = readSettings(await door.store.setting(`recorder:${project.id}`))
    const document = settingsDocument(project.writeKey, originOf(c), recorder)
    // The kill switch must reach every page at once.
    return answerJson(200, document, { 'cache-control': 'no-cache' })
  })
  app.get(CLASSIC, c => {
    const project = door.keys.project(c.req.param('key'))
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
    }
    return project
      ? c.body(classicScript(project.writeKey), 200, headers)
      : c.body('// No project has this write key. Copy it from Settings.\n', 404, headers)
  })
  return app
}

async function receive(
  c: Context,
  type: EventType | undefined,
  door: Door,
  pressure: Pressure,
): Promise<Response> {
  // Only browsers send Origin; a server's own address says nothing about the person.
  const ip = c.req.header('origin') === undefined ? undefined : peerOf(c)
  const authorization = c.req.header('authorization')
  try {
    const incoming = { request: c.req.raw, type, authorization, ip }
    const bytes = announced(c.req.raw, MAX_REQUEST_BYTES)
    const received = await pressure.admit(bytes, () => receiveSegment(incoming, door))
    if (received) return answer(received)
    return answerJson(429, failed('too-many', 'Too much is under way; send it again.'), {
      'retry-after': '1',
    })
  } catch (error) {
    console.error('Events could not be stored; the sender was told to try again.', error)
    return answerJson(503, failed('unavailable', 'The events could not be stored; send them again.'))
  }
}

/**
 * Segment's clients look at the status alone: below 400 is delivered, 400 and 401 are given up and reported,
 * 503 is sent again. So a batch of which something was kept is a success, and names what was not.
 */
function answer(received: Received): Response {
  if ('refused' in received) {
    const { reason, message } = received.refused
    return answerJson(reason === 'unknown-key' ? 401 : 400, failed(reason, message))
  }
  const refused = received.outcomes.flatMap((outcome, index) => refusal(outcome, index, received.ids[index]))
  if (refused.length === 0) return answerJson(200, { success: true })
  const first = refused[0]
  if (first && refused.length === received.outcomes.length) {
    return answerJson(400, { ...failed(first.reason, first.message), ...(received.batch && { refused }) })
  }
  return answerJson(200, { success: true, refused })
}

function refusal(outcome: Outcome, index: number, messageId: string | null | undefined) {
  if (outcome.kind !== 'refuse') return []
  return [{ index, messageId: messageId ?? null, reason: outcome.reason, message: outcome.message }]
}

function failed(code: string, message: string) {
  return { success: false, error: { code, message } }
}

/** Where the page reached us; a proxy that ends TLS says so. */
function originOf(c: Context): URL {
  const url = new URL(c.req.url)
  const scheme = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim()
  if (scheme === 'https' || scheme === 'http') url.protocol = `${scheme}:`
  return url
}
