import { Hono } from 'hono'
import type { SharedBoard } from '../../../contract/behaviour/board-chart.ts'
import { Failure } from '../../failure.ts'
import type { Read } from '../api.ts'
import { askBoard } from './ask-board.ts'
import { boardPicture } from './board-pictures.ts'
import { answerChart } from './chart-answer.ts'
import { boardOfToken } from './kept-boards.ts'

/** What a public link to a board answers, without an account: its numbers. */
export function publicBoardRoutes(read: Read) {
  const opened = async (token: string) => {
    const found = await boardOfToken(read.store, token)
    if (!found) throw new Failure('not-found', 'There is no board here, or its link was ended.')
    return found
  }
  const routes = new Hono()
  routes.get('/b/:token/pictures/:chart', async c => {
    const { project, board } = await opened(c.req.param('token'))
    const kept = await boardPicture(read.store, project, board.id, c.req.param('chart'))
    if (!kept) throw new Failure('not-found', 'There is no picture of this chart.')
    return c.body(Buffer.from(kept.png, 'base64'), 200, {
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
  })
  return routes.get('/b/:token/numbers', async c => {
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex')
    const token = c.req.param('token')
    const { project, board } = await opened(token)
    const asked = await askBoard(read, project, board.bar)
    const charts = board.charts.map(async (chart): Promise<SharedBoard['charts'][number]> => {
      const { id, title, kind } = chart
      const kept = await boardPicture(read.store, project, board.id, id)
      const url = `/b/${encodeURIComponent(token)}/pictures/${encodeURIComponent(id)}`
      const picture = kept && { url, width: kept.width, height: kept.height, at: kept.at }
      try {
        return { title, kind, picture, answer: await answerChart(read.store, asked, chart), problem: null }
      } catch (cause) {
        if (!(cause instanceof Failure)) throw cause
        return { title, kind, picture, answer: null, problem: cause.message }
      }
    })
    const about = `${asked.sides.map(side => side.name).join(' beside ')}, ${days(asked.from)} to ${days(asked.to)}`
    return c.json({ name: board.name, about, charts: await Promise.all(charts) } satisfies SharedBoard)
  })
}

function days(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
