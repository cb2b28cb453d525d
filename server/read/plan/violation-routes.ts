import { createRoute, z } from '@hono/zod-openapi'
import type { Violation } from '../../../contract/plan.ts'
import { VIOLATIONS } from '../../../contract/violations.ts'
import { boardsAsking, damaged, dependentOf, funnelsAsking, segmentsAsking } from '../../plan/damage.ts'
import { answers, createApi, type Read } from '../api.ts'
import { asked, type Narrowed, narrowed } from '../data/asked.ts'
import * as parameter from '../parameters.ts'
import { coverageOf } from './coverage.ts'
import { examplesOf } from './examples.ts'
import type { Judgement } from './judgement.ts'
import { ownersOf } from './owners.ts'
import * as schema from './schemas.ts'

/** Longer than a look at what is new, shorter than anybody waits for a screen. */
const PATIENCE_MS = 1_500

const patience = z.coerce.number().int().min(0).max(600_000).default(PATIENCE_MS).meta({
  description: 'ms; when reading all events takes longer, what is known so far is answered',
})

const routes = {
  violations: createRoute({
    method: 'get',
    path: '/plan/violations',
    summary: 'What is wrong with the events that came, equal ones together, each with moments',
    request: {
      query: asked.extend({
        limit: parameter.limit,
        kind: z.enum(VIOLATIONS).optional().meta({ description: 'Lists these alone; all are counted' }),
        event: z.string().optional().meta({ description: 'Lists those of this event alone' }),
        damages: z
          .string()
          .optional()
          .meta({ description: 'Lists those that damage this segment or funnel alone' }),
        patience,
      }),
    },
    responses: answers(schema.violationList, 'Violations, most frequent first'),
  }),
  coverage: createRoute({
    method: 'get',
    path: '/plan/coverage',
    summary: 'Planned events against those that came',
    request: { query: asked },
    responses: answers(schema.coverage, 'By name'),
  }),
  soundness: createRoute({
    method: 'get',
    path: '/plan/segments',
    summary: 'Whether the data below each segment and each chart of a board is sound',
    request: { query: asked.pick({ project: true, from: true, to: true }).extend({ patience }) },
    responses: answers(schema.soundness, 'By segment and chart'),
  }),
}

export function violationRoutes(read: Read, judgement: Judgement) {
  const { store } = read
  const find = async ({ project, question, from, to }: Narrowed, patience?: number) => {
    const judged = await judgement.of(project, patience)
    const owners = question && (await ownersOf(store, project, question))
    const boards = await store.documents(project, 'board')
    const askers = [
      ...segmentsAsking(await store.segments(project)),
      ...funnelsAsking(await store.documents(project, 'funnel')),
      ...boardsAsking(boards),
    ]
    const { found, events, cut } = await judged.found({ from, to }, owners)
    const all = found
      .map(group => ({ ...group, askers: damaged(group, askers) }))
      .sort((a, b) => b.count - a.count || b.lastAt - a.lastAt || (a.message < b.message ? -1 : 1))
    return { judged, events, cut, askers, all }
  }
  return createApi()
    .openapi(routes.violations, async c => {
      const { limit, kind, event, damages, patience, ...query } = c.req.valid('query')
      const within = await narrowed(read, query)
      const { judged, events, cut, all } = await find(within, patience)
      const chosen = all.filter(
        one =>
          (kind === undefined || one.kind === kind) &&
          (event === undefined || one.event === event) &&
          (damages === undefined || one.askers.some(({ id }) => id === damages)),
      )
      const items = chosen.slice(0, limit).map(
        async ({ askers, newest, ...one }): Promise<Violation> => ({
          ...pick(one),
          damages: askers.map(dependentOf),
          examples: await examplesOf(store, within.project, judged.compiled, { ...one, newest }),
        }),
      )
      const answer = {
        items: await Promise.all(items),
        next: null,
        total: sum(chosen),
        groups: chosen.length,
        kinds: Object.fromEntries(sums(all, one => one.kind)),
        byEvent: Object.fromEntries(sums(all, one => one.event)),
        examined: events,
        cut,
        reading: judged.reading,
      }
      return c.json(answer, 200)
    })
    .openapi(routes.coverage, async c => {
      const within = await narrowed(read, c.req.valid('query'))
      return c.json({ items: await coverageOf(store, within), next: null }, 200)
    })
    .openapi(routes.soundness, async c => {
      const { patience, ...query } = c.req.valid('query')
      const { judged, askers, all } = await find(await narrowed(read, query), patience)
      const items = askers.map(asker => {
        const violations = sum(all.filter(one => one.askers.includes(asker)))
        return { ...dependentOf(asker), violations, sound: violations === 0 }
      })
      return c.json({ items, next: null, reading: judged.reading }, 200)
    })
}

function pick({
  kind,
  event,
  field,
  message,
  count,
  firstAt,
  lastAt,
}: Omit<Violation, 'damages' | 'examples'>) {
  return { kind, event, field, message, count, firstAt, lastAt }
}

function sum(all: readonly { count: number }[]): number {
  return all.reduce((total, { count }) => total + count, 0)
}

function sums<T extends { count: number }>(all: readonly T[], key: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(key(one), (counts.get(key(one)) ?? 0) + one.count)
  return counts
}
