import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { analyticsEventSchema, listOf } from '../../contract/api.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'
import { eventOf } from './shape.ts'

const route = createRoute({
  method: 'get',
  path: '/events',
  summary: 'Analytics events as stored, newest first',
  request: {
    query: z.object({
      project: parameter.project,
      user: z.string().optional(),
      anonymous: z.string().optional(),
      person: z.string().optional(),
      session: z.string().optional(),
      message: z.string().optional(),
      event: z.string().optional().meta({ description: 'Name of a track event' }),
      since: parameter.time,
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(listOf(analyticsEventSchema), 'Events'),
})

export function eventRoutes({ store }: Read) {
  return createApi().openapi(route, async c => {
    const { project: id, since: text, ...query } = c.req.valid('query')
    const project = (await projectOf(store, id)).id
    const since = parameter.readTime('since', text)
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
    const page = await store.events({
      ...given,
      limit: query.limit,
      project,
      ...(since === undefined ? {} : { since }),
    })
    return c.json({ items: page.items.map(eventOf), next: page.next }, 200)
  })
}
