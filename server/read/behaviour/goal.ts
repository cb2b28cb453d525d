import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { type Split, splitSchema } from '../../../contract/behaviour/comparison.ts'
import { metricCondition, type SegmentMetric } from '../../../contract/segment/goal.ts'
import { type GoalAnswer, goalAnswerSchema } from '../../../contract/segment/goal-answer.ts'
import type { Condition, SegmentDefinition } from '../../../contract/segment/segment.ts'
import type { Window } from '../../../contract/segment/windows.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { questionOf } from '../question.ts'
import { type Asked, askedOf, asking, EVERYONE_ELSE } from './ask.ts'
import { type Counted, outcomeOf, rowsOf } from './goal-rows.ts'
import { momentName, momentOf } from './split.ts'

const DAY_MS = 86_400_000

const route = createRoute({
  method: 'post',
  path: '/behaviour/goal',
  summary: 'Whether the hypothesis of a saved segment came true, by its metric',
  request: {
    query: z.object(asking),
    body: {
      content: {
        'application/json': { schema: z.strictObject({ split: splitSchema.nullable().default(null) }) },
      },
      required: true,
    },
  },
  responses: answers(goalAnswerSchema, 'The metric on both sides, the difference, and the verdict'),
})

export function goalRoutes(read: Read) {
  return createApi().openapi(route, async c => {
    const query = c.req.valid('query')
    const asked = await askedOf(read, query)
    const saved = (await read.store.segments(asked.project)).find(one => one.id === query.segment)
    const metric = saved?.goal?.metric
    if (!saved || !metric) {
      throw new Failure(
        'bad-request',
        'Choose a saved segment whose goal has a metric: it is what is compared.',
      )
    }
    const { split } = c.req.valid('json')
    const goal = { store: read.store, asked, metric, segment: { kind: 'segment', id: saved.id } as const }
    return c.json(split ? await beforeAndAfter(goal, split) : await besides(goal, query.compare), 200)
  })
}

interface Goal {
  store: Store
  asked: Asked
  metric: SegmentMetric
  segment: Condition
}

/** Two segments: persons of one alone beside those of the other alone, in the last days of the metric. */
async function besides({ store, asked, metric, segment }: Goal, compare?: string): Promise<GoalAnswer> {
  const [first, second] = asked.sides
  if (!compare || !first || !second) {
    throw new Failure('bad-request', 'Choose whom the segment is compared with, or a date or release.')
  }
  const other: Condition | null = compare === EVERYONE_ELSE ? null : { kind: 'segment', id: compare }
  const did = metricCondition(metric)
  const counted = counter(store, asked, asked.to)
  const own = other ? [segment, { kind: 'not', of: other } as const] : [segment]
  const others = other
    ? [other, { kind: 'not', of: segment } as const]
    : [{ kind: 'not', of: segment } as const]
  const told: Counted = {
    about: 'own',
    sides: [
      { name: first.name, ...(await counted(own, did)) },
      { name: second.name, ...(await counted(others, did)) },
    ],
  }
  return answerOf([told], metric, metric.days)
}

/**
 * The same segment, as it is now, over equal days before and after. Who was there before is compared with themselves;
 * who came after with who came before, each over the days in which they came.
 */
async function beforeAndAfter({ store, asked, metric, segment }: Goal, split: Split): Promise<GoalAnswer> {
  const at = await momentOf(store, asked, split)
  const long = Math.min(metric.days * DAY_MS, asked.now - at)
  if (long <= 0) throw new Failure('bad-request', 'That moment lies ahead: there is nothing after it yet.')
  const [begin, end] = [at - long, at + long]
  const counted = counter(store, asked, end)
  const [before, after] = [
    metricCondition(metric, between(begin, at)),
    metricCondition(metric, between(at, end)),
  ]
  const seen = (from: number, to: number): Condition[] => [
    { kind: 'seen', which: 'first', is: { op: 'before', date: iso(to) } },
    { kind: 'not', of: { kind: 'seen', which: 'first', is: { op: 'before', date: iso(from) } } },
  ]
  const known = [segment, { kind: 'seen', which: 'first', is: { op: 'before', date: iso(begin) } } as const]
  const name = momentName(split, at)
  const stayedBefore = await counted(known, before)
  const stayedAfter = await counted(known, after)
  const { did: both } = await counted([...known, before], after)
  const names = [`After ${name}`, `Before ${name}`] as const
  const stayed: Counted = {
    about: 'stayed',
    sides: [
      { name: names[0], ...stayedAfter },
      { name: names[1], ...stayedBefore },
    ],
    both,
  }
  const newAfter = [segment, ...seen(at, end)]
  const newBefore = [segment, ...seen(begin, at)]
  const came: Counted = {
    about: 'came',
    sides: [
      { name: names[0], ...(await counted(newAfter, after)) },
      { name: names[1], ...(await counted(newBefore, before)) },
    ],
  }
  return answerOf([stayed, came], metric, long / DAY_MS)
}

function answerOf(counted: Counted[], metric: SegmentMetric, days: number): GoalAnswer {
  const rows = rowsOf(counted)
  return { rows, ...outcomeOf(rows, metric.direction), days }
}

/** Persons in whom all of some conditions hold, as of a time, and in how many of them one more does. */
function counter(store: Store, { project }: Asked, time: number) {
  const count = async (definition: SegmentDefinition): Promise<number> => {
    const { question } = await questionOf(store, project, definition, { kind: 'at', time })
    return (await store.count(project, question)).persons
  }
  return async (all: Condition[], one: Condition) => {
    const [of, did] = [all, [...all, one]].map(
      (of): SegmentDefinition => ({ version: 1, subject: 'person', where: { kind: 'and', of } }),
    )
    return { of: await count(of!), did: await count(did!), people: { of: of!, did: did!, asOf: time } }
  }
}

function between(from: number, to: number): Window {
  return { kind: 'between', from: iso(from), to: iso(to) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
