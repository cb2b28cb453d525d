import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'
import { Failure } from '../failure.ts'
import type { SessionRow, TabRow } from '../store/port.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'
import { readable } from './sessions.ts'

const inflate = promisify(gunzip)

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
        for await (const event of inTimeOrder({ store }, session, wanted)) {
          await out.write((first ? '' : ',') + JSON.stringify(event))
          first = false
        }
        await out.write(']')
      })
    })
  return api
}

/** Events of several tabs merged by time; of each tab no more than one batch is held at once. */
async function* inTimeOrder(read: Pick<Read, 'store'>, session: SessionRow, tabs: TabRow[]) {
  const heads = await Promise.all(
    tabs.map(async tab => {
      const events = tabEvents(read.store, session, tab)
      return { events, next: await events.next() }
    }),
  )
  for (;;) {
    const open = heads.filter(head => !head.next.done)
    if (open.length === 0) return
    const earliest = open.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a))
    if (!earliest.next.done) yield earliest.next.value
    earliest.next = await earliest.events.next()
  }
}

function timeOf(head: { next: IteratorResult<RecordedEvent> }): number {
  return head.next.done ? Number.POSITIVE_INFINITY : head.next.value.timestamp
}

async function* tabEvents(
  store: Read['store'],
  session: SessionRow,
  tab: TabRow,
): AsyncGenerator<RecordedEvent> {
  for (const batch of tab.batches) {
    const bytes = await store.batch({ ...session, tab: tab.tab }, batch.seq)
    // Deleted while it was read.
    if (!bytes) continue
    const events: unknown = JSON.parse((await inflate(bytes)).toString())
    if (!Array.isArray(events)) continue
    for (const event of events.filter(isRecordedEvent)) {
      yield session.clockOffset === 0 ? event : { ...event, timestamp: event.timestamp + session.clockOffset }
    }
  }
}
