import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { trackerAnswerSchema } from '../../contract/tracker.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'

const query = z.object({ project: parameter.project })
const path = '/settings/tracker'

const read = createRoute({
  method: 'get',
  path,
  summary: 'Where the project files its bugs',
  request: { query },
  responses: answers(trackerAnswerSchema, 'The tracker, or null'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Say where the project files its bugs; null forgets it',
  request: {
    query,
    body: { content: { 'application/json': { schema: trackerAnswerSchema } }, required: true },
  },
  responses: answers(trackerAnswerSchema, 'The tracker from now on'),
})

export function trackerRoutes({ store }: Read) {
  const name = (project: string) => `tracker:${project}`
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      // Of another version, it counts as not set.
      const stored = trackerAnswerSchema.safeParse(await store.setting(name(project)))
      return c.json(stored.success ? stored.data : { tracker: null }, 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const answer = c.req.valid('json')
      await store.putSetting(name(project), answer)
      return c.json(answer, 200)
    })
}
