import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { countedListOf, personSchema } from '../../contract/api.ts'
import { personDetailSchema } from '../../contract/data.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import { accountOf, accountsOf } from './data/accounts.ts'
import * as parameter from './parameters.ts'
import { askedQuestion } from './question.ts'
import { totalOf } from './segments/sample.ts'
import { personOf } from './shape.ts'

const list = createRoute({
  method: 'get',
  path: '/persons',
  summary: 'The person of an id, or the persons of a segment',
  request: {
    query: z.object({
      project: parameter.project,
      user: z.string().optional(),
      anonymous: z.string().optional(),
      segment: z.string().optional(),
      definition: z.string().max(100_000).optional(),
      q: parameter.q,
      asOf: z.string().optional(),
      order: z
        .enum(['id', 'lastSeen'])
        .default('id')
        .meta({ description: 'lastSeen: those seen last first' }),
      total: parameter.total,
      limit: parameter.limit,
      cursor: parameter.cursor,
    }),
  },
  responses: answers(
    countedListOf(personSchema).extend(personSchema.partial().shape),
    'Persons; asked by user or anonymous id, the fields of that person as well',
  ),
})

const one = createRoute({
  method: 'get',
  path: '/persons/{id}',
  summary: 'One person, with what tied its ids together and what was refused',
  request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
  responses: answers(personDetailSchema, 'The person'),
})

export function personRoutes({ store, now }: Read) {
  return createApi()
    .openapi(list, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      if (query.user !== undefined || query.anonymous !== undefined) {
        const found = await store.findPerson(
          project,
          query.user !== undefined ? { user: query.user } : { anonymous: query.anonymous ?? '' },
        )
        // An id names at most one person: the answer is that person, and a list of it.
        const person = found ? personOf(found) : undefined
        return c.json({ ...person, items: person ? [person] : [], next: null }, 200)
      }
      const asked = await askedQuestion(store, project, query, now())
      const { limit, order, cursor, total: how } = query
      const [page, total] = await Promise.all([
        store.members(project, asked?.question, {
          limit,
          order,
          ...(cursor === undefined ? {} : { cursor }),
        }),
        cursor === undefined ? totalOf(store, project, asked?.question, how, 'persons') : undefined,
      ])
      return c.json({ items: page.items.map(personOf), next: page.next, ...total }, 200)
    })
    .openapi(one, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const found = await store.person(project, c.req.valid('param').id)
      if (!found) throw new Failure('not-found', 'There is no person with this id.')
      const [merges, accounts] = await Promise.all([
        store.merges(project, found.id),
        accountsOf(store, project),
      ])
      const own = [...accounts.values()].filter(one => one.members.has(found.id)).map(accountOf)
      return c.json({ ...personOf(found), merges, accounts: own }, 200)
    })
}
