import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { sessionDetailSchema } from '../../contract/api.ts'
import type { TabFacts } from '../../contract/facts.ts'
import { Failure } from '../failure.ts'
import type { SessionRow, TabRow } from '../store/port.ts'
import { keptOf } from '../watching/kept.ts'
import type { WhoAsks } from '../watching/who.ts'
import { answers, projectOf, type Read } from './api.ts'
import { foundRoutes } from './found.ts'
import * as parameter from './parameters.ts'
import { segmentTagsOf } from './segments/tags.ts'
import { sessionOf } from './shape.ts'

const one = createRoute({
  method: 'get',
  path: '/sessions/{id}',
  summary: 'One session, with its recordings and facts',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
  responses: answers(sessionDetailSchema, 'The session'),
})

export function sessionRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  return foundRoutes({ store }).openapi(one, async c => {
    const project = (await projectOf(store, c.req.valid('query').project)).id
    const row = await readable(store, project, c.req.valid('param').id)
    const key = { project, session: row.session }
    const [person, tabs, facts, kept, segments] = await Promise.all([
      store.person(project, row.person),
      store.tabs(key),
      store.facts(key),
      keptOf(store, project, row.session, whoAsks(c)),
      segmentTagsOf(store, row, now()),
    ])
    const factsOf = new Map(facts.map(one => [one.tab, one.facts]))
    const recordings = tabs.flatMap(tab => recordingOf(tab, row.clockOffset, factsOf.get(tab.tab)))
    return c.json(
      {
        ...sessionOf(row, person ?? undefined),
        clockOffset: row.clockOffset,
        recordings,
        traits: person?.traits ?? {},
        kept,
        segments,
      },
      200,
    )
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
