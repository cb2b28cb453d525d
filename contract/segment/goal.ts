/** What a segment is for: a goal, a hypothesis ("If ..., then ..."), and the number that tells whether it came true. */
import { z } from 'zod'
import { SESSION_FIELD_NAMES } from '../fields.ts'
import { actSchema, type Condition, MAX_STEPS } from './segment.ts'
import { days, valueTest } from './values.ts'
import { hours, type Window } from './windows.ts'

export const DIRECTIONS = ['up', 'down'] as const
const direction = z.enum(DIRECTIONS).meta({ description: 'Where the share shall go' })

/** Always a share of the segment's persons, so that it has an interval and sizes can be told that are too small. */
export const segmentMetricSchema = z.discriminatedUnion('of', [
  /** Who did it in the last days. */
  z.strictObject({ of: z.literal('did'), act: actSchema, days, direction }),
  /** Who did all steps in order, within the hours from the first. */
  z.strictObject({
    of: z.literal('funnel'),
    steps: z.array(actSchema).min(2, 'A funnel has at least two steps.').max(MAX_STEPS),
    hours,
    days,
    direction,
  }),
  /** Who had a session in the last days whose field passes. */
  z.strictObject({
    of: z.literal('field'),
    field: z.enum(SESSION_FIELD_NAMES),
    is: valueTest,
    days,
    direction,
  }),
])
export type SegmentMetric = z.infer<typeof segmentMetricSchema>

const text = z.string().trim().max(1000)
export const segmentGoalSchema = z
  .strictObject({
    goal: text.default(''),
    /** "If `cause`, then `effect`". */
    hypothesis: z.strictObject({ cause: text, effect: text }).nullable().default(null),
    metric: segmentMetricSchema.nullable().default(null),
  })
  .meta({ id: 'SegmentGoal' })
export type SegmentGoal = z.infer<typeof segmentGoalSchema>

/** The persons who count for a metric, as a condition of persons; without a window, in its last days. */
export function metricCondition(
  metric: SegmentMetric,
  window: Window = { kind: 'last', days: metric.days },
): Condition {
  const once = { op: 'at-least', n: 1 } as const
  switch (metric.of) {
    case 'did':
      return { kind: 'did', of: metric.act, count: once, window }
    case 'funnel': {
      const { steps, hours } = metric
      return { kind: 'funnel', steps, hours, reached: { op: 'at-least', n: steps.length }, window }
    }
    case 'field': {
      const { field, is } = metric
      return { kind: 'session', where: { kind: 'field', field, is }, count: once, window }
    }
  }
}
