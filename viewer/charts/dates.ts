/** Spans of time on an axis, in the zone they were counted in. */
export type SpanUnit = 'hour' | 'day' | 'week' | 'month'

export function spanLabel(at: number, unit: SpanUnit, zone: string): string {
  const options: Intl.DateTimeFormatOptions =
    unit === 'hour'
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : unit === 'month'
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(at)
}

/** The unit that beginnings of spans are apart by. */
export function unitOf(spans: readonly number[]): SpanUnit {
  const apart = (spans[1] ?? 0) - (spans[0] ?? 0)
  const hours = apart / 3_600_000
  return hours <= 2 ? 'hour' : hours <= 26 ? 'day' : hours <= 170 ? 'week' : 'month'
}
