/** Calendar days of a time zone. A day is a number: days since 1970-01-01, as the zone's clocks show it. */
import type { CalendarUnit } from '../../contract/segment/windows.ts'

const DAY_MS = 86_400_000
/** Zones change their offset at quarters of an hour of UTC (IANA tz, since 1972). */
const QUARTER_MS = 900_000

export function dayOf(at: number, zone: string): number {
  return Math.floor((at + offsetAt(at, zone)) / DAY_MS)
}

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
export function weekOf(at: number, zone: string): number {
  return Math.floor((dayOf(at, zone) + 3) / 7)
}

/** Epoch ms at which the day, week or month begins that is so many before the one of `at`. */
export function unitStart(at: number, zone: string, unit: CalendarUnit, back: number): number {
  switch (unit) {
    case 'day':
      return dayStart(dayOf(at, zone) - back, zone)
    case 'week':
      return dayStart((weekOf(at, zone) - back) * 7 - 3, zone)
    case 'month': {
      const today = new Date(dayOf(at, zone) * DAY_MS)
      return dayStart(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1) / DAY_MS, zone)
    }
  }
}

/** The first moment of a day; where midnight is skipped by a change of clocks, the moment they are put on. */
function dayStart(day: number, zone: string): number {
  const midnight = day * DAY_MS
  // Of the two offsets around it, the one that is in force at the moment it gives.
  for (const guess of [midnight - DAY_MS, midnight + DAY_MS]) {
    const start = midnight - offsetAt(guess, zone)
    if (dayOf(start, zone) === day && dayOf(start - 1, zone) < day) return start
  }
  let start = midnight - offsetAt(midnight - DAY_MS, zone)
  start = Math.floor(start / QUARTER_MS) * QUARTER_MS - 4 * 3_600_000
  while (dayOf(start, zone) < day) start += QUARTER_MS
  return start
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()
const MOST_REMEMBERED = 100_000

/** ms to add to UTC for what the zone's clocks show. */
function offsetAt(at: number, zone: string): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(at / QUARTER_MS)
  let known = offsets.get(zone)
  if (!known || known.size >= MOST_REMEMBERED) {
    known = new Map()
    offsets.set(zone, known)
  }
  const found = known.get(quarter)
  if (found !== undefined) return found
  const offset = localTime(quarter * QUARTER_MS, zone) - quarter * QUARTER_MS
  known.set(quarter, offset)
  return offset
}

function localTime(at: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(at)) part[type] = value
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
  const [month, day, hour, minute, second] = [part.month, part.day, part.hour, part.minute, part.second].map(
    Number,
  )
  return Date.UTC(year, month! - 1, day, hour, minute, second)
}
