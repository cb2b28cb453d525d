import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { leakScanSchema, remaskInputSchema, remaskSchema } from '../../contract/masking.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { LeakScans } from './leak-scans.ts'
import type { Remasks } from './remasks.ts'

const query = z.object({ project: parameter.project })

const list = createRoute({
  method: 'get',
  path: '/remasks',
  summary: 'Masks put over stored recordings, newest first, with how far each is',
  request: { query },
  responses: answers(listOf(remaskSchema), 'The masks'),
})
const start = createRoute({
  method: 'post',
  path: '/remasks',
  summary: 'Mask elements or a text in everything recorded so far; it cannot be undone',
  request: {
    query,
    body: { required: true, content: { 'application/json': { schema: remaskInputSchema } } },
  },
  responses: answers(remaskSchema, 'The mask, as it begins'),
})
const scan = createRoute({
  method: 'get',
  path: '/leak-scan',
  summary: 'What the last scan found that should have been masked; null before the first',
  request: { query },
  responses: answers(z.object({ scan: leakScanSchema.nullable() }), 'The scan'),
})
const startScan = createRoute({
  method: 'post',
  path: '/leak-scan',
  summary: 'Look through everything recorded for card numbers, e-mail addresses and tokens',
  request: { query },
  responses: answers(leakScanSchema, 'The scan, as it begins'),
})

/** `who` names who asks. */
export function remaskRoutes(
  { store }: Read,
  remasks: Remasks,
  scans: LeakScans,
  who: (c: Context) => string,
) {
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const items = await remasks.list(project)
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(start, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await remasks.start(project, c.req.valid('json'), who(c)), 200)
    })
    .openapi(scan, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ scan: await scans.latest(project) }, 200)
    })
    .openapi(startScan, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await scans.start(project), 200)
    })
}
