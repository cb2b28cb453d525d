import type { SegmentSize, SizeUnit } from '../../contract/segment/live.ts'
import type { SizeRow } from '../store/live-port.ts'

const UNIT_MS: Record<SizeUnit, number> = { hour: 3_600_000, day: 86_400_000 }
/** Points given; older ones are left out. */
const MOST_POINTS = 400

/** Members at the end of each hour or day, up to now: where nothing changed, as many as before. */
export function sizePoints(rows: readonly SizeRow[], unit: SizeUnit, now: number): SegmentSize['points'] {
  const step = UNIT_MS[unit]
  const points: SegmentSize['points'] = []
  for (const [i, { line, hour, members }] of rows.entries()) {
    const next = rows[i + 1]
    const begin = Math.floor(hour / step) * step
    // Of a unit, and of a line that begins in it, the last word counts.
    if (next && next.hour < begin + step) continue
    const until = next ? Math.floor(next.hour / step) * step : now + 1
    const first = Math.max(begin, until - MOST_POINTS * step)
    for (let at = first - (first % step); at < until; at += step) points.push({ at, members, line })
  }
  return points.slice(-MOST_POINTS)
}
