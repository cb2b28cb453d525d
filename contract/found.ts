/** Where in a session the words that were searched for are. */
import { z } from 'zod'

export const FOUND_IN = ['page', 'click', 'failure', 'event', 'text'] as const
export type FoundIn = (typeof FOUND_IN)[number]

export const foundSchema = z
  .object({
    session: z.string(),
    in: z.enum(FOUND_IN),
    at: z
      .number()
      .nullable()
      .meta({ description: 'ms since the session began; null: its moment is not known' }),
    words: z.string().meta({ description: 'What was found, cut around the words' }),
  })
  .meta({ id: 'Found' })
export type Found = z.infer<typeof foundSchema>
