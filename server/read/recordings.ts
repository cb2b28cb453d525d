import { createHash } from 'node:crypto'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'
import { inTimeOrder } from './recorded-events.ts'
import { readable } from './sessions.ts'

const recordedEvents = z
  .array(z.looseObject({ type: z.int(), timestamp: z.number() }))
  .meta({ description: 'rrweb events in time order' })

const oneBatch = {
  method: 'get' as const,
  path: '/sessions/{id}/tabs/{tab}/batches/{seq}',
  summary: 'One batch of a recording, as stored',
  request: {
    params: z.object({ id: z.string(), tab: z.string(), seq: z.coerce.number().int() }),
    query: z.object({ project: parameter.project }),
  },
  responses: answers(recordedEvents, 'The events, as recorded'),
}
const allEvents = {
  method: 'get' as const,
  path: '/sessions/{id}/events',
  summary: 'All recorded events of a session, or of one of its tabs',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ project: parameter.project, tab: z.string().optional() }),
  },
  responses: answers(recordedEvents, "The events, on the server's clock"),
}

/** The recorded events: batch by batch as stored, or all of a session as one JSON array. */
export function recordingRoutes({ store }: Read) {
  const api = createApi()
  api.openAPIRegistry.registerPath(oneBatch)
  api.openAPIRegistry.registerPath(allEvents)
  api
    .get('/sessions/:id/tabs/:tab/batches/:seq', async c => {
      const project = (await projectOf(store, c.req.query('project'))).id
      const { id, tab, seq } = c.req.param()
      const bytes = await store.batch({ project, session: id, tab }, Number(seq))
      if (!bytes) throw new Failure('not-found', 'There is no such batch.')
      // Masked afterwards it is another: the browser keeps it, but asks each time whether it still may.
      const tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
      const headers = { etag: tag, 'cache-control': 'private, no-cache' }
      if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
      return c.body(Buffer.from(bytes), 200, {
        ...headers,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      })
    })
    .get('/sessions/:id/events', async c => {
      const project = (await projectOf(store, c.req.query('project'))).id
      const session = await readable(store, project, c.req.param('id'))
      const tabs = await store.tabs({ project, session: session.session })
      const only = c.req.query('tab')
      if (only !== undefined && !tabs.some(tab => tab.tab === only)) {
        throw new Failure('not-found', 'There is no such tab.')
      }
      const wanted = tabs.filter(tab => only === undefined || tab.tab === only)
      c.header('content-type', 'application/json')
      return stream(c, async out => {
        await out.write('[')
        let first = true
        for await (const event of inTimeOrder(store, session, wanted)) {
          await out.write((first ? '' : ',') + JSON.stringify(event))
          first = false
        }
        await out.write(']')
      })
    })
  return api
}
