import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  type ComparedMet,
  type Comparison,
  comparedMetSchema,
  comparisonSchema,
  type Split,
  splitSchema,
} from '../../../contract/behaviour/comparison.ts'
import type { Contrast } from '../../../contract/behaviour/funnel.ts'
import type { VisitQuery } from '../../behaviour/deeds.ts'
import { Failure } from '../../failure.ts'
import { detectableDifference, ENOUGH } from '../../statistics/power.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { type Asked, askedOf, asking, whomOf } from './ask.ts'
import { contrastRows } from './contrast.ts'
import { metricsOf } from './metrics.ts'
import { timesOf } from './split.ts'

const splitBody = z.strictObject({ split: splitSchema.nullable().default(null) })

const compareRoute = createRoute({
  method: 'post',
  path: '/behaviour/compare',
  summary: 'Two segments, or one before and after a date or a release: numbers, and what differs for certain',
  request: {
    query: z.object(asking),
    body: {
      content: {
        'application/json': {
          schema: splitBody.extend({
            met: z.boolean().default(true).meta({
              description: 'false: without `features`, which /behaviour/compare/met tells by itself',
            }),
          }),
        },
      },
      required: true,
    },
  },
  responses: answers(comparisonSchema, 'The comparison'),
})

const metRoute = createRoute({
  method: 'post',
  path: '/behaviour/compare/met',
  summary: 'What differs for certain in what two segments met, or one before and after a date or a release',
  request: {
    query: z.object(asking),
    body: { content: { 'application/json': { schema: splitBody } }, required: true },
  },
  responses: answers(comparedMetSchema, 'What they met'),
})

export function compareRoutes(read: Read) {
  return createApi()
    .openapi(compareRoute, async c => {
      const asked = await askedOf(read, c.req.valid('query'))
      const { split, met } = c.req.valid('json')
      return c.json(await answerCompare(read.store, asked, split, met), 200)
    })
    .openapi(metRoute, async c => {
      const asked = await askedOf(read, c.req.valid('query'))
      const { split } = c.req.valid('json')
      return c.json(await answerMet(read.store, asked, split), 200)
    })
}

interface Group extends VisitQuery {
  name: string
}

/** `met`: with what they met. */
export async function answerCompare(
  store: Store,
  asked: Asked,
  split: Split | null,
  met = true,
): Promise<Comparison> {
  const [first, second] = split ? await beforeAndAfter(store, asked, split) : twoSegments(asked)
  const [tally, contrast] = await Promise.all([
    store.compareGroups({ project: asked.project, sides: [first, second] }),
    met ? contrastOf(store, asked.project, [first, second], split) : null,
  ])
  const { persons, sessions, both, own } = tally
  const either = persons[0] + persons[1] - both
  const shown = ({ name, from, to }: Group, i: 0 | 1) => {
    return { name, from, to, persons: persons[i], sessions: sessions[i] }
  }
  const notices = [...asked.notices]
  // Before and after are mostly the same people: each compared with what was says more than others beside others.
  const paired = split !== null && both >= ENOUGH
  if (paired)
    notices.push(
      `${both} people came before and after: the numbers compare these with themselves, what they met the others.`,
    )
  else if (both > 0)
    notices.push(
      `${both} people are on both sides: they count in the numbers, and are left out of the tests.`,
    )
  return {
    groups: [shown(first, 0), shown(second, 1)],
    both,
    jaccard: either === 0 ? null : both / either,
    metrics: metricsOf(tally, [first.name, second.name], paired),
    features: contrast?.rows ?? [],
    compared: contrast?.compared ?? 0,
    detectable: detectableDifference(own[0], own[1]),
    notices,
    zone: asked.zone,
  }
}

async function answerMet(store: Store, asked: Asked, split: Split | null): Promise<ComparedMet> {
  const sides = split ? await beforeAndAfter(store, asked, split) : twoSegments(asked)
  const contrast = await contrastOf(store, asked.project, sides, split)
  return { ...contrast, names: [sides[0].name, sides[1].name] }
}

async function contrastOf(
  store: Store,
  project: string,
  sides: [Group, Group],
  split: Split | null,
): Promise<Contrast> {
  const { features, ...counts } = await store.groupsContrast({ project, sides })
  // Before and after a release the release itself says nothing.
  const telling = split ? features.filter(one => one.kind !== 'property' || one.name !== 'release') : features
  return contrastRows({ ...counts, features: telling })
}

function twoSegments(asked: Asked): [Group, Group] {
  const [first, second] = asked.sides
  if (!first || !second) {
    throw new Failure(
      'bad-request',
      'Nothing to compare with: choose a second segment in the bar, or a date or release to compare before and after.',
    )
  }
  const { from, to } = asked
  return [
    { name: first.name, whom: whomOf(first, 'asked'), from, to },
    { name: second.name, whom: whomOf(second, 'asked'), from, to },
  ]
}

/** After against before. */
async function beforeAndAfter(store: Store, asked: Asked, split: Split): Promise<[Group, Group]> {
  const [side] = asked.sides
  const whom = whomOf(side!, 'asked')
  const [after, before] = await timesOf(store, asked, split)
  return [
    { ...after!, whom },
    { ...before!, whom },
  ]
}
