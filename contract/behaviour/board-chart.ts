/** Boards: saved questions about behaviour, shown together for one segment and time; and alerts on their numbers. */
import { z } from 'zod'

export const CHART_KINDS = ['funnel', 'retention', 'trend', 'paths', 'compare', 'heatmap'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

const name = z.string().trim().min(1, 'give it a name').max(200)

export const boardChartSchema = z.object({
  id: z.string().min(1).max(64),
  title: name,
  kind: z.enum(CHART_KINDS),
  /** As its tab asks it; checked when it is asked. */
  definition: z.unknown().meta({ type: 'object' }),
})
export type BoardChart = z.infer<typeof boardChartSchema>

/** What the bar of a board is set to. */
export const boardBarSchema = z.object({
  segment: z.string().max(64).optional(),
  compare: z.string().max(64).optional(),
  range: z.string().max(10).optional(),
  /** Whole days of the project's time zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type BoardBar = z.infer<typeof boardBarSchema>

export const boardInputSchema = z.object({
  name,
  charts: z.array(boardChartSchema).max(30, 'a board holds at most 30 charts').default([]),
  bar: boardBarSchema.default({}),
})
export type BoardInput = z.input<typeof boardInputSchema>

export const boardSchema = boardInputSchema
  .extend({
    id: z.string(),
    createdAt: z.int(),
    updatedAt: z.int(),
    shared: z.boolean().meta({ description: 'Whether a public link is open' }),
  })
  .meta({ id: 'Board' })
export type Board = z.infer<typeof boardSchema>

/** A number that a chart says: what an alert watches. */
export const ALERT_WHEN = ['above', 'below', 'unusual'] as const

export const alertInputSchema = z.object({
  board: z.string().min(1).max(64),
  chart: z.string().min(1).max(64),
  when: z.enum(ALERT_WHEN),
  /** Of `above` and `below`; shares are from 0 to 1. */
  threshold: z.number().default(0),
  destination: z
    .string()
    .max(64)
    .default('')
    .meta({ description: 'Where it is told besides here; empty: nowhere' }),
})
export type AlertInput = z.input<typeof alertInputSchema>

export const alertSchema = alertInputSchema
  .extend({
    id: z.string(),
    createdAt: z.int(),
    updatedAt: z.int(),
    state: z.enum(['waiting', 'quiet', 'raised', 'failed']),
    value: z.number().nullable(),
    checkedAt: z.int().nullable(),
    raisedAt: z.int().nullable(),
    toldAt: z.int().nullable().default(null).meta({ description: 'When the destination last took it' }),
    words: z.string(),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof alertSchema>

/** A heatmap of a board as it was drawn when its public link was made, the recorded page with it. */
export const boardPictureSchema = z.object({
  png: z.base64().max(6_000_000).meta({ description: 'The bytes of the PNG, as base64' }),
  sessions: z
    .array(z.string().min(1).max(200))
    .max(4)
    .meta({ description: 'Whose recordings are behind: the picture goes with them' }),
})
export type BoardPictureInput = z.infer<typeof boardPictureSchema>

/** What a public link to a board shows: numbers, no people and no sessions; pictures where its maker gave them. */
export const sharedChartSchema = z.object({
  title: z.string(),
  kind: z.enum(CHART_KINDS),
  picture: z
    .object({ url: z.string(), width: z.int(), height: z.int(), at: z.int() })
    .nullable()
    .meta({ description: 'A PNG, and when it was drawn' }),
  answer: z.unknown().meta({ type: 'object' }),
  problem: z.string().nullable(),
})
export const sharedBoardSchema = z
  .object({ name: z.string(), about: z.string(), charts: z.array(sharedChartSchema) })
  .meta({ id: 'SharedBoard' })
export type SharedBoard = z.infer<typeof sharedBoardSchema>
