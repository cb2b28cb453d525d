import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../contract/api.ts'
import { trialSchema } from '../../contract/frustration/board.ts'
import {
  FRUSTRATION_KINDS,
  type FrustrationRules,
  frustrationRules,
} from '../../contract/frustration/frustration.ts'
import { PRESETS, type PresetName } from '../../contract/frustration/presets.ts'
import { judge } from '../derive/frustration/judge.ts'
import { ruleSettingName, rulesOf } from '../derive/frustration/rules-in-force.ts'
import type { RejudgeLoop } from '../derive/rejudge/loop.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'

import { tryRules } from './frustration-board/trial.ts'
import * as parameter from './parameters.ts'
import { readable } from './sessions.ts'

const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]
const preset = z
  .enum(PRESET_NAMES)
  .optional()
  .meta({ description: "Rules of a product instead of the project's own" })

const frustrationSchema = z
  .object({
    kind: z.enum(FRUSTRATION_KINDS),
    at: z.int().meta({ description: 'Epoch milliseconds' }),
    until: z.int(),
    tab: z.string(),
    element: z.string().meta({ description: 'Fingerprint of the element; empty where there is none' }),
    name: z.string(),
    page: z.string().meta({ description: 'Pattern of the page' }),
    sentence: z.string().meta({ description: 'What happened, with numbers' }),
    evidence: z.record(z.string(), z.number()),
    url: z.string().meta({ description: 'The moment in the viewer' }),
  })
  .meta({ id: 'Frustration' })

const list = createRoute({
  method: 'get',
  path: '/sessions/{id}/frustrations',
  summary: 'What went wrong for the visitor, in order of time',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project, preset }) },
  responses: answers(listOf(frustrationSchema), 'Frustrations'),
})

const query = z.object({ project: parameter.project })
const rulesSchema = z.object({
  rules: frustrationRules.meta({ id: 'FrustrationRules' }),
  presets: z.record(z.enum(PRESET_NAMES), frustrationRules),
})
const change = {
  content: {
    'application/json': {
      schema: z.union([z.strictObject({ preset: z.enum(PRESET_NAMES) }), frustrationRules.partial()]),
    },
  },
  required: true,
}
const readRules = createRoute({
  method: 'get',
  path: '/settings/frustration',
  summary: 'Thresholds in force, and the presets there are',
  request: { query },
  responses: answers(rulesSchema, 'Thresholds'),
})
const writeRules = createRoute({
  method: 'put',
  path: '/settings/frustration',
  summary: 'Change thresholds, or take those of a preset; history follows',
  request: {
    query,
    body: change,
  },
  responses: answers(rulesSchema, 'Thresholds now in force'),
})

const trial = createRoute({
  method: 'post',
  path: '/settings/frustration/try',
  summary: 'What changed thresholds would find in the newest sessions; nothing is changed',
  request: { query, body: change },
  responses: answers(trialSchema, 'Counts under the thresholds in force, and under these'),
})

export function frustrationRoutes({ store }: Read, rejudge: RejudgeLoop) {
  return createApi()
    .openapi(list, async c => {
      const asked = c.req.valid('query')
      const project = (await projectOf(store, asked.project)).id
      const session = await readable(store, project, c.req.valid('param').id)
      const [tabs, own] = await Promise.all([
        store.facts({ project, session: session.session }),
        rulesOf(store, project),
      ])
      const rules: FrustrationRules = asked.preset ? PRESETS[asked.preset] : own
      const found = judge(
        tabs.map(tab => tab.facts),
        rules,
      )
      const items = found.map(({ clicks, tab: index, ...one }) => {
        const tab = tabs[index]?.tab ?? ''
        const t = Math.max(0, one.at - session.startedAt)
        return { ...one, tab, url: `/sessions/${encodeURIComponent(session.session)}?tab=${tab}&t=${t}` }
      })
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(readRules, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ rules: await rulesOf(store, project), presets: PRESETS }, 200)
    })
    .openapi(writeRules, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const after = changed(await rulesOf(store, project), c.req.valid('json'))
      await store.putSetting(ruleSettingName(project), after)
      rejudge.nudge()
      return c.json({ rules: after, presets: PRESETS }, 200)
    })
    .openapi(trial, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const before = await rulesOf(store, project)
      const after = changed(before, c.req.valid('json'))
      return c.json(await tryRules(store, rejudge, project, before, after), 200)
    })
}

/** What an element was said to be fine for outlives a change of preset. */
function changed(
  before: FrustrationRules,
  change: { preset: PresetName } | Partial<FrustrationRules>,
): FrustrationRules {
  const after = frustrationRules.safeParse(
    'preset' in change ? { ...PRESETS[change.preset], fine: before.fine } : { ...before, ...change },
  )
  if (!after.success) throw new Failure('bad-request', 'The thresholds are not of their form.')
  return after.data
}
