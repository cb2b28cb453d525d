import type { BoardBar } from '../../../contract/behaviour/board-chart.ts'
import { beginnings } from '../../behaviour/calendar.ts'
import type { Read } from '../api.ts'
import { zoneOf } from '../zone.ts'
import { type Asked, askedOf } from './ask.ts'

const DAY_MS = 86_400_000

/** What a board's bar asks: `range` counts days back from now, as `7d`; else days of the project's time zone. */
export async function askBoard(read: Read, project: string, bar: BoardBar): Promise<Asked> {
  const { segment, compare, range } = bar
  const days = /^(\d{1,4})d$/.exec(range ?? '')?.[1]
  const zone = await zoneOf(read.store, project)
  const from = bar.from ? dayIn(zone, bar.from, 0) : days && read.now() - Number(days) * DAY_MS
  const to = bar.to && dayIn(zone, bar.to, 1)
  return askedOf(read, {
    ...{ project, segment, compare },
    ...(from ? { from: String(from) } : {}),
    ...(to ? { to: String(to) } : {}),
  })
}

/** The first moment of the day in the zone, or of one so many days later. */
function dayIn(zone: string, day: string, later: number): number {
  const noon = Date.parse(`${day}T12:00:00Z`) + later * DAY_MS
  const wanted = new Date(noon).toISOString().slice(0, 10)
  // Swedish dates are written as ISO ones.
  const named = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  const near = beginnings(zone, 'day', noon - DAY_MS, noon + DAY_MS)
  return near.find(at => named.format(at) === wanted) ?? noon - DAY_MS / 2
}
