/** A segment as text: `person where did "Order Completed" at least 3 times in last 7 days`. */
import { z } from 'zod'
import { problemSchema } from '../api.ts'
import { segmentDefinition } from './segment.ts'

export const segmentTextSchema = z
  .object({
    text: z.string().meta({ description: 'The canonical form; as given, when it cannot be read' }),
    definition: segmentDefinition.meta({ id: 'SegmentDefinition' }).nullable(),
    error: z
      .object({
        message: z.string(),
        /** Of UTF-16 units, from 0. */
        from: z.int(),
        to: z.int(),
      })
      .nullable()
      .meta({ description: 'Why it cannot be read, and where in the text' }),
    problems: z
      .array(problemSchema)
      .meta({ description: 'It can be read, but not asked: where in the tree, and why' }),
  })
  .meta({ id: 'SegmentText' })
export type SegmentText = z.infer<typeof segmentTextSchema>
