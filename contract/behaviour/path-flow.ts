/** Paths: what came before or after, as columns of places and the flow between them. */
import { z } from 'zod'

export const pathFlowSchema = z
  .strictObject({
    /** A page or an event of each session, met for the first time; null: where the session begins, or ends. */
    anchor: z
      .strictObject({ kind: z.enum(['page', 'event']), name: z.string().min(1).max(2_000) })
      .nullable()
      .default(null),
    direction: z.enum(['after', 'before']).default('after'),
    of: z.enum(['pages', 'events', 'both']).default('pages'),
    columns: z.int().min(2).max(8).default(4),
    /** Places told apart in a column; the rest are "others". */
    top: z.int().min(1).max(20).default(6),
  })
  .meta({ id: 'PathFlow' })
export type PathFlow = z.infer<typeof pathFlowSchema>
export type PathFlowInput = z.input<typeof pathFlowSchema>

/** others: places beyond the top. end: the session has nothing more in that direction. */
export const NODE_KINDS = ['page', 'event', 'others', 'end'] as const

const nodeSchema = z.object({
  kind: z.enum(NODE_KINDS),
  name: z.string(),
  sessions: z.int(),
  places: z.int().meta({ description: 'How many different places it stands for' }),
})
export type PathNode = z.infer<typeof nodeSchema>

export const pathAnswerSchema = z
  .object({
    direction: z.enum(['after', 'before']),
    sides: z.array(
      z.object({
        name: z.string(),
        sessions: z.int().meta({ description: 'Sessions in which the anchor was met' }),
        ofSessions: z.int(),
        columns: z.array(z.array(nodeSchema)),
        links: z
          .array(z.object({ column: z.int(), from: z.int(), to: z.int(), sessions: z.int() }))
          .meta({ description: 'From a place in a column to one in the next' }),
      }),
    ),
    notices: z.array(z.string()),
  })
  .meta({ id: 'PathAnswer' })
export type PathAnswer = z.infer<typeof pathAnswerSchema>
