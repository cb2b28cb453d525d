import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  type SavedFunnel,
  savedFunnelInputSchema,
  savedFunnelSchema,
} from '../../../contract/behaviour/saved-funnel.ts'
import { Failure } from '../../failure.ts'
import type { DocumentRow } from '../../store/control-port.ts'
import type { Store } from '../../store/port.ts'
import type { WhoAsks } from '../../watching/who.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { checkFunnel } from './check-funnel.ts'

const query = z.object({ project: parameter.project })
const params = z.object({ id: z.string() })
const body = { content: { 'application/json': { schema: savedFunnelInputSchema } }, required: true }

const list = createRoute({
  method: 'get',
  path: '/funnels',
  summary: 'Funnels that were given a name',
  request: { query },
  responses: answers(listOf(savedFunnelSchema), 'Saved funnels, oldest first'),
})
const make = createRoute({
  method: 'post',
  path: '/funnels',
  summary: 'Save a funnel',
  request: { query, body },
  responses: answers(savedFunnelSchema, 'The funnel'),
})
const change = createRoute({
  method: 'put',
  path: '/funnels/{id}',
  summary: 'Change a saved funnel',
  request: { query, params, body },
  responses: answers(savedFunnelSchema, 'The funnel as it is now'),
})
const remove = createRoute({
  method: 'delete',
  path: '/funnels/{id}',
  summary: 'Remove a saved funnel; charts of boards and segments that began from it stay',
  request: { query, params },
  responses: answers(z.object({ removed: z.boolean() }), 'Whether there was one'),
})

const keptSchema = savedFunnelInputSchema.extend({ madeBy: z.string() })
type Kept = Pick<Store, 'documents' | 'document' | 'putDocument' | 'deleteDocument'>

/** What is saved was asked before: what no funnel can mean is refused. */
export function savedFunnelRoutes({ store, now }: Read, whoAsks: WhoAsks) {
  const idOf = async (asked: { project?: string | undefined }) => (await projectOf(store, asked.project)).id
  return createApi()
    .openapi(list, async c => {
      const items = await savedFunnels(store, await idOf(c.req.valid('query')))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(make, async c => {
      const project = await idOf(c.req.valid('query'))
      const input = c.req.valid('json')
      checkFunnel(input.definition)
      const value = { ...input, madeBy: whoAsks(c).name }
      return c.json(await put(store, project, randomUUID(), value, now()), 200)
    })
    .openapi(change, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id } = c.req.valid('param')
      const input = c.req.valid('json')
      checkFunnel(input.definition)
      const { madeBy } = await find(store, project, id)
      return c.json(await put(store, project, id, { ...input, madeBy }, now()), 200)
    })
    .openapi(remove, async c => {
      const project = await idOf(c.req.valid('query'))
      return c.json({ removed: await store.deleteDocument(project, 'funnel', c.req.valid('param').id) }, 200)
    })
}

async function savedFunnels(store: Kept, project: string): Promise<SavedFunnel[]> {
  return (await store.documents(project, 'funnel')).flatMap(row => funnelOf(row) ?? [])
}

async function find(store: Kept, project: string, id: string): Promise<SavedFunnel> {
  const row = await store.document(project, 'funnel', id)
  const funnel = row && funnelOf(row)
  if (!funnel) throw new Failure('not-found', 'There is no such funnel; it may have been removed.')
  return funnel
}

async function put(
  store: Kept,
  project: string,
  id: string,
  value: z.infer<typeof keptSchema>,
  now: number,
): Promise<SavedFunnel> {
  await store.putDocument({ project, kind: 'funnel', id, createdAt: now, updatedAt: now, value })
  return find(store, project, id)
}

/** Null for what another version wrote. */
function funnelOf({ id, createdAt, updatedAt, value }: DocumentRow): SavedFunnel | null {
  const kept = keptSchema.safeParse(value)
  return kept.success ? { id, ...kept.data, createdAt, updatedAt } : null
}
