import { Hono } from 'hono'
import type { SharedBoard } from '../../../contract/behaviour/board-chart.ts'
import { Failure } from '../../failure.ts'
import type { Read } from '../api.ts'
import { askBoard } from './ask-board.ts'
import { answerChart } from './chart-answer.ts'
import { boardOfToken } from './kept-boards.ts'

/** What a public link to a board answers, without an account: its numbers. */
export function publicBoardRoutes(read: Read) {
  return new Hono().get('/b/:token/numbers', async c => {
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex')
    const found = await boardOfToken(read.store, c.req.param('token'))
    if (!found) throw new Failure('not-found', 'There is no board here, or its link was ended.')
    const { project, board } = found
    const asked = await askBoard(read, project, board.bar)
    const charts = board.charts.map(async (chart): Promise<SharedBoard['charts'][number]> => {
      const { title, kind } = chart
      try {
        return { title, kind, answer: await answerChart(read.store, asked, chart), problem: null }
      } catch (cause) {
        if (!(cause instanceof Failure)) throw cause
        return { title, kind, answer: null, problem: cause.message }
      }
    })
    const about = `${asked.sides.map(side => side.name).join(' beside ')}, ${days(asked.from)} to ${days(asked.to)}`
    return c.json({ name: board.name, about, charts: await Promise.all(charts) } satisfies SharedBoard)
  })
}

function days(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
