import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  countedListOf,
  listOf,
  memberAccountSchema,
  personSchema,
  previewSchema,
  type Segment,
  segmentInputSchema,
  segmentSchema,
} from '../../../contract/api.ts'
import { checkSegment } from '../../../contract/segment/check.ts'
import { metricCondition, type SegmentMetric } from '../../../contract/segment/goal.ts'
import { SEGMENT_VERSION } from '../../../contract/segment/segment.ts'
import { Failure } from '../../failure.ts'
import type { Question } from '../../segment/question.ts'
import type { SegmentRow } from '../../store/control-port.ts'
import type { AccountsAsked, Store } from '../../store/port.ts'
import { answers, createApi, jsonBody, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { type AskedStore, askedQuestion, questionOf, readDefinition } from '../question.ts'
import { personOf, sessionsOf } from '../shape.ts'
import { noticesOf } from './notices.ts'
import { countFor, totalOf } from './sample.ts'

const inProject = z.object({ project: parameter.project })
const byId = { params: z.object({ id: z.string() }), query: inProject }
/** Checked by hand (checkSegment): bounded in depth, and what is wrong is told with its place in the tree. */
const definition = z.unknown().meta({ type: 'object', description: 'A SegmentDefinition' })
const inputBody = segmentInputSchema.extend({ definition }).meta({ id: 'SegmentToSave' })
const previewBody = z.object({
  definition: definition.optional(),
  q: parameter.q,
  asOf: z.string().optional(),
  sample: z
    .boolean()
    .default(false)
    .meta({ description: 'Count among some people first where there are many' }),
})

const EXAMPLES = 10

const list = createRoute({
  method: 'get',
  path: '/segments',
  summary: 'Saved segments, by name',
  request: { query: inProject },
  responses: answers(listOf(segmentSchema), 'Segments'),
})
const create = createRoute({
  method: 'post',
  path: '/segments',
  summary: 'Save a new segment',
  request: { query: inProject, body: jsonBody(inputBody) },
  responses: answers(segmentSchema, 'The segment saved'),
})
const one = createRoute({
  method: 'get',
  path: '/segments/{id}',
  summary: 'One segment',
  request: byId,
  responses: answers(segmentSchema, 'The segment'),
})
const replace = createRoute({
  method: 'put',
  path: '/segments/{id}',
  summary: 'Change a segment',
  request: { ...byId, body: jsonBody(inputBody) },
  responses: answers(segmentSchema, 'The segment saved'),
})
const remove = createRoute({
  method: 'delete',
  path: '/segments/{id}',
  summary: 'Delete a segment',
  request: byId,
  responses: answers(z.object({ deleted: z.boolean() }), 'Deleted'),
})
const ofMembers = inProject.extend({
  asOf: z.string().optional(),
  limit: parameter.limit,
  cursor: parameter.cursor,
})
const members = createRoute({
  method: 'get',
  path: '/segments/{id}/members',
  summary: 'Persons in a segment',
  request: {
    ...byId,
    query: ofMembers.extend({ total: parameter.total }),
  },
  responses: answers(countedListOf(personSchema), 'Persons'),
})
const accounts = createRoute({
  method: 'get',
  path: '/segments/{id}/accounts',
  summary: 'Accounts in a segment of accounts, with how many persons belong to each',
  request: { ...byId, query: ofMembers },
  responses: answers(listOf(memberAccountSchema), 'Accounts, by id'),
})
const preview = createRoute({
  method: 'post',
  path: '/segments/preview',
  summary: 'Count a definition, with example sessions',
  request: { query: inProject, body: jsonBody(previewBody) },
  responses: answers(previewSchema, 'Counts and examples'),
})

export function segmentRoutes({ store, now }: Read) {
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const rows = await store.segments(project)
      return c.json({ items: rows.map(segmentOf), next: null, total: rows.length }, 200)
    })
    .openapi(preview, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { definition, q, asOf, sample } = c.req.valid('json')
      const asked = await askedQuestion(
        store,
        project,
        { definition: definition === undefined ? undefined : JSON.stringify(definition), q, asOf },
        now(),
      )
      if (!asked) throw new Failure('bad-request', 'Give a definition.')
      const { question } = asked
      const all = await store.count(project)
      const [counted, page, notices] = await Promise.all([
        countFor(store, project, question, all, sample),
        store.sessions({ project, question, limit: EXAMPLES }),
        noticesOf(store, project, asked),
      ])
      const examples = await sessionsOf(store, project, page.items)
      return c.json({ ...counted, ofSessions: all.sessions, ofPersons: all.persons, examples, notices }, 200)
    })
    .openapi(create, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const at = now()
      const id = `seg_${randomUUID().replaceAll('-', '').slice(0, 16)}`
      return c.json(
        await save(store, c.req.valid('json'), { id, project, createdAt: at, updatedAt: at }),
        200,
      )
    })
    .openapi(one, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(segmentOf(await find(store, project, c.req.valid('param').id)), 200)
    })
    .openapi(replace, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { id, createdAt } = await find(store, project, c.req.valid('param').id)
      return c.json(await save(store, c.req.valid('json'), { id, project, createdAt, updatedAt: now() }), 200)
    })
    .openapi(remove, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const { id } = await find(store, project, c.req.valid('param').id)
      return c.json({ deleted: await store.deleteSegment(project, id) }, 200)
    })
    .openapi(members, async c => {
      const query = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const asked = await askedQuestion(
        store,
        project,
        { segment: c.req.valid('param').id, asOf: query.asOf },
        now(),
      )
      const { limit, cursor, total: how } = query
      const [page, total] = await Promise.all([
        store.members(project, asked?.question, { limit, ...(cursor === undefined ? {} : { cursor }) }),
        cursor === undefined ? totalOf(store, project, asked?.question, how, 'persons') : undefined,
      ])
      return c.json({ items: page.items.map(personOf), next: page.next, ...total }, 200)
    })
    .openapi(accounts, async c => {
      const { asOf, limit, cursor, ...query } = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      const asked = await askedQuestion(store, project, { segment: c.req.valid('param').id, asOf }, now())
      const of = asked && accountsAsked(asked.question)
      if (!of)
        throw new Failure('bad-request', 'This is no segment of accounts at one time: ask for its members.')
      const page = await store.accounts(project, of, { limit, ...(cursor === undefined ? {} : { cursor }) })
      return c.json(page, 200)
    })
}

/** Checks what was sent, and that it refers to nothing circular or gone, then stores it. */
async function save(
  store: AskedStore & Pick<Store, 'putSegment'>,
  input: z.infer<typeof inputBody>,
  row: Pick<SegmentRow, 'id' | 'project' | 'createdAt' | 'updatedAt'>,
): Promise<Segment> {
  const { name, description, definition: unchecked, goal } = input
  const definition = readDefinition(unchecked)
  const asOf = { kind: 'at', time: row.updatedAt } as const
  const { problems } = await questionOf(store, row.project, definition, asOf, row.id)
  const first = problems[0]
  if (first) {
    throw new Failure('bad-request', `The segment cannot be saved. ${first.at}: ${first.message}`, {
      problems,
    })
  }
  if (goal?.metric) checkMetric(goal.metric)
  const said = goal && (goal.goal !== '' || goal.hypothesis || goal.metric) ? { goal } : {}
  const segment: SegmentRow = { ...row, name, description, definition, ...said }
  await store.putSegment(segment)
  return segmentOf(segment)
}

async function find(store: Pick<Store, 'segments'>, project: string, id: string): Promise<SegmentRow> {
  const found = (await store.segments(project)).find(one => one.id === id)
  if (!found) throw new Failure('not-found', 'There is no segment with this id.')
  return found
}

/** A metric is asked as a condition of persons, and held to the same bounds. */
function checkMetric(metric: SegmentMetric): void {
  const where = metricCondition(metric)
  const checked = checkSegment({ version: SEGMENT_VERSION, subject: 'person', where })
  if ('definition' in checked) return
  const message = checked.problems[0]?.message ?? ''
  throw new Failure('bad-request', `The metric cannot be used: ${message}`, {
    problems: [{ at: 'goal.metric', message }],
  })
}

function accountsAsked({ segment, asOf, zone }: Question): AccountsAsked | null {
  if (segment.subject !== 'account' || asOf.kind !== 'at') return null
  return { where: segment.where, time: asOf.time, ...(zone !== undefined && { zone }) }
}

function segmentOf({ project: _, ...segment }: SegmentRow): Segment {
  return segment
}
