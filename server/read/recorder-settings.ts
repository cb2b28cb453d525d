import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { readSettings } from '../../contract/settings.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const selectors = z.array(z.string().min(1).max(500)).max(200)
const pattern = z.string().max(500).refine(isRegularExpression, 'give a regular expression')

const settingsSchema = z
  .strictObject({
    sampling: z.number().min(0).max(1).meta({ description: 'Share of sessions recorded' }),
    minimumDurationMs: z.int().min(0).max(3_600_000),
    startOnError: z.boolean(),
    startOn: z.array(z.string().min(1).max(500)).max(200),
    maskAll: z.boolean(),
    maskInputs: z.boolean(),
    maskSelectors: selectors,
    showSelectors: selectors,
    blockSelectors: selectors,
    ignoreSelectors: selectors,
    allowParameters: z.array(z.string().min(1).max(200)).max(200),
    allowHash: pattern,
    networkBodies: z.array(z.string().min(1).max(500)).max(200),
    canvasFps: z.number().min(0).max(30),
    frameOrigins: z.array(z.string().min(1).max(500)).max(50),
    budgetMs: z.int().min(0).max(60_000),
    kill: z.boolean(),
  })
  .meta({ id: 'RecorderSettings' })

const query = z.object({ project: parameter.project })
const path = '/settings/recorder'

const read = createRoute({
  method: 'get',
  path,
  summary: 'What the project tells its recorders',
  request: { query },
  responses: answers(settingsSchema, 'The settings in force'),
})
const write = createRoute({
  method: 'put',
  path,
  summary: 'Change some settings of the recorder; the others stay',
  request: {
    query,
    body: { content: { 'application/json': { schema: settingsSchema.partial() } }, required: true },
  },
  responses: answers(settingsSchema, 'The settings now in force'),
})

/** The name these settings have in the store; the doors read them under it. */
export function settingName(project: string): string {
  return `recorder:${project}`
}

export function recorderSettingsRoutes({ store }: Read) {
  return createApi()
    .openapi(read, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(readSettings(await store.setting(settingName(project))), 200)
    })
    .openapi(write, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const before = readSettings(await store.setting(settingName(project)))
      const after = { ...before, ...c.req.valid('json') }
      await store.putSetting(settingName(project), after)
      return c.json(readSettings(after), 200)
    })
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
