import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { type HeatList, heatListInputSchema, heatListSchema } from '../../../contract/behaviour/heat-list.ts'
import { Failure } from '../../failure.ts'
import type { HeatmapQuery } from '../../store/heatmap-port.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, type Read } from '../api.ts'
import { type Asked, askedOf, asking } from './ask.ts'
import { widthsOf } from './heatmap/parameters.ts'
import { shareOf } from './verdict.ts'

/** More a board has no room for. */
const MOST_LISTED = 12

const route = createRoute({
  method: 'post',
  path: '/behaviour/heat-list',
  summary: 'What was clicked on a page, by element, as boards tell it',
  request: {
    query: z.object(asking),
    body: { content: { 'application/json': { schema: heatListInputSchema } }, required: true },
  },
  responses: answers(heatListSchema, 'Elements, most clicked first'),
})

export function heatListRoutes(read: Read) {
  return createApi().openapi(route, async c =>
    c.json(
      await answerHeatList(read.store, await askedOf(read, c.req.valid('query')), c.req.valid('json')),
      200,
    ),
  )
}

export async function answerHeatList(
  store: Store,
  asked: Asked,
  { page, width, release }: z.infer<typeof heatListInputSchema>,
): Promise<HeatList> {
  const { project, from, to, sides, notices } = asked
  const question = sides[0]?.whom.question
  const answer = await store.heatmap({
    ...{ project, from, to, page, widths: widthsOf(width), kind: 'clicks' },
    ...(question ? { question } : {}),
    ...(release ? { release } : {}),
    ...againstOf(asked),
  })
  const [first] = answer.sides
  if (first.sessions === 0) {
    throw new Failure('not-found', `Nobody of this segment viewed “${page}” in these dates in such windows.`)
  }
  const places = sides.map((_, i) => i)
  return {
    page,
    sides: places.map(i => ({ name: sides[i]!.name, sessions: answer.sides[i]!.sessions })),
    elements: answer.elements.slice(0, MOST_LISTED).map(one => ({
      element: one.element,
      name: one.name || one.role,
      sides: places.map(i => {
        const { saw, sessions, clicks } = one.sides[i]!
        return { saw, sessions, clicks, interval: shareOf(sessions, saw).interval }
      }),
    })),
    notices,
  }
}

function againstOf({ sides: [, second] }: Asked): Pick<HeatmapQuery, 'against'> {
  if (!second) return {}
  if (second.whom.others) return { against: 'rest' }
  return second.whom.question ? { against: second.whom.question } : {}
}
