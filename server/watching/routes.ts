import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { keptChangeSchema, keptSchema, labelSchema } from '../../contract/watching.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { readable } from '../read/sessions.ts'
import { changeKept, keptOf, labelsOf, setWatched } from './kept.ts'
import type { WhoAsks } from './who.ts'

const query = z.object({ project: parameter.project })

const change = createRoute({
  method: 'put',
  path: '/sessions/{id}/kept',
  summary: 'Star a session or label it, or take that back; what is not named stays',
  request: {
    params: z.object({ id: z.string() }),
    query,
    body: { content: { 'application/json': { schema: keptChangeSchema } }, required: true },
  },
  responses: answers(keptSchema, 'What is kept now'),
})
const watched = createRoute({
  method: 'put',
  path: '/sessions/{id}/watched',
  summary: 'Say that who asks watched a session, or take that back',
  request: {
    params: z.object({ id: z.string() }),
    query,
    body: {
      content: { 'application/json': { schema: z.strictObject({ watched: z.boolean() }) } },
      required: true,
    },
  },
  responses: answers(keptSchema, 'What is kept now'),
})
const labels = createRoute({
  method: 'get',
  path: '/labels',
  summary: 'Labels in use, most used first',
  request: { query },
  responses: answers(listOf(labelSchema), 'Labels'),
})

/** Stars, labels, and what was watched by whom. */
export function keptRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  return createApi()
    .openapi(change, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { session } = await readable(store, project, c.req.valid('param').id)
      await changeKept(store, { project, session, at: now() }, c.req.valid('json'))
      return c.json(await keptOf(store, project, session, whoAsks(c)), 200)
    })
    .openapi(watched, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { session } = await readable(store, project, c.req.valid('param').id)
      const who = whoAsks(c)
      await setWatched(store, { project, session, who, at: now() }, c.req.valid('json').watched)
      return c.json(await keptOf(store, project, session, who), 200)
    })
    .openapi(labels, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ items: await labelsOf(store, project), next: null }, 200)
    })
}
