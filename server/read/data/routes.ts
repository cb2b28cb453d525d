import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { listOf } from '../../../contract/api.ts'
import {
  accountSchema,
  accountSummarySchema,
  eventTallySchema,
  seenPropertiesSchema,
} from '../../../contract/data.ts'
import { Failure } from '../../failure.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { summaryOf } from '../shape.ts'
import { accountOf, accountsOf, MOST_MEMBERS } from './accounts.ts'
import { accountsWithin } from './accounts-within.ts'
import { asked, narrowed } from './asked.ts'
import { tail } from './live.ts'
import { membershipRoutes } from './membership.ts'
import { mergeRoutes } from './merges.ts'
import { momentOf } from './moment.ts'
import { propertiesOf } from './properties.ts'

/** Events looked at for what they carry. */
const EXAMINED = 1_000

const routes = {
  events: createRoute({
    method: 'get',
    path: '/data/events',
    summary: 'Events by name with their volume, most frequent first',
    request: { query: asked.extend({ limit: parameter.limit.default(200) }) },
    responses: answers(listOf(eventTallySchema), 'Events by name'),
  }),
  properties: createRoute({
    method: 'get',
    path: '/data/events/{name}/properties',
    summary: 'What the newest 1,000 events of a name carry',
    request: {
      params: z.object({ name: z.string() }),
      query: asked.extend({
        named: z
          .enum(['true', 'false'])
          .default('true')
          .meta({ description: 'false: the name is a type of call, as identify' }),
      }),
    },
    responses: answers(seenPropertiesSchema, 'Properties and traits'),
  }),
  accounts: createRoute({
    method: 'get',
    path: '/accounts',
    summary: 'Groups (accounts), those named last first',
    request: {
      query: z.object({
        project: parameter.project,
        segment: z.string().optional().meta({
          description: 'Accounts in a segment of accounts, or of whose users any is in it',
        }),
        definition: z.string().max(100_000).optional().meta({ description: 'Instead: a segment as JSON' }),
        asOf: z.string().optional().meta({ description: 'now (default), or a time' }),
        q: z.string().max(200).default('').meta({ description: 'Part of their name or id' }),
        limit: parameter.limit.default(200),
      }),
    },
    responses: answers(listOf(accountSummarySchema), 'Accounts'),
  }),
  account: createRoute({
    method: 'get',
    path: '/accounts/{id}',
    summary: 'A group (account): its traits, and the persons put into it',
    request: { params: z.object({ id: z.string() }), query: z.object({ project: parameter.project }) },
    responses: answers(accountSchema, 'The account'),
  }),
  moment: createRoute({
    method: 'get',
    path: '/data/moment',
    summary: 'Where the replay shows what happened at a time',
    request: {
      query: z.object({
        project: parameter.project,
        session: z.string().optional().meta({ description: 'Where it was said to be' }),
        person: z.string().default('').meta({ description: 'Whose session of that time it is otherwise' }),
        at: z.coerce.number().int().meta({ description: 'Epoch milliseconds' }),
      }),
    },
    responses: answers(z.object({ url: z.string().nullable() }), 'Its page; null: not recorded'),
  }),
  live: createRoute({
    method: 'get',
    path: '/data/live',
    summary: 'Events as they are stored, as Server-Sent Events',
    description:
      'Messages of type `events` carry a JSON array of LiveEvent; their id, sent back as `Last-Event-ID`, goes on from there.',
    request: { query: z.object({ project: parameter.project }) },
    responses: { 200: { description: 'text/event-stream' } },
  }),
}

export function dataRoutes(read: Read) {
  const { store } = read
  return createApi()
    .route('/', membershipRoutes(read))
    .route('/', mergeRoutes(read))
    .openapi(routes.events, async c => {
      const query = c.req.valid('query')
      const found = await store.eventTallies({ ...(await narrowed(read, query)), limit: query.limit })
      const items = found.map(({ name, ...one }) => ({ event: name, ...one }))
      return c.json({ items, next: null }, 200)
    })
    .openapi(routes.properties, async c => {
      const query = c.req.valid('query')
      const of = { name: c.req.valid('param').name, named: query.named === 'true', limit: EXAMINED }
      const events = await store.eventsNamed({ ...(await narrowed(read, query)), ...of })
      return c.json({ ...propertiesOf(events), next: null }, 200)
    })
    .openapi(routes.accounts, async c => {
      const { project: named, q, limit, ...asked } = c.req.valid('query')
      const project = (await projectOf(store, named)).id
      const within = await accountsWithin(store, project, asked, read.now())
      const all = [...(await accountsOf(store, project)).values()].map(accountOf)
      const words = q.toLowerCase()
      const found = all.filter(
        ({ id, label }) => within?.has(id) !== false && `${label} ${id}`.toLowerCase().includes(words),
      )
      return c.json({ items: found.slice(0, limit), next: null, total: found.length }, 200)
    })
    .openapi(routes.account, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const found = (await accountsOf(store, project)).get(c.req.valid('param').id)
      if (!found) throw new Failure('not-found', 'No group call names this account.')
      const persons = await store.persons(project, [...found.members].slice(0, MOST_MEMBERS))
      return c.json({ ...accountOf(found), members: persons.map(summaryOf) }, 200)
    })
    .openapi(routes.moment, async c => {
      const { project: named, session, person, at } = c.req.valid('query')
      const project = (await projectOf(store, named)).id
      const url = await momentOf(store, project, { sessionId: session || null, personId: person, at })
      return c.json({ url }, 200)
    })
    .openapi(routes.live, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const from = c.req.header('last-event-id') || (await store.feedEnd(project))
      return streamSSE(c, stream => tail(stream, store, project, from))
    })
}
