import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { removalInputSchema, removalSchema, retentionSchema, unreadSchema } from '../../contract/removal.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { Removals } from './removals.ts'
import { putRetention, retentionOf } from './retention.ts'
import { unreadOf } from './unread.ts'

const UNREAD_LISTED = 200

const query = z.object({ project: parameter.project })

const start = createRoute({
  method: 'post',
  path: '/removals',
  summary: 'Delete a session, a person or the sessions of a segment for good',
  request: { query, body: jsonBody(removalInputSchema) },
  responses: answers(removalSchema, 'The receipt as it begins; ask for it again to see how far it is'),
})
const list = createRoute({
  method: 'get',
  path: '/removals',
  summary: 'Receipts of what was deleted, newest first',
  request: { query },
  responses: answers(listOf(removalSchema), 'Receipts'),
})
const one = createRoute({
  method: 'get',
  path: '/removals/{id}',
  summary: 'The receipt of a removal',
  request: { params: z.object({ id: z.string() }), query },
  responses: answers(removalSchema, 'The receipt'),
})
const compact = createRoute({
  method: 'post',
  path: '/removals/compact',
  summary:
    'Make the files forget what was deleted now, and not in a quiet minute; what arrives waits meanwhile',
  responses: answers(z.object({ compacted: z.boolean() }), 'Done'),
})
const unread = createRoute({
  method: 'get',
  path: '/unread-recordings',
  summary:
    'Recordings of which nothing can be read, and why; newest arrival first. No list of sessions has them',
  request: { query: query.extend({ person: z.string().max(200).optional() }) },
  responses: answers(
    listOf(unreadSchema).extend({ bytes: z.int() }),
    'The newest; `total` and `bytes` are of all of them',
  ),
})
const retention = createRoute({
  method: 'get',
  path: '/settings/retention',
  summary: 'How long the project keeps sessions and events',
  request: { query },
  responses: answers(retentionSchema, 'The rule'),
})
const keep = createRoute({
  method: 'put',
  path: '/settings/retention',
  summary: 'Change how long the project keeps sessions and events; older ones go within the hour',
  request: { query, body: jsonBody(retentionSchema) },
  responses: answers(retentionSchema, 'The rule'),
})

/** `by` names who asks. */
export function removalRoutes({ store }: Read, removals: Removals, by: (c: Context) => string) {
  return createApi()
    .openapi(compact, async c => {
      await removals.settled()
      await removals.compact()
      return c.json({ compacted: true }, 200)
    })
    .openapi(start, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await removals.start(project, c.req.valid('json'), by(c)), 200)
    })
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const items = await removals.receipts.list(project)
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(one, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const receipt = await removals.receipts.find(project, c.req.valid('param').id)
      if (!receipt) throw new Failure('not-found', 'There is no receipt with this id.')
      return c.json(receipt, 200)
    })
    .openapi(unread, async c => {
      const { project: named, person } = c.req.valid('query')
      const project = (await projectOf(store, named)).id
      const all = await unreadOf(store, project, one => person === undefined || one.person === person)
      const items = all.sort((a, b) => b.receivedAt - a.receivedAt).slice(0, UNREAD_LISTED)
      const bytes = all.reduce((sum, one) => sum + one.bytes, 0)
      return c.json({ items, next: null, total: all.length, bytes }, 200)
    })
    .openapi(retention, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await retentionOf(store, project), 200)
    })
    .openapi(keep, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const rule = c.req.valid('json')
      await putRetention(store, project, rule)
      return c.json(rule, 200)
    })
}
