import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import { boardInputSchema, boardPictureSchema, boardSchema } from '../../../contract/behaviour/board-chart.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { forgetBoardPictures, keepBoardPicture } from './board-pictures.ts'
import { boardsOf, findBoard, putBoard, removeBoard, shareBoard, unshareBoard } from './kept-boards.ts'

const query = z.object({ project: parameter.project })
const params = z.object({ id: z.string() })
const body = { content: { 'application/json': { schema: boardInputSchema } }, required: true }
const gone = z.object({ removed: z.boolean() })

const list = createRoute({
  method: 'get',
  path: '/boards',
  summary: 'Boards: saved charts for one segment and time',
  request: { query },
  responses: answers(listOf(boardSchema), 'Boards, oldest first'),
})
const make = createRoute({
  method: 'post',
  path: '/boards',
  summary: 'Make a board',
  request: { query, body },
  responses: answers(boardSchema, 'The board'),
})
const change = createRoute({
  method: 'put',
  path: '/boards/{id}',
  summary: 'Change a board',
  request: { query, params, body },
  responses: answers(boardSchema, 'The board as it is now'),
})
const remove = createRoute({
  method: 'delete',
  path: '/boards/{id}',
  summary: 'Remove a board, its public link and its alerts',
  request: { query, params },
  responses: answers(gone, 'Whether there was one'),
})
const share = createRoute({
  method: 'post',
  path: '/boards/{id}/share',
  summary:
    'Make a public link that shows the numbers of a board; an older one ends, and its pictures with it',
  request: { query, params },
  responses: answers(z.object({ url: z.string() }), 'The link: it is told once'),
})
const unshare = createRoute({
  method: 'delete',
  path: '/boards/{id}/share',
  summary: 'End the public link',
  request: { query, params },
  responses: answers(gone, 'Whether there was one'),
})
const picture = createRoute({
  method: 'put',
  path: '/boards/{id}/pictures/{chart}',
  summary: 'A heatmap of the board as it is drawn now, for its public link; goes with the link',
  request: {
    query,
    params: params.extend({ chart: z.string() }),
    body: { content: { 'application/json': { schema: boardPictureSchema } }, required: true },
  },
  responses: answers(z.object({ width: z.int(), height: z.int() }), 'Its size'),
})

export function boardRoutes({ store, now }: Read) {
  const idOf = async (asked: { project?: string | undefined }) => (await projectOf(store, asked.project)).id
  return createApi()
    .openapi(list, async c => {
      const items = await boardsOf(store, await idOf(c.req.valid('query')))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(make, async c => {
      const project = await idOf(c.req.valid('query'))
      return c.json(await putBoard(store, project, randomUUID(), c.req.valid('json'), now()), 200)
    })
    .openapi(change, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id } = c.req.valid('param')
      await findBoard(store, project, id)
      return c.json(await putBoard(store, project, id, c.req.valid('json'), now()), 200)
    })
    .openapi(remove, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id } = c.req.valid('param')
      await forgetBoardPictures(store, project, id)
      return c.json({ removed: await removeBoard(store, project, id) }, 200)
    })
    .openapi(share, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id } = c.req.valid('param')
      const token = await shareBoard(store, project, id, now())
      await forgetBoardPictures(store, project, id)
      return c.json({ url: `/b/${token}` }, 200)
    })
    .openapi(unshare, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id } = c.req.valid('param')
      const removed = await unshareBoard(store, project, id, now())
      await forgetBoardPictures(store, project, id)
      return c.json({ removed }, 200)
    })
    .openapi(picture, async c => {
      const project = await idOf(c.req.valid('query'))
      const { id: board, chart } = c.req.valid('param')
      const of = { project, board, chart, now: now() }
      return c.json(await keepBoardPicture(store, of, c.req.valid('json')), 200)
    })
}
