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
  const people = counter(store, asked, asked.to)
  const whole = async (name: string, of: Condition[]) =>
    sideOf(name, await people(of), await people([...of, did]), asked.to)
  const own = other ? [segment, { kind: 'not', of: other } as const] : [segment]
  const others = other
    ? [other, { kind: 'not', of: segment } as const]
    : [{ kind: 'not', of: segment } as const]
  const told: Counted = {
    about: 'own',
    sides: [await whole(first.name, own), await whole(second.name, others)],
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
  const people = counter(store, asked, end)
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
  const there = await people(known)
  const [didBefore, didAfter, both] = [
    await people([...known, before]),
    await people([...known, after]),
    await people([...known, before, after]),
  ]
  const names = [`After ${name}`, `Before ${name}`] as const
  const stayed: Counted = {
    about: 'stayed',
    sides: [sideOf(names[0], there, didAfter, end), sideOf(names[1], there, didBefore, end)],
    both: both.n,
  }
  const newAfter = [segment, ...seen(at, end)]
  const newBefore = [segment, ...seen(begin, at)]
  const came: Counted = {
    about: 'came',
    sides: [
      sideOf(names[0], await people(newAfter), await people([...newAfter, after]), end),
      sideOf(names[1], await people(newBefore), await people([...newBefore, before]), end),
    ],
  }
  return answerOf([stayed, came], metric, long / DAY_MS)
}

function answerOf(counted: Counted[], metric: SegmentMetric, days: number): GoalAnswer {
  const rows = rowsOf(counted)
  return { rows, ...outcomeOf(rows, metric.direction), days }
}

interface Group {
  n: number
  definition: SegmentDefinition
}

/** Persons in whom all hold, as of a time. */
function counter(store: Store, { project }: Asked, time: number) {
  return async (of: Condition[]): Promise<Group> => {
    const definition: SegmentDefinition = { version: 1, subject: 'person', where: { kind: 'and', of } }
    const { question } = await questionOf(store, project, definition, { kind: 'at', time })
    return { n: (await store.count(project, question)).persons, definition }
  }
}

/** `did`: those of the group who count for the metric. */
function sideOf(name: string, of: Group, did: Group, asOf: number): Counted['sides'][number] {
  return { name, of: of.n, did: did.n, people: { of: of.definition, did: did.definition, asOf } }
}

function between(from: number, to: number): Window {
  return { kind: 'between', from: iso(from), to: iso(to) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
