import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { type Embedding, embeddingSchema } from '../../contract/embedding.ts'
import { answers, createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import type { Store } from '../store/port.ts'

const query = z.object({ project: parameter.project })
const path = '/settings/embedding'
const read = createRoute({
  method: 'get',
  path,
  summary: 'Sites that may show public links of the project in a frame',
  request: { query },
  responses: answers(embeddingSchema, 'Their origins'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Change which sites may show public links of the project in a frame',
  request: { query, body: { required: true, content: { 'application/json': { schema: embeddingSchema } } } },
  responses: answers(embeddingSchema, 'Their origins'),
})

const settingName = (project: string) => `embedding ${project}`

export async function embeddingOf(store: Pick<Store, 'setting'>, project: string): Promise<Embedding> {
  const kept = embeddingSchema.safeParse(await store.setting(settingName(project)))
  return kept.success ? kept.data : { origins: [] }
}

export function embeddingRoutes({ store }: Read) {
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await embeddingOf(store, project), 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const value: Embedding = { origins: [...new Set(c.req.valid('json').origins)] }
      await store.putSetting(settingName(project), value)
      return c.json(value, 200)
    })
}
