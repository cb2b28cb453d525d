/** Retention: the question as data, and its answer. Meaning: server/behaviour/retention.ts and SPEC.md. */
import { z } from 'zod'
import { verdictSchema } from './funnel.ts'
import { interval, JUDGED, stepSchema } from './step.ts'

export const MOST_PERIODS = 90

export const retentionSchema = z
  .strictObject({
    begin: stepSchema,
    /** What counts as coming back. */
    back: stepSchema,
    unit: z.enum(['day', 'week', 'month']).default('week'),
    /** calendar: by the project's days, weeks (from Monday) and months. rolling: 24 h, 7 times that, 30 times that. */
    clock: z.enum(['calendar', 'rolling']).default('calendar'),
    /** n: in that very period. unbounded: in it or later. bracket: in any period of the bracket. */
    kind: z.enum(['n', 'unbounded', 'bracket']).default('n'),
    periods: z.int().min(1, 'at least one period').max(MOST_PERIODS).default(8),
    brackets: z
      .array(z.tuple([z.int().min(0), z.int().min(0).max(MOST_PERIODS)]))
      .max(20)
      .default([
        [0, 0],
        [1, 3],
        [4, 7],
        [8, 14],
      ]),
    /** Only whom it begins for the first time ever, not just the first time in the dates. */
    firstEver: z.boolean().default(false),
    judged: z.enum(JUDGED).default('start'),
  })
  .meta({ id: 'Retention' })
export type Retention = z.infer<typeof retentionSchema>
export type RetentionInput = z.input<typeof retentionSchema>

/** Of the people behind a cell: who came back, who did not, or all whom it began for. */
export const RETENTION_WHICH = ['kept', 'lost', 'began'] as const
export type RetentionWhich = (typeof RETENTION_WHICH)[number]

const cellSchema = z
  .object({
    kept: z.int(),
    of: z.int(),
    open: z.boolean().meta({ description: 'The period is not over for all of them: it can still grow' }),
  })
  .nullable()
export type RetentionCell = z.infer<typeof cellSchema>

const retentionSideSchema = z.object({
  name: z.string(),
  persons: z.int(),
  rows: z.array(z.object({ at: z.int(), size: z.int(), cells: z.array(cellSchema) })),
  summary: z.array(
    z.object({
      kept: z.int(),
      of: z.int().meta({ description: 'Those whose own period is over' }),
      share: z.number().nullable(),
      interval: interval.nullable(),
    }),
  ),
  enough: z.boolean(),
})
export type RetentionSide = z.infer<typeof retentionSideSchema>

export const retentionAnswerSchema = z
  .object({
    columns: z.array(z.string()),
    sides: z.array(retentionSideSchema),
    differences: z
      .array(verdictSchema)
      .meta({ description: 'Of the share that came back, by column; empty without comparison' }),
    notices: z.array(z.string()),
    zone: z.string(),
  })
  .meta({ id: 'RetentionAnswer' })
export type RetentionAnswer = z.infer<typeof retentionAnswerSchema>
