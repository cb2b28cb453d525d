import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  type PathFlow,
  type PathNode,
  pathAnswerSchema,
  pathFlowSchema,
} from '../../../contract/behaviour/path-flow.ts'
import { choiceSchema, momentSchema } from '../../../contract/behaviour/step.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { type Asked, askedOf, asking, whomOf } from './ask.ts'
import { checkPlace, sideAsked } from './asked-place.ts'
import { shownMoments } from './people.ts'

const body = { content: { 'application/json': { schema: pathFlowSchema } }, required: true }

const pathsRoute = createRoute({
  method: 'post',
  path: '/behaviour/paths',
  summary: 'What came before or after a page or an event, session by session',
  request: { query: z.object(asking), body },
  responses: answers(pathAnswerSchema, 'Columns of places, and the flow between them'),
})

const peopleRoute = createRoute({
  method: 'post',
  path: '/behaviour/paths/people',
  summary: 'The sessions that pass a place, at that moment',
  request: {
    query: z.object({
      ...asking,
      column: z.coerce.number().int().min(0).meta({ description: 'From 0' }),
      node: z.coerce.number().int().min(0).meta({ description: 'Place in that column, from 0' }),
      next: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .meta({ description: 'Only sessions that go on to this place of the next column' }),
      side: z.coerce.number().int().min(0).max(1).default(0),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    body,
  },
  responses: answers(listOf(momentSchema), 'Moments, newest first'),
})

const choicesRoute = createRoute({
  method: 'get',
  path: '/behaviour/choices',
  summary: 'Pages and elements that a step can name, most frequent first',
  request: {
    query: z.object({
      project: parameter.project,
      of: z.enum(['page', 'element']),
      search: z.string().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: answers(listOf(choiceSchema), 'Pages or elements'),
})

export function pathRoutes(read: Read) {
  const { store } = read
  return createApi()
    .openapi(pathsRoute, async c => {
      return c.json(
        await answerPaths(store, await askedOf(read, c.req.valid('query')), c.req.valid('json')),
        200,
      )
    })
    .openapi(peopleRoute, async c => {
      const { column, node, next, side, offset, limit, ...query } = c.req.valid('query')
      const asked = await askedOf(read, query)
      const flow = c.req.valid('json')
      const walked = queryOf(asked, flow, side)
      checkPlace('column', column, flow.columns, 'This flow', ['column', 'columns'])
      if (next !== undefined && column === flow.columns - 1) {
        throw new Failure('bad-request', 'Behind the last column nothing is told: leave out “next”.')
      }
      const found = await store.pathPeople({ ...walked, ...{ column, node, next, offset, limit } })
      // Through a place that is there somebody passes, so that only nobody has to be looked into.
      if (found.total === 0) checkNodes((await store.paths(walked)).columns, column, node, next)
      return c.json(await shownMoments(store, asked.project, found), 200)
    })
    .openapi(choicesRoute, async c => {
      const { of, search, limit, ...query } = c.req.valid('query')
      const project = (await projectOf(store, query.project)).id
      return c.json({ items: await store.stepChoices({ project, of, search, limit }), next: null }, 200)
    })
}

function queryOf(asked: Asked, flow: PathFlow, side: number) {
  const { project, from, to } = asked
  return { project, from, to, flow, whom: whomOf(sideAsked(asked, side), 'asked') }
}

function checkNodes(columns: PathNode[][], column: number, node: number, next: number | undefined): void {
  const check = (parameter: string, at: number, place: number) => {
    const { length } = columns[at] ?? []
    if (length === 0) {
      throw new Failure('bad-request', `No session gets as far as column ${at}: give a column before it.`)
    }
    checkPlace(parameter, place, length, `Column ${at}`, ['place', 'places'])
  }
  check('node', column, node)
  if (next !== undefined) check('next', column + 1, next)
}

export async function answerPaths(store: Store, asked: Asked, flow: PathFlow) {
  const tallies = await Promise.all(asked.sides.map((_, side) => store.paths(queryOf(asked, flow, side))))
  const sides = tallies.map((tally, i) => ({ name: asked.sides[i]!.name, ...tally }))
  return { direction: flow.direction, sides, notices: asked.notices }
}
