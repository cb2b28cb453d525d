import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  type MetricShare,
  type SegmentOutcome,
  type SegmentOverlap,
  segmentOutcomeSchema,
  segmentOverlapSchema,
} from '../../../contract/segment/overlap.ts'
import { Failure } from '../../failure.ts'
import type { Question } from '../../segment/question.ts'
import { newcombe, wilson } from '../../statistics/interval.ts'
import { tooSmall } from '../../statistics/overlap.ts'
import { detectableDifference, ENOUGH } from '../../statistics/power.ts'
import { sharesTest } from '../../statistics/shares.ts'
import type { SegmentRow } from '../../store/control-port.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { questionOf } from '../question.ts'
import { bothOf, metricQuestion, personsUpTo, personsWhere } from './persons.ts'
import { inBoth, relate, type Sized } from './relate.ts'

/** Persons looked at, the first by id: an id is a hash, so that they are drawn at random. */
const LOOKED_AT = 5_000
/** A matrix of more is not read any more. */
const MOST_SEGMENTS = 40

const inProject = z.object({ project: parameter.project })
const overlap = createRoute({
  method: 'get',
  path: '/segments/overlap',
  summary: 'Who is in several segments, which might be one, and which are too small',
  request: { query: inProject },
  responses: answers(segmentOverlapSchema, 'Sizes, pairs and advice'),
})
const outcome = createRoute({
  method: 'get',
  path: '/segments/{id}/metric',
  summary: 'The metric of a segment now: its persons and everyone else',
  request: { params: z.object({ id: z.string() }), query: inProject },
  responses: answers(segmentOutcomeSchema, 'Two shares, their difference, and whether it could show'),
})

export function segmentOverlapRoutes({ store, now }: Read) {
  return createApi()
    .openapi(overlap, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json(await overlapOf(store, project, now()), 200)
    })
    .openapi(outcome, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const segment = (await store.segments(project)).find(one => one.id === c.req.valid('param').id)
      if (!segment) throw new Failure('not-found', 'There is no segment with this id.')
      return c.json(await outcomeOf(store, project, segment, now()), 200)
    })
}

async function outcomeOf(
  store: Store,
  project: string,
  { id, definition, goal }: SegmentRow,
  now: number,
): Promise<SegmentOutcome> {
  if (!goal?.metric) throw new Failure('bad-request', 'The segment has no metric: choose one in its goal.')
  const { question } = await questionOf(store, project, definition, { kind: 'at', time: now }, id)
  const metric = await metricQuestion(store, project, goal.metric, now)
  const persons: Question = { ...question, segment: { subject: 'person', where: personsWhere(question) } }
  const [all, allWho, inside, insideWho] = await Promise.all(
    [undefined, metric, persons, bothOf(persons, metric)].map(
      async asked => (await store.count(project, asked)).persons,
    ),
  )
  const [n, k] = [inside ?? 0, insideWho ?? 0]
  const [others, othersWho] = [(all ?? 0) - n, (allWho ?? 0) - k]
  const usual = all === 0 || all === undefined ? 0.5 : (allWho ?? 0) / all
  const p = sharesTest([k, n], [othersWho, others])
  const difference = newcombe([k, n], [othersWho, others])
  const told = Math.min(n, others) >= ENOUGH && p < 0.05
  // What shows was large enough to.
  const warning = told ? null : tooSmall(n, others, usual)
  const points = Math.round(Math.abs(difference.share) * 100)
  return {
    segment: shareOf(k, n),
    others: shareOf(othersWho, others),
    difference,
    p,
    detectable: detectableDifference(n, others, usual),
    warning,
    words: told
      ? `${points} points ${difference.share > 0 ? 'more' : 'fewer'} than everyone else (p ${p < 0.001 ? 'below 0.001' : `= ${p.toFixed(3)}`}).`
      : 'No difference to everyone else is proven.',
  }
}

async function overlapOf(store: Store, project: string, now: number): Promise<SegmentOverlap> {
  const rows = await store.segments(project)
  const first = await store.members(project, undefined, { limit: LOOKED_AT, order: 'id' })
  const last = first.next === null ? null : (first.items.at(-1)?.id ?? null)
  const everyone = first.items.length
  const sized: Sized[] = []
  for (const { id, name, definition, goal } of rows.slice(0, MOST_SEGMENTS)) {
    const { question } = await questionOf(store, project, definition, { kind: 'at', time: now }, id)
    const persons = await personsUpTo(store, project, question, last)
    const who = goal?.metric
      ? await personsUpTo(store, project, await metricQuestion(store, project, goal.metric, now), last)
      : null
    sized.push({ id, name, persons, who })
  }
  return {
    persons: everyone,
    ofSample: last !== null,
    left: Math.max(0, rows.length - MOST_SEGMENTS),
    segments: sized.map(({ id, name, persons, who }) => {
      const metric = who && shareOf(inBoth(persons, who), persons.size)
      const others = everyone - persons.size
      const usual = who && everyone > 0 ? who.size / everyone : 0.5
      // Among some people only, sizes say little of what the whole segment could show.
      const warning = metric && last === null ? tooSmall(persons.size, others, usual) : null
      return { id, name, persons: persons.size, metric, warning }
    }),
    pairs: relate(sized),
  }
}

function shareOf(who: number, of: number): MetricShare {
  return { of, who, ...wilson(who, of) }
}
