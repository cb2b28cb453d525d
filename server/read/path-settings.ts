import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  MAX_TEMPLATE_LENGTH,
  MAX_TEMPLATES,
  pathSettingName,
  pathTemplates,
} from '../derive/path-templates.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const template = z
  .string()
  .trim()
  .max(MAX_TEMPLATE_LENGTH)
  .regex(/^\/\S*$/, 'begins with / and holds no spaces, as /product/:slug')
const schema = z
  .object({
    templates: z.array(template).max(MAX_TEMPLATES).meta({
      description: 'Addresses that are one page, as /product/:slug; the first that fits wins',
    }),
  })
  .meta({ id: 'PathSettings' })

const query = z.object({ project: parameter.project })
const path = '/settings/paths'
const read = createRoute({
  method: 'get',
  path,
  summary: 'How addresses are folded into pages',
  request: { query },
  responses: answers(schema, 'The templates in force, beside the rules that fold numbers, ids and dates'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Change how addresses are folded; every session is derived again, behind what arrives',
  request: { query, body: { content: { 'application/json': { schema } }, required: true } },
  responses: answers(schema, 'The templates now in force'),
})

/** `changed`: sessions wait for derivation. */
export function pathSettingsRoutes({ store }: Read, changed: () => void) {
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ templates: await pathTemplates(store, project) }, 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const templates = [...new Set(c.req.valid('json').templates.filter(one => one !== ''))]
      await store.putSetting(pathSettingName(project), templates)
      await store.deriveAgain(project)
      changed()
      return c.json({ templates }, 200)
    })
}
