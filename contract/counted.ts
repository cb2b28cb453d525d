/** How sure a number of sessions or persons is: counted one by one, or among some people first. */
import { z } from 'zod'

export const COUNTS = ['exact', 'about', 'none'] as const
export type HowCounted = (typeof COUNTS)[number]

export const countedSchema = z
  .object({
    sampled: z.boolean().meta({ description: 'Counted among some people only, and scaled up' }),
    of: z.int().meta({ description: 'People looked at; all in the project unless sampled' }),
    low: z
      .int()
      .meta({ description: 'At least so many, with 95 % confidence; the number itself when exact' }),
    high: z.int(),
  })
  .meta({ id: 'Counted' })
export type Counted = z.infer<typeof countedSchema>
