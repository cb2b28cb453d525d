/** Days, weeks and months of a time zone, as the moments at which they begin. */

export type CalendarUnit = 'hour' | 'day' | 'week' | 'month'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * The beginnings of the units from the one that holds `from` to the first at or after `to`. A day begins at its
 * first moment, which need not be midnight; weeks begin on Monday; an hour is one of the zone's clock.
 */
export function beginnings(zone: string, unit: CalendarUnit, from: number, to: number): number[] {
  const dateAt = localDate(zone)
  if (unit === 'hour') {
    // Zones differ from UTC by quarters of an hour: the hour begins when their minutes are 0.
    const shift = dateAt.offset(from) % HOUR_MS
    const first = Math.floor((from + shift) / HOUR_MS) * HOUR_MS - shift
    return steps(first, to, at => at + HOUR_MS)
  }
  let day = dateAt.day(from)
  if (unit === 'week') day -= (day + 3) % 7
  if (unit === 'month') day = firstOfMonth(day, 0)
  const next = (one: number) => (unit === 'day' ? one + 1 : unit === 'week' ? one + 7 : firstOfMonth(one, 1))
  const all: number[] = []
  for (; ; day = next(day)) {
    const at = dateAt.begins(day)
    all.push(at)
    if (at >= to) return all
  }
}

function steps(first: number, to: number, next: (at: number) => number): number[] {
  const all = [first]
  while (all.at(-1)! < to) all.push(next(all.at(-1)!))
  return all
}

/** Days since 1 January 1970; that was a Thursday. */
function firstOfMonth(day: number, months: number): number {
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS
}

function localDate(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  /** ms that the zone's clock is ahead of UTC. */
  const offset = (at: number): number => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
  }
  const day = (at: number) => Math.floor((at + offset(at)) / DAY_MS)
  const begins = (wanted: number): number => {
    const midnight = wanted * DAY_MS
    const guess = midnight - offset(midnight - offset(midnight))
    if (day(guess) === wanted && day(guess - 1) < wanted) return guess
    // A day without midnight, since clocks went forward then: its first moment is searched for.
    let [low, high] = [guess - DAY_MS, guess + DAY_MS]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (day(middle) >= wanted) high = middle
      else low = middle
    }
    return high
  }
  return { offset, day, begins }
}
