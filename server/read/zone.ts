import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { DEFAULT_ZONE, isZone, zoneSchema } from '../../contract/zone.ts'
import type { Store } from '../store/port.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const query = z.object({ project: parameter.project })

const get = createRoute({
  method: 'get',
  path: '/zone',
  summary: 'The time zone that calendar days of segments go by',
  request: { query },
  responses: answers(zoneSchema, 'The time zone'),
})
const put = createRoute({
  method: 'put',
  path: '/zone',
  summary: 'Change the project’s time zone',
  request: { query, body: { content: { 'application/json': { schema: zoneSchema } }, required: true } },
  responses: answers(zoneSchema, 'The time zone'),
})

export function zoneRoutes({ store }: Read) {
  return createApi()
    .openapi(get, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ zone: await zoneOf(store, project) }, 200)
    })
    .openapi(put, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { zone } = c.req.valid('json')
      await store.putSetting(settingOf(project), zone)
      return c.json({ zone }, 200)
    })
}

export async function zoneOf(store: Pick<Store, 'setting'>, project: string): Promise<string> {
  const zone = await store.setting(settingOf(project))
  return typeof zone === 'string' && isZone(zone) ? zone : DEFAULT_ZONE
}

function settingOf(project: string): string {
  return `zone:${project}`
}
