/** From a number or a spot of a heatmap to the sessions behind it, each at the moment. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { ELEMENT_NUMBERS, MOST_REACH_PX } from '../../../../contract/behaviour/heat.ts'
import { type HeatMoment, heatMomentsSchema } from '../../../../contract/behaviour/heatmap.ts'
import { Failure } from '../../../failure.ts'
import type { HeatClicksQuery, HeatMoments, HeatNumber } from '../../../store/heatmap-port.ts'
import type { Store } from '../../../store/port.ts'
import { answers, createApi, type Read } from '../../api.ts'
import { sessionUrl, summaryOf } from '../../shape.ts'
import { askedAgainst, askedPage, compare, kind, where } from './parameters.ts'

const element = z.string().max(2_000).optional().meta({ description: 'Fingerprint' })
const goal = z.string().max(500).optional()

/** Of whom: as the difference tells them. */
const whose = {
  ...where,
  compare: compare.optional(),
  side: z
    .enum(['a', 'b'])
    .default('a')
    .meta({ description: 'With `compare`: a, the segment asked about, or b, the one it is compared with' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

const clicks = createRoute({
  method: 'get',
  path: '/heatmaps/clicks',
  summary: 'Clicks on an element, or around a place of the page, newest first, with links to the moments',
  request: {
    query: z.object({
      ...whose,
      kind,
      element,
      x: z.coerce.number().optional().meta({ description: 'px from the left of the page' }),
      y: z.coerce.number().optional(),
      radius: z.coerce.number().min(1).max(1_000).default(24),
    }),
  },
  responses: answers(heatMomentsSchema, 'Moments'),
})

const sessions = createRoute({
  method: 'get',
  path: '/heatmaps/sessions',
  summary: 'Sessions that a number of a heatmap counts, newest moment first, with links to the moments',
  request: {
    query: z.object({
      ...whose,
      number: z.enum([...ELEMENT_NUMBERS, 'reached', 'inView']).meta({
        description:
          'Of an element: saw, clicked, missed (saw and did not click), rage, dead, error, converted; of a depth: reached, inView',
      }),
      element,
      depth: z.coerce
        .number()
        .int()
        .min(0)
        .max(MOST_REACH_PX - 1)
        .optional()
        .meta({ description: 'px from the top, in the band that is meant' }),
      goal,
    }),
  },
  responses: answers(heatMomentsSchema, 'Moments'),
})

export function heatMomentRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(clicks, async c => {
      const { kind, element, x, y, radius, ...query } = c.req.valid('query')
      const place = element === undefined && x !== undefined && y !== undefined
      if (element === undefined && !place) {
        throw new Failure('bad-request', 'Give an element, or x and y of a place on the page.')
      }
      const asked = await askedSide(read, query)
      const found = await store.heatClicks({
        ...asked,
        kind,
        ...(element === undefined ? {} : { element }),
        ...(place ? { around: { x, y, radius } } : {}),
      })
      return c.json(await told(store, asked.project, found), 200)
    })
    .openapi(sessions, async c => {
      const { number, element, depth, goal, ...query } = c.req.valid('query')
      const asked = await askedSide(read, query)
      const found = await store.heatSessions({
        ...asked,
        number: numberOf(number, { element, depth, goal }),
        ...(goal ? { goal } : {}),
      })
      return c.json(await told(store, asked.project, found), 200)
    })
}

type Whose = z.infer<z.ZodObject<typeof whose>>

async function askedSide(
  read: Read,
  { compare, side, limit, ...query }: Whose,
): Promise<Omit<HeatClicksQuery, 'kind'>> {
  const asked = { ...(await askedPage(read, query)), limit, side: side === 'b' ? 1 : 0 } as const
  if (compare !== undefined) {
    return { ...asked, against: await askedAgainst(read, asked, { compare, asOf: query.asOf }) }
  }
  if (side === 'b') throw new Failure('bad-request', 'Give “compare”: without it there is no side b.')
  return asked
}

function numberOf(
  of: HeatNumber['of'],
  {
    element,
    depth,
    goal,
  }: Partial<Record<'element' | 'goal', string | undefined>> & { depth?: number | undefined },
): HeatNumber {
  if (of === 'reached' || of === 'inView') {
    if (depth === undefined || element !== undefined) {
      throw new Failure('bad-request', `Give “depth” in px, and no element: “${of}” is a number of a depth.`)
    }
    return { of, from: depth }
  }
  if (element === undefined || depth !== undefined) {
    throw new Failure('bad-request', `Give an element, and no depth: “${of}” is a number of an element.`)
  }
  if (of === 'converted' && !goal) {
    throw new Failure(
      'bad-request',
      'Give “goal”, the name of an event: “converted” are those who reached it.',
    )
  }
  return { of, element }
}

async function told(
  store: Pick<Store, 'persons'>,
  project: string,
  { total, rows }: HeatMoments,
): Promise<{ items: HeatMoment[]; next: null; total: number }> {
  const persons = await store.persons(project, [...new Set(rows.map(one => one.person))])
  const labels = new Map(persons.map(person => [person.id, summaryOf(person).label]))
  const items = rows.map(({ person, ...moment }) => ({
    ...moment,
    person: labels.get(person) ?? 'Unknown',
    url: `${sessionUrl(moment.session)}?tab=${encodeURIComponent(moment.tab)}&t=${Math.max(0, moment.at - moment.startedAt)}`,
  }))
  return { items, next: null, total }
}
