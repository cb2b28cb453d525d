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
      return c.body(Buffer.from(bytes), 200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        // A batch never changes; it is the visitor's, so only this viewer may keep it.
        'cache-control': 'private, max-age=86400, immutable',
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
