/** How segments relate: who is in several of them, and whether the number a segment is made for can tell anything. */
import { z } from 'zod'

const shareSchema = z.object({
  of: z.int().meta({ description: 'Persons asked' }),
  who: z.int().meta({ description: 'Of these, who count for the metric' }),
  low: z.number().meta({ description: 'Of the share: Wilson, 95 %' }),
  high: z.number(),
})
export type MetricShare = z.infer<typeof shareSchema>

/** A segment's own metric, now: its persons and everyone else. */
export const segmentOutcomeSchema = z
  .object({
    segment: shareSchema,
    others: shareSchema,
    difference: z.object({ share: z.number(), low: z.number(), high: z.number() }),
    p: z.number(),
    detectable: z
      .number()
      .meta({ description: 'The smallest difference of shares that sides of these sizes would show' }),
    warning: z.string().nullable().meta({ description: 'Why the segment is too small for its metric' }),
    words: z.string(),
  })
  .meta({ id: 'SegmentOutcome' })
export type SegmentOutcome = z.infer<typeof segmentOutcomeSchema>

export const segmentOverlapSchema = z
  .object({
    persons: z.int().meta({ description: 'Persons looked at' }),
    ofSample: z.boolean().meta({ description: 'Whether these are some of all only' }),
    left: z.int().meta({ description: 'Segments beyond those compared, the oldest first' }),
    segments: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        persons: z.int(),
        metric: shareSchema.nullable(),
        warning: z.string().nullable(),
      }),
    ),
    pairs: z.array(
      z.object({
        a: z.string(),
        b: z.string(),
        both: z.int(),
        jaccard: z
          .number()
          .nullable()
          .meta({ description: 'Both, of those in either; null: nobody is in either' }),
        merge: z.string().nullable().meta({ description: 'Why the two might be one' }),
      }),
    ),
  })
  .meta({ id: 'SegmentOverlap' })
export type SegmentOverlap = z.infer<typeof segmentOverlapSchema>
