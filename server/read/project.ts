import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf, outcomeSchema, projectSchema } from '../../contract/api.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const list = createRoute({
  method: 'get',
  path: '/projects',
  summary: 'Projects, with their write keys',
  responses: answers(listOf(projectSchema), 'Projects'),
})
const outcomes = createRoute({
  method: 'get',
  path: '/ingest/outcomes',
  summary: 'How ingest ended, counted by reason; includes what named no project',
  request: { query: z.object({ project: parameter.project }) },
  responses: answers(listOf(outcomeSchema), 'Counts'),
})
const derivation = createRoute({
  method: 'get',
  path: '/derivation',
  summary: 'What derivation has still to do',
  request: { query: z.object({ project: parameter.project }) },
  responses: answers(
    z.object({
      waiting: z.int().meta({ description: 'Sessions' }),
      since: z.int().nullable().meta({ description: 'Receipt of the oldest, epoch ms' }),
      judging: z
        .object({ done: z.int(), total: z.int() })
        .nullable()
        .meta({ description: 'Sessions of the project judged anew after its thresholds changed' }),
    }),
    'The backlog',
  ),
})

/**
 * `sampled` tells whether a project holds sample data; `counted` brings counts under way to the store; `judging`
 * how far changed thresholds have been applied.
 */
export function projectRoutes(
  { store }: Read,
  sampled: (project: string) => Promise<boolean>,
  counted: () => Promise<void>,
  judging: (project: string) => { done: number; total: number } | null,
) {
  return createApi()
    .openapi(list, async c => {
      const rows = await store.projects()
      const items = await Promise.all(
        rows.map(async row => ({
          ...row,
          sample: await sampled(row.id),
          sessions: (await store.count(row.id)).sessions,
        })),
      )
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(outcomes, async c => {
      await counted()
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const rows = [...(await store.outcomes(project)), ...(await store.outcomes(null))]
      const items = rows.map(({ kind, outcome, reason, count, lastAt }) => ({
        kind,
        outcome,
        reason,
        count,
        lastAt,
      }))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(derivation, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ ...(await store.lag()), judging: judging(project) }, 200)
    })
}
