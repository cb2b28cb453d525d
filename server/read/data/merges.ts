import { createRoute, z } from '@hono/zod-openapi'
import { listOf } from '../../../contract/api.ts'
import { mergeOfPersonSchema, type PersonMerge } from '../../../contract/data.ts'
import { answers, createApi, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { summaryOf } from '../shape.ts'
import { asked, narrowed } from './asked.ts'

/** Persons looked at: those seen last. */
const PERSONS = 1_000

const route = createRoute({
  method: 'get',
  path: '/data/merges',
  summary: 'What tied ids together and what was refused, of the 1,000 persons seen last',
  request: {
    query: asked.extend({
      outcome: z.enum(['merged', 'refused']).optional(),
      limit: parameter.limit.default(100),
    }),
  },
  responses: answers(
    listOf(mergeOfPersonSchema).extend({ merged: z.int(), refused: z.int() }),
    'Merges, newest first; of each outcome how many',
  ),
})

export function mergeRoutes(read: Read) {
  return createApi().openapi(route, async c => {
    const { outcome, limit, ...query } = c.req.valid('query')
    const {
      project,
      question,
      from = Number.NEGATIVE_INFINITY,
      to = Number.POSITIVE_INFINITY,
    } = await narrowed(read, query)
    const persons = await read.store.members(project, question, { limit: PERSONS, order: 'lastSeen' })
    const found = await Promise.all(
      persons.items.map(async person => {
        const merges = await read.store.merges(project, person.id)
        return merges.map(merge => ({ ...merge, person: summaryOf(person) }))
      }),
    )
    const all = [...once(found.flat())].filter(({ at }) => at >= from && at < to)
    const many = (of: 'merged' | 'refused') => all.filter(one => one.outcome === of).length
    const chosen = all
      .filter(one => outcome === undefined || one.outcome === outcome)
      .sort((a, b) => b.at - a.at || (a.messageId < b.messageId ? 1 : -1))
    const counts = { total: chosen.length, merged: many('merged'), refused: many('refused') }
    return c.json({ items: chosen.slice(0, limit), next: null, ...counts }, 200)
  })
}

/** What was refused between two persons is kept with both. */
function once<T extends Pick<PersonMerge, 'messageId' | 'anonymousId' | 'userId' | 'by'>>(
  all: T[],
): Iterable<T> {
  const byKey = new Map<string, T>()
  for (const one of all) {
    const key = JSON.stringify([one.messageId, one.anonymousId, one.userId, one.by])
    if (!byKey.has(key)) byKey.set(key, one)
  }
  return byKey.values()
}
