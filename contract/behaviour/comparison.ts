/** Two groups side by side: two segments, or one segment before and after a moment. */
import { z } from 'zod'
import { contrastRowSchema, contrastSchema } from './funnel.ts'

/** After a date or a release the same segment is compared with itself before, over equal times. */
export const splitSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('date'), at: z.string().min(4).max(40) }),
  z.strictObject({ by: z.literal('release'), release: z.string().min(1).max(200) }),
])
export type Split = z.infer<typeof splitSchema>

const numbers = z.object({
  value: z.number().nullable().meta({ description: 'Mean per person, or share of the persons' }),
  median: z.number().nullable(),
  n: z.int(),
})

export const metricSchema = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.enum(['number', 'ms', 'share']),
  sides: z.tuple([numbers, numbers]),
  difference: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  q: z.number(),
  verdict: z.enum(['higher', 'lower', 'none', 'too-few']),
  words: z.string(),
})
export type Metric = z.infer<typeof metricSchema>

const groupSchema = z.object({
  name: z.string(),
  from: z.int(),
  to: z.int(),
  persons: z.int(),
  sessions: z.int(),
})

export const comparisonSchema = z
  .object({
    groups: z.tuple([groupSchema, groupSchema]),
    both: z.int().meta({ description: 'Persons on both sides: shown on both, left out of the tests' }),
    jaccard: z.number().nullable().meta({ description: 'Persons on both sides, of those on either' }),
    metrics: z.array(metricSchema),
    features: z.array(contrastRowSchema),
    compared: z.int(),
    detectable: z
      .number()
      .meta({ description: 'The smallest difference of shares these numbers would show' }),
    notices: z.array(z.string()),
    zone: z.string(),
  })
  .meta({ id: 'Comparison' })
export type Comparison = z.infer<typeof comparisonSchema>

/** What they met, by itself; of those on one side alone. */
export const comparedMetSchema = contrastSchema
  .extend({ names: z.tuple([z.string(), z.string()]) })
  .meta({ id: 'ComparedMet' })
export type ComparedMet = z.infer<typeof comparedMetSchema>
