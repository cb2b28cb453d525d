import { createRoute, z } from '@hono/zod-openapi'
import { listOf } from '../../../contract/api.ts'
import { blockedEventSchema } from '../../../contract/data.ts'
import { Failure } from '../../failure.ts'
import { compileRules } from '../../plan/compile.ts'
import { readPlan, writePlan } from '../../plan/read-plan.ts'
import { planOf, planVersion, planVersions, putPlan } from '../../plan/stored-plan.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { eventOf } from '../shape.ts'
import { admit, waitingApart } from './admit.ts'
import { Judgement } from './judgement.ts'
import * as schema from './schemas.ts'
import { violationRoutes } from './violation-routes.ts'

const project = z.object({ project: parameter.project })

const routes = {
  get: createRoute({
    method: 'get',
    path: '/plan',
    summary: 'The tracking plan in force',
    request: { query: project.extend({ version: z.coerce.number().int().positive().optional() }) },
    responses: answers(schema.planAnswer, 'The plan; null when there is none'),
  }),
  versions: createRoute({
    method: 'get',
    path: '/plan/versions',
    summary: 'Versions of the plan, newest first',
    request: { query: project },
    responses: answers(schema.planList, 'Versions'),
  }),
  export: createRoute({
    method: 'get',
    path: '/plan/export',
    summary: "The plan in the form of Segment's Public API",
    request: { query: project },
    responses: answers(schema.exported, 'The plan'),
  }),
  put: createRoute({
    method: 'put',
    path: '/plan',
    summary: 'Puts a plan in force, of our own form or as exported from Segment',
    request: { query: project, body: jsonBody(schema.imported) },
    responses: answers(schema.planAnswer, 'The plan, in its new version'),
  }),
  enforce: createRoute({
    method: 'put',
    path: '/plan/enforcement',
    summary: 'What becomes of violating events, per source',
    request: { query: project, body: jsonBody(schema.enforced) },
    responses: answers(schema.planAnswer, 'The plan, in its new version'),
  }),
  draft: createRoute({
    method: 'post',
    path: '/plan/draft',
    summary: 'A plan that all events so far would pass; nothing is put in force',
    request: { query: project },
    responses: answers(schema.exported, 'The draft'),
  }),
  apart: createRoute({
    method: 'get',
    path: '/plan/blocked',
    summary: 'Events the plan keeps apart, but for those taken in since',
    request: { query: project.extend({ limit: parameter.limit, cursor: parameter.cursor }) },
    responses: answers(listOf(blockedEventSchema), 'Events, newest first'),
  }),
  admit: createRoute({
    method: 'post',
    path: '/plan/blocked/admit',
    summary: 'Takes events that were kept apart in after all',
    request: { query: project, body: jsonBody(schema.admission) },
    responses: answers(schema.admitted, 'How many were taken in, and how many had been before'),
  }),
}

export function planRoutes(read: Read) {
  const { store, now } = read
  const judgement = new Judgement(store)
  const idOf = async (id: string | undefined) => (await projectOf(store, id)).id
  return createApi()
    .route('/', violationRoutes(read, judgement))
    .openapi(routes.get, async c => {
      const { project: asked, version } = c.req.valid('query')
      const id = await idOf(asked)
      return c.json({ plan: version ? await planVersion(store, id, version) : await planOf(store, id) }, 200)
    })
    .openapi(routes.versions, async c => {
      const items = await planVersions(store, await idOf(c.req.valid('query').project))
      return c.json({ items, next: null }, 200)
    })
    .openapi(routes.export, async c => {
      const plan = await planOf(store, await idOf(c.req.valid('query').project))
      return c.json(writePlan(plan?.name ?? 'Plan', plan?.rules ?? []), 200)
    })
    .openapi(routes.put, async c => {
      const id = await idOf(c.req.valid('query').project)
      const read = readPlan(c.req.valid('json'))
      if ('problem' in read) throw new Failure('bad-request', read.problem)
      const before = await planOf(store, id)
      const plan = { ...read, enforcement: before?.enforcement ?? {}, updatedAt: now() }
      return c.json({ plan: await putPlan(store, id, plan) }, 200)
    })
    .openapi(routes.enforce, async c => {
      const id = await idOf(c.req.valid('query').project)
      const before = await planOf(store, id)
      if (!before) throw new Failure('conflict', 'There is no plan to enforce; put one in force first.')
      const { enforcement } = c.req.valid('json')
      return c.json({ plan: await putPlan(store, id, { ...before, enforcement, updatedAt: now() }) }, 200)
    })
    .openapi(routes.draft, async c => {
      const rules = await judgement.draft(await idOf(c.req.valid('query').project))
      return c.json(writePlan('Draft of what arrived', rules), 200)
    })
    .openapi(routes.apart, async c => {
      const { project: asked, limit, cursor } = c.req.valid('query')
      const id = await idOf(asked)
      const plan = compileRules((await planOf(store, id))?.rules ?? [])
      const page = await waitingApart(store, id, limit, cursor)
      const items = page.items.map(event => ({
        ...eventOf(event),
        findings: 'problem' in plan ? [] : plan.check(event),
      }))
      return c.json({ items, next: page.next }, 200)
    })
    .openapi(routes.admit, async c => {
      const id = await idOf(c.req.valid('query').project)
      return c.json(await admit(store, id, c.req.valid('json').messageIds), 200)
    })
}
