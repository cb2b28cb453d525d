import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { explanationSchema, listOf, sessionDetailSchema, sessionSchema } from '../../contract/api.ts'
import type { TabFacts } from '../../contract/facts.ts'
import { Failure } from '../failure.ts'
import { explain } from '../segment/explain.ts'
import type { SessionRow, TabRow } from '../store/port.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'
import { askedQuestion } from './question.ts'
import { sessionOf, sessionsOf } from './shape.ts'

const list = createRoute({
  method: 'get',
  path: '/sessions',
  summary: 'Sessions of a segment, newest first',
  request: {
    query: z.object({
      project: parameter.project,
      segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
      definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
      asOf: z.string().optional().meta({ description: 'now (default), session, or a time' }),
      person: z.string().optional(),
      from: parameter.time,
      to: parameter.time,
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(listOf(sessionSchema), 'Sessions'),
})

const one = createRoute({
  method: 'get',
  path: '/sessions/{id}',
  summary: 'One session, with its recordings and facts',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
  responses: answers(sessionDetailSchema, 'The session'),
})

const why = createRoute({
  method: 'get',
  path: '/sessions/{id}/why',
  summary: 'Why a session is in a segment, or what is missing',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({
      project: parameter.project,
      segment: z.string().optional(),
      definition: z.string().max(100_000).optional(),
      asOf: z.string().optional(),
    }),
  },
  responses: answers(explanationSchema, 'The explanation'),
})

export function sessionRoutes({ store, now }: Read) {
  return createApi()
    .openapi(list, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const asked = await askedQuestion(store, project, query, now())
      const from = parameter.readTime('from', query.from)
      const to = parameter.readTime('to', query.to)
      const narrowed = query.person !== undefined || from !== undefined || to !== undefined
      const [page, total] = await Promise.all([
        store.sessions({
          project,
          limit: query.limit,
          ...(asked ? { question: asked.question } : {}),
          ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
          ...(query.person === undefined ? {} : { person: query.person }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        }),
        query.cursor === undefined && !narrowed ? store.count(project, asked?.question) : undefined,
      ])
      const items = await sessionsOf(store, project, page.items)
      return c.json({ items, next: page.next, ...(total ? { total: total.sessions } : {}) }, 200)
    })
    .openapi(one, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const row = await readable(store, project, c.req.valid('param').id)
      const key = { project, session: row.session }
      const [person, tabs, facts] = await Promise.all([
        store.person(project, row.person),
        store.tabs(key),
        store.facts(key),
      ])
      const factsOf = new Map(facts.map(one => [one.tab, one.facts]))
      const recordings = tabs.flatMap(tab => recordingOf(tab, row.clockOffset, factsOf.get(tab.tab)))
      return c.json(
        {
          ...sessionOf(row, person ?? undefined),
          clockOffset: row.clockOffset,
          recordings,
          traits: person?.traits ?? {},
        },
        200,
      )
    })
    .openapi(why, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const row = await readable(store, project, c.req.valid('param').id)
      const asked = await askedQuestion(store, project, query, now())
      if (!asked) throw new Failure('bad-request', 'Name a segment, or give a definition.')
      const history = await store.history(project, row.person)
      const session = history?.sessions.find(one => one.id === row.session)
      if (!history || !session) throw new Failure('not-found', 'There is no session with this id.')
      return c.json(explain(asked.question, history, session), 200)
    })
}

export async function readable(
  store: Pick<Read['store'], 'session'>,
  project: string,
  id: string,
): Promise<SessionRow> {
  const row = await store.session({ project, session: id })
  if (!row || row.tabs === 0) throw new Failure('not-found', 'There is no session with this id.')
  return row
}

function recordingOf(tab: TabRow, clockOffset: number, facts: TabFacts | undefined) {
  if (!facts || tab.batches.length === 0) return []
  const known = new Set([...tab.batches, ...tab.aside].map(batch => batch.seq).concat(tab.fresh))
  const last = Math.max(...known)
  const gaps = Array.from({ length: last + 1 }, (_, seq) => seq).filter(seq => !known.has(seq))
  const batches = tab.batches.map(batch => ({
    ...batch,
    from: batch.from + clockOffset,
    to: batch.to + clockOffset,
  }))
  return [{ id: tab.tab, from: facts.from, to: facts.to, lost: tab.lost, gaps, batches, facts }]
}
