/** Whether the hypothesis of a segment came true: its metric on two sides, the difference, and a verdict in words. */
import { z } from 'zod'
import { verdictSchema } from '../behaviour/funnel.ts'
import { interval } from '../behaviour/step.ts'
import { segmentDefinition } from './segment.ts'

const goalSideSchema = z.object({
  name: z.string(),
  did: z.int().meta({ description: 'Persons who count for the metric' }),
  of: z.int(),
  people: z.object({
    did: segmentDefinition,
    of: segmentDefinition,
    asOf: z.int().meta({ description: 'Epoch ms as of which both are asked' }),
  }),
  share: z.number().nullable(),
  interval: interval.nullable(),
})

export type GoalSide = z.infer<typeof goalSideSchema>

export const goalRowSchema = z.object({
  /** own: of two segments, who is in one alone. stayed: the same persons before and after. came: who was new then. */
  about: z.enum(['own', 'stayed', 'came']),
  label: z.string(),
  sides: z.tuple([goalSideSchema, goalSideSchema]),
  ...verdictSchema.shape,
  words: z.string(),
})
export type GoalRow = z.infer<typeof goalRowSchema>

export const goalAnswerSchema = z
  .object({
    rows: z.array(goalRowSchema),
    outcome: z.enum(['came-true', 'opposite', 'mixed', 'open', 'too-few']),
    words: z.string(),
    days: z.number().meta({ description: 'Days on either side that the metric looks at' }),
  })
  .meta({ id: 'GoalAnswer' })
export type GoalAnswer = z.infer<typeof goalAnswerSchema>
