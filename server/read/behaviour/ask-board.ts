import type { BoardBar } from '../../../contract/board-chart.ts'
import type { Read } from '../api.ts'
import { type Asked, askedOf } from './ask.ts'

const DAY_MS = 86_400_000

/** What a board's bar asks: `range` counts days back from now, as `7d`. */
export function askBoard(read: Read, project: string, { segment, compare, range }: BoardBar): Promise<Asked> {
  const days = /^(\d{1,4})d$/.exec(range ?? '')?.[1]
  return askedOf(read, {
    project,
    segment,
    compare,
    ...(days === undefined ? {} : { from: String(read.now() - Number(days) * DAY_MS) }),
  })
}
