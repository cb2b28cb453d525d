/** Trends: the question as data, and its answer. Meaning: server/behaviour/trend.ts and SPEC.md. */
import { z } from 'zod'
import { SESSION_FIELD_NAMES } from '../fields.ts'
import { breakdownSchema, JUDGED, stepSchema } from './step.ts'

export const MOST_SERIES = 6
export const FACT_MEASURES = ['mean', 'median', 'p75', 'p90', 'sum'] as const

export const seriesSchema = z.discriminatedUnion('measure', [
  /** How often it happened; how many persons did it; in how many sessions. */
  z.strictObject({ measure: z.enum(['events', 'persons', 'sessions']), step: stepSchema }),
  /** A number that sessions carry. */
  z.strictObject({
    measure: z.literal('fact'),
    field: z.enum(SESSION_FIELD_NAMES),
    how: z.enum(FACT_MEASURES),
  }),
])
export type TrendSeries = z.infer<typeof seriesSchema>

export const TREND_UNITS = ['hour', 'day', 'week', 'month'] as const
export type TrendUnit = (typeof TREND_UNITS)[number]

export const trendSchema = z
  .strictObject({
    series: z.array(seriesSchema).min(1, 'choose something to count').max(MOST_SERIES),
    /** Of the series by their letters: `A / B`, `100 * (A - B) / A`. Empty: the series themselves. */
    formula: z.string().max(200).default(''),
    unit: z.enum(TREND_UNITS).default('day'),
    breakdown: breakdownSchema.nullable().default(null),
    judged: z.enum(JUDGED).default('asked'),
  })
  .meta({ id: 'Trend' })
export type Trend = z.infer<typeof trendSchema>
export type TrendInput = z.input<typeof trendSchema>

const pointSchema = z.object({
  at: z.int(),
  value: z.number().nullable().meta({ description: 'null: there is none, as of a division by nothing' }),
  mark: z.enum(['spike', 'drop']).nullable(),
  usual: z.object({ low: z.number(), high: z.number() }).nullable(),
  partial: z.boolean().meta({ description: 'The span is not over, or begins before the dates' }),
})
export type TrendPoint = z.infer<typeof pointSchema>

export const trendLineSchema = z.object({
  name: z.string(),
  unit: z.enum(['number', 'ms']),
  side: z.int().meta({ description: '0: the segment, 1: what it is compared with' }),
  series: z.int().nullable().meta({ description: 'Place among the series; null for a formula' }),
  group: z.string().nullable(),
  total: z
    .number()
    .nullable()
    .meta({ description: 'Over all of the dates: not always the sum of the points' }),
  points: z.array(pointSchema),
})
export type TrendLine = z.infer<typeof trendLineSchema>

export const trendAnswerSchema = z
  .object({
    lines: z.array(trendLineSchema),
    otherGroups: z.int(),
    notices: z.array(z.string()),
    zone: z.string(),
  })
  .meta({ id: 'TrendAnswer' })
export type TrendAnswer = z.infer<typeof trendAnswerSchema>
