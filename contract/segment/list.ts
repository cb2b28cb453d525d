/** A stored list of ids, as from a CSV file: `{ kind: 'list', id }` in a segment asks who is named in it. */
import { z } from 'zod'

/** What the ids of a list name. A visitor's anonymous id names the person it belongs to now. */
export const LISTED = ['user', 'anonymous', 'person', 'session', 'account'] as const
export type Listed = (typeof LISTED)[number]
export const MAX_LISTED = 100_000

export const idListInputSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    of: z.enum(LISTED),
    ids: z
      .array(z.string().min(1).max(500))
      .max(MAX_LISTED, `A list holds at most ${MAX_LISTED} ids.`)
      .optional(),
    csv: z.string().max(20_000_000).optional().meta({
      description: 'Instead of `ids`: the first column; a heading such as `id` or `user_id` is left out',
    }),
  })
  .meta({ id: 'IdListInput' })
export type IdListInput = z.input<typeof idListInputSchema>

export const idListSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    of: z.enum(LISTED),
    count: z.int(),
    createdAt: z.int(),
    updatedAt: z.int(),
  })
  .meta({ id: 'IdList' })
export type IdList = z.infer<typeof idListSchema>
