import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { type Assets, assetsSchema } from '../../contract/assets.ts'
import type { Store } from '../store/port.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const query = z.object({ project: parameter.project })
const path = '/settings/assets'
const read = createRoute({
  method: 'get',
  path,
  summary: 'Sites whose pictures, sheets and fonts replays may fetch',
  request: { query },
  responses: answers(assetsSchema, 'Their origins'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Change which sites’ pictures, sheets and fonts replays may fetch',
  request: { query, body: jsonBody(assetsSchema) },
  responses: answers(assetsSchema, 'Their origins'),
})

const settingName = (project: string) => `assets:${project}`

export async function assetsOf(store: Pick<Store, 'setting'>, project: string): Promise<Assets> {
  const kept = assetsSchema.safeParse(await store.setting(settingName(project)))
  return kept.success ? kept.data : { origins: [] }
}

export function assetSettingsRoutes({ store }: Read) {
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await assetsOf(store, project), 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const value: Assets = { origins: [...new Set(c.req.valid('json').origins)] }
      await store.putSetting(settingName(project), value)
      return c.json(value, 200)
    })
}
