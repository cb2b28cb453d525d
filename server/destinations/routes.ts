import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import {
  type Destination,
  type DestinationInput,
  destinationInputSchema,
  destinationSchema,
  ledgerSchema,
  shownLetterSchema,
} from '../../contract/destination.ts'
import { jsonSchema } from '../../contract/json.ts'
import { Failure } from '../failure.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { refuseClosed } from './address.ts'
import type { Courier } from './courier.ts'
import { wantedOf } from './in-segment.ts'
import { EMPTY, replay } from './ledger.ts'
import { shownLetter } from './letters.ts'
import { payloadOf } from './payload.ts'
import { destinationsOf, ledgerOf, putDestinations, putLedger } from './stored.ts'

/** What of a secret is shown again. */
const HIDDEN = '••••••'

const query = z.object({ project: parameter.project })
const params = z.object({ id: z.string() })
const counts = ledgerSchema
  .pick({ received: true, delivered: true, filtered: true, lastAt: true, lastError: true })
  .extend({ waiting: z.int(), failed: z.int() })
const shown = destinationSchema.extend({ ledger: counts })
const letters = z.object({ items: z.array(shownLetterSchema), next: z.null(), total: z.int() })
const preview = z.object({
  wanted: z.boolean().meta({ description: 'Whether the filter lets the event through' }),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: jsonSchema,
})
const chosen = z.object({ messageIds: z.array(z.string()).max(2000).optional() })

/** Newest events among which one that the filter lets through is looked for. */
const LOOKED_AT = 500

const at = <M extends 'get' | 'post' | 'put' | 'delete'>(method: M, path: string, summary: string) => ({
  method,
  path,
  summary,
})
const routes = {
  list: createRoute({
    ...at('get', '/destinations', 'Where events are passed on to, each with its ledger'),
    request: { query },
    responses: answers(z.object({ items: z.array(shown), next: z.null() }), 'Destinations'),
  }),
  make: createRoute({
    ...at('post', '/destinations', 'Passes events on from now on'),
    request: { query, body: jsonBody(destinationInputSchema) },
    responses: answers(shown, 'The destination'),
  }),
  change: createRoute({
    ...at('put', '/destinations/{id}', 'Changes, stops or starts a destination'),
    request: { query, params, body: jsonBody(destinationInputSchema) },
    responses: answers(shown, 'The destination'),
  }),
  remove: createRoute({
    ...at('delete', '/destinations/{id}', 'Forgets a destination and its ledger'),
    request: { query, params },
    responses: answers(z.object({ deleted: z.literal(true) }), 'It is gone'),
  }),
  preview: createRoute({
    ...at('get', '/destinations/{id}/preview', 'The request an event would be sent as; nothing is sent'),
    request: { query: query.extend({ message: z.string().optional() }), params },
    responses: answers(preview, 'The request'),
  }),
  failed: createRoute({
    ...at('get', '/destinations/{id}/failed', 'Events given up, with the reason; those given up last first'),
    request: { query: query.extend({ limit: parameter.limit }), params },
    responses: answers(letters, 'Dead letters'),
  }),
  replay: createRoute({
    ...at('post', '/destinations/{id}/replay', 'Sends dead letters again; without ids all of them'),
    request: { query, params, body: jsonBody(chosen) },
    responses: answers(shown, 'The destination'),
  }),
}

export function destinationRoutes({ store, now }: Read, courier: Courier) {
  const find = async (asked: string | undefined, id: string) => {
    const project = (await projectOf(store, asked)).id
    const all = await destinationsOf(store, project)
    const destination = all.find(one => one.id === id)
    if (!destination) throw new Failure('not-found', 'There is no such destination.')
    return { project, all, destination }
  }
  const show = async (project: string, destination: Destination) => {
    const {
      position: _,
      announced: __,
      waiting,
      failed,
      ...rest
    } = await ledgerOf(store, project, destination.id)
    return {
      ...destination,
      secret: HIDDEN,
      ledger: { ...rest, waiting: waiting.length, failed: failed.length },
    }
  }
  const check = async (project: string, { url, filter }: DestinationInput) => {
    if (!courier.allowPrivate) refuseClosed(url)
    if (filter.segment === null) return
    const known = await store.segments(project)
    if (!known.some(({ id }) => id === filter.segment)) {
      throw new Failure('bad-request', `There is no segment "${filter.segment}": choose another, or none.`)
    }
  }

  return createApi()
    .openapi(routes.list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const all = await destinationsOf(store, project)
      return c.json({ items: await Promise.all(all.map(one => show(project, one))), next: null }, 200)
    })
    .openapi(routes.make, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const input = c.req.valid('json')
      await check(project, input)
      const destination = { ...input, id: `d_${randomUUID().slice(0, 8)}`, createdAt: now() }
      const position = await store.feedEnd(project)
      const announced = await store.announcementsEnd(project)
      await putLedger(store, project, destination.id, { ...EMPTY, position, announced })
      await putDestinations(store, project, [...(await destinationsOf(store, project)), destination])
      return c.json(await show(project, destination), 200)
    })
    .openapi(routes.change, async c => {
      const { project, all, destination } = await find(c.req.valid('query').project, c.req.valid('param').id)
      const input = c.req.valid('json')
      await check(project, input)
      const secret = input.secret === HIDDEN ? destination.secret : input.secret
      const changed = { ...destination, ...input, secret }
      await putDestinations(
        store,
        project,
        all.map(one => (one.id === destination.id ? changed : one)),
      )
      return c.json(await show(project, changed), 200)
    })
    .openapi(routes.remove, async c => {
      const { project, all, destination } = await find(c.req.valid('query').project, c.req.valid('param').id)
      await courier.between(project, destination.id, async () => {
        await putDestinations(
          store,
          project,
          all.filter(one => one.id !== destination.id),
        )
        await putLedger(store, project, destination.id, EMPTY)
      })
      return c.json({ deleted: true as const }, 200)
    })
    .openapi(routes.preview, async c => {
      const { project, destination } = await find(c.req.valid('query').project, c.req.valid('param').id)
      const { message } = c.req.valid('query')
      // Without a name of one: the newest that would be sent, else the newest.
      const asked = message === undefined ? { limit: LOOKED_AT } : { limit: 1, message }
      const { items } = await store.events({ project, ...asked })
      const [sent] = await wantedOf(store, project, destination, items)
      const event = sent ?? items[0]
      if (!event) throw new Failure('not-found', 'There is no event to show this with yet.')
      const { headers, body } = payloadOf({ ...destination, secret: HIDDEN }, [event], now())
      const shownBody: z.infer<typeof preview>['body'] = JSON.parse(body)
      return c.json(
        {
          wanted: sent !== undefined,
          url: destination.url,
          headers,
          body: shownBody,
        },
        200,
      )
    })
    .openapi(routes.failed, async c => {
      const { project, destination } = await find(c.req.valid('query').project, c.req.valid('param').id)
      const { failed } = await ledgerOf(store, project, destination.id)
      const last = failed.slice(-c.req.valid('query').limit).reverse()
      const items = await Promise.all(last.map(one => shownLetter(store, project, one)))
      return c.json({ items, next: null, total: failed.length }, 200)
    })
    .openapi(routes.replay, async c => {
      const { project, destination } = await find(c.req.valid('query').project, c.req.valid('param').id)
      await courier.between(project, destination.id, async () => {
        const ledger = await ledgerOf(store, project, destination.id)
        await putLedger(store, project, destination.id, replay(ledger, c.req.valid('json').messageIds, now()))
      })
      return c.json(await show(project, destination), 200)
    })
}
