import { randomUUID } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf } from '../../../contract/api.ts'
import {
  type Alert,
  alertInputSchema,
  alertSchema,
  type Board,
} from '../../../contract/behaviour/board-chart.ts'
import { Failure } from '../../failure.ts'
import type { Store } from '../../store/port.ts'
import { answers, createApi, projectOf, type Read } from '../api.ts'
import * as parameter from '../parameters.ts'
import { askBoard } from './ask-board.ts'
import { numberOf } from './chart-number.ts'
import { findBoard } from './kept-boards.ts'

const query = z.object({ project: parameter.project })

const list = createRoute({
  method: 'get',
  path: '/alerts',
  summary: 'Alerts on numbers of boards, and how they stand',
  request: { query },
  responses: answers(listOf(alertSchema), 'Alerts, oldest first'),
})
const make = createRoute({
  method: 'post',
  path: '/alerts',
  summary: 'Watch a number of a board: above or below a threshold, or unlike what is usual',
  request: { query, body: { content: { 'application/json': { schema: alertInputSchema } }, required: true } },
  responses: answers(alertSchema, 'The alert, checked for the first time'),
})
const remove = createRoute({
  method: 'delete',
  path: '/alerts/{id}',
  summary: 'Stop watching',
  request: { query, params: z.object({ id: z.string() }) },
  responses: answers(z.object({ removed: z.boolean() }), 'Whether there was one'),
})

export function alertRoutes(read: Read) {
  const { store, now } = read
  return createApi()
    .openapi(list, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const items = await alertsOf(store, project)
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(make, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      const input = c.req.valid('json')
      const at = now()
      const made: Alert = {
        ...input,
        id: randomUUID(),
        ...{
          createdAt: at,
          updatedAt: at,
          state: 'waiting',
          value: null,
          checkedAt: null,
          raisedAt: null,
          toldAt: null,
          words: '',
        },
      }
      const checked = await checkAlert(read, project, made)
      if (checked.state === 'failed') throw new Failure('bad-request', checked.words)
      await putAlert(store, project, checked)
      return c.json(checked, 200)
    })
    .openapi(remove, async c => {
      const project = (await projectOf(store, c.req.valid('query').project)).id
      return c.json({ removed: await store.deleteDocument(project, 'alert', c.req.valid('param').id) }, 200)
    })
}

export async function alertsOf(store: Pick<Store, 'documents'>, project: string): Promise<Alert[]> {
  return (await store.documents(project, 'alert')).flatMap(({ value }) => {
    const alert = alertSchema.safeParse(value)
    return alert.success ? [alert.data] : []
  })
}

export async function putAlert(
  store: Pick<Store, 'putDocument'>,
  project: string,
  alert: Alert,
): Promise<void> {
  const { id, createdAt, updatedAt } = alert
  await store.putDocument({ project, kind: 'alert', id, createdAt, updatedAt, value: alert })
}

/** The alert as it stands now. What cannot be asked any more says so instead of staying quiet. */
export async function checkAlert(read: Read, project: string, alert: Alert): Promise<Alert> {
  const at = read.now()
  const stands = (change: Partial<Alert>): Alert => ({ ...alert, updatedAt: at, checkedAt: at, ...change })
  let board: Board
  try {
    board = await findBoard(read.store, project, alert.board)
    const chart = board.charts.find(one => one.id === alert.chart)
    if (!chart) throw new Failure('not-found', 'The chart it watched is not on the board any more.')
    const { value, usual, name } = await numberOf(read.store, await askBoard(read, project, board.bar), chart)
    // Of a funnel and of retention it is a share.
    const said = (number: number) => (chart.kind === 'trend' ? short(number) : `${short(100 * number)}%`)
    if (value === null)
      return stands({ state: 'quiet', value, words: `“${chart.title}” has no number at present.` })
    if (alert.when === 'unusual' && usual === null)
      return stands({ state: 'quiet', value, words: 'There is not yet enough history to say what is usual.' })
    const raised =
      alert.when === 'unusual'
        ? usual !== null && (value < usual.low || value > usual.high)
        : alert.when === 'above'
          ? value > alert.threshold
          : value < alert.threshold
    const against =
      alert.when === 'unusual'
        ? `usual is ${said(usual?.low ?? 0)} to ${said(usual?.high ?? 0)}`
        : `told when ${alert.when} ${said(alert.threshold)}`
    const words = `“${chart.title}”: the ${name} is ${said(value)}; ${against}.`
    const since = alert.state === 'raised' ? alert.raisedAt : at
    return stands({
      state: raised ? 'raised' : 'quiet',
      value,
      words,
      raisedAt: raised ? since : alert.raisedAt,
    })
  } catch (cause) {
    if (!(cause instanceof Failure) && !(cause instanceof z.ZodError)) throw cause
    const words = cause instanceof Failure ? cause.message : 'The chart it watches cannot be asked any more.'
    return stands({ state: 'failed', words })
  }
}

function short(value: number): string {
  return Number(value.toPrecision(3)).toString()
}
