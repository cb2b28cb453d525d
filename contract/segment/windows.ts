/**
 * Which events, page views or sessions count, seen from the moment the question is asked for (`asOf`): nothing after
 * it ever does. Days are 24 h, but for `calendar`, which goes by the project's time zone.
 */
import { z } from 'zod'
import { days, instant } from './values.ts'

export const hours = z.number().positive().max(87_840)
export const CALENDAR_UNITS = ['day', 'week', 'month'] as const
/** Weeks begin on Monday. */
export const calendarUnit = z.enum(CALENDAR_UNITS)
export type CalendarUnit = z.infer<typeof calendarUnit>

export const window = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ever') }),
  /** (asOf - days, asOf] */
  z.strictObject({ kind: z.literal('last'), days }),
  /** (asOf - from, asOf - to], in days; `from` is the greater. */
  z.strictObject({ kind: z.literal('ago'), from: days, to: z.number().min(0).max(3660) }),
  /** [at, asOf] */
  z.strictObject({ kind: z.literal('since'), at: instant }),
  /** [from, to) */
  z.strictObject({ kind: z.literal('between'), from: instant, to: instant }),
  /**
   * From the beginning of the unit so many before the current one (0: the current one) to asOf; `whole`: to the
   * beginning of the current one.
   */
  z.strictObject({
    kind: z.literal('calendar'),
    unit: calendarUnit,
    back: z.int().min(0).max(520),
    whole: z.boolean(),
  }),
  /**
   * From the person's first event of the name (null: since the person was first seen) on, for so many hours
   * (null: without end), both ends included.
   */
  z.strictObject({
    kind: z.literal('since-first'),
    event: z.string().min(1).max(500).nullable(),
    hours: hours.nullable(),
  }),
  /** Later than some event of the name, by at most so many hours. */
  z.strictObject({ kind: z.literal('after'), event: z.string().min(1).max(500), hours }),
  /** Within the session in question; only in segments of sessions, or inside a `session` condition. */
  z.strictObject({ kind: z.literal('session') }),
])
export type Window = z.infer<typeof window>
