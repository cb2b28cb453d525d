/** Funnels: the question as data, and its answer. Meaning: server/behaviour/funnel.ts and SPEC.md. */
import { z } from 'zod'
import { breakdownSchema, interval, JUDGED, stepSchema } from './step.ts'

export const MOST_STEPS = 12
export const MOST_EXCLUSIONS = 6
const HOUR = 3_600_000
/** A year. */
export const LONGEST_WINDOW_MS = 366 * 24 * HOUR

export const funnelSchema = z
  .strictObject({
    steps: z.array(stepSchema).min(2, 'a funnel has at least two steps').max(MOST_STEPS),
    /** ordered: other things may come between. strict: nothing of the kinds the steps are of. any: in any order. */
    order: z.enum(['ordered', 'strict', 'any']).default('ordered'),
    windowMs: z
      .int()
      .min(1, 'the conversion window must be longer than nothing')
      .max(LONGEST_WINDOW_MS, 'the conversion window is at most a year')
      .default(7 * 24 * HOUR),
    /** Who counts: each person, or each session by itself. */
    per: z.enum(['person', 'session']).default('person'),
    /** best: once, with the attempt that got furthest. first: once, with the first. every: each attempt. */
    attempts: z.enum(['best', 'first', 'every']).default('best'),
    /** An attempt in which `step` happens after step `after` and before step `before` (from 1) does not count. */
    exclusions: z
      .array(z.strictObject({ step: stepSchema, after: z.int().min(1), before: z.int().min(2) }))
      .max(MOST_EXCLUSIONS)
      .default([]),
    /** All steps carry the same value of this property. */
    hold: z.array(z.string().max(200)).min(1).max(8).nullable().default(null),
    /** By a value, or by saved segments: these may overlap, and need not hold everyone. */
    breakdown: z
      .union([
        breakdownSchema,
        z.strictObject({ by: z.literal('segments'), segments: z.array(z.string().max(64)).min(1).max(12) }),
      ])
      .nullable()
      .default(null),
    /** Whether the segment is asked of the person as of the first step, or as of the time of asking. */
    judged: z.enum(JUDGED).default('start'),
  })
  .meta({ id: 'Funnel' })
export type Funnel = z.infer<typeof funnelSchema>
export type FunnelInput = z.input<typeof funnelSchema>

const count = z.int()
const timesSchema = z.object({
  n: count,
  median: z.number(),
  p25: z.number(),
  p75: z.number(),
  p90: z.number(),
  histogram: z.array(z.object({ from: z.number(), to: z.number(), count })),
})
export type FunnelTimes = z.infer<typeof timesSchema>

const shareSchema = z.object({ share: z.number().nullable(), interval: interval.nullable() })

export const funnelStepSchema = z.object({
  name: z.string(),
  count: count.meta({ description: 'Who reached it' }),
  dropped: count.meta({ description: 'Who reached it and went no further; 0 at the last step' }),
  ofFirst: shareSchema,
  ofBefore: shareSchema,
  times: timesSchema.nullable().meta({ description: 'ms since the step before; null at the first' }),
})
export type FunnelStep = z.infer<typeof funnelStepSchema>

const sideSchema = z.object({
  name: z.string(),
  entered: count,
  converted: count,
  conversion: shareSchema,
  excluded: count.meta({ description: 'Left out, since something excluded happened' }),
  unfinished: count.meta({ description: 'Not converted, and with time left in the window' }),
  steps: z.array(funnelStepSchema),
  total: timesSchema.nullable().meta({ description: 'ms from the first to the last step' }),
  trend: z.array(z.object({ at: z.int(), entered: count, converted: count, partial: z.boolean() })),
  groups: z
    .array(
      z.object({
        value: z.string().nullable(),
        counts: z.array(count),
        conversion: shareSchema,
        ofFirst: z.array(shareSchema).meta({ description: 'By step' }),
      }),
    )
    .meta({ description: 'By the breakdown, largest first; null: no value' }),
  otherGroups: count.meta({ description: 'Values beyond those listed' }),
  enough: z.boolean().meta({ description: 'False: too few for a conclusion' }),
})
export type FunnelSide = z.infer<typeof sideSchema>

export const verdictSchema = z
  .object({
    difference: z.number(),
    low: z.number(),
    high: z.number(),
    p: z.number(),
    q: z.number().meta({ description: 'p corrected for all comparisons of the answer (Benjamini-Hochberg)' }),
    verdict: z.enum(['higher', 'lower', 'none', 'too-few']),
    detectable: z.number().meta({ description: 'The smallest difference these numbers would show (80 %)' }),
  })
  .meta({ id: 'ShareVerdict' })
export type ShareVerdict = z.infer<typeof verdictSchema>

export const funnelAnswerSchema = z
  .object({
    sides: z.array(sideSchema).meta({ description: 'The segment, and what it is compared with' }),
    differences: z
      .array(verdictSchema)
      .meta({ description: 'Of the share of the first that reached each step; empty without comparison' }),
    notices: z.array(z.string()),
    zone: z.string(),
  })
  .meta({ id: 'FunnelAnswer' })
export type FunnelAnswer = z.infer<typeof funnelAnswerSchema>

const met = {
  kind: z.enum(['event', 'page', 'element', 'frustration', 'property']),
  name: z.string(),
  detail: z.string().meta({ description: 'Of an element its fingerprint, of a property its value' }),
}

/** A thing met, as one who asks names it. */
export const metSchema = z
  .strictObject({ kind: met.kind, name: met.name.max(2_000), detail: met.detail.max(2_000).default('') })
  .meta({ id: 'Met' })
export type Met = z.infer<typeof metSchema>

/** Something that those who dropped and those who went on met differently often. */
export const contrastRowSchema = z.object({
  ...met,
  first: z.int(),
  second: z.int(),
  ...verdictSchema.shape,
})
export type ContrastRow = z.infer<typeof contrastRowSchema>

export const contrastSchema = z
  .object({
    first: z.int().meta({ description: 'How many there are on either side' }),
    second: z.int(),
    compared: z.int().meta({ description: 'Things compared; the correction is for all of them' }),
    enough: z.boolean(),
    rows: z.array(contrastRowSchema),
  })
  .meta({ id: 'Contrast' })
export type Contrast = z.infer<typeof contrastSchema>
