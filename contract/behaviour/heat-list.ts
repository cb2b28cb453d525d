/** A heatmap as a board keeps and tells it: by element, in numbers. */
import { z } from 'zod'
import { interval } from './step.ts'

/** As the heatmap's address has it; what else the address said is let go. */
export const heatListInputSchema = z.object({
  page: z.string().min(1, 'name a page').max(2_000),
  width: z.string().max(20).default('desktop'),
  release: z.string().max(200).nullish(),
})
export type HeatListInput = z.input<typeof heatListInputSchema>

export const heatListSchema = z
  .object({
    page: z.string(),
    sides: z.array(z.object({ name: z.string(), sessions: z.int() })),
    elements: z.array(
      z.object({
        element: z.string().meta({ description: 'Its fingerprint' }),
        name: z.string(),
        sides: z.array(
          z.object({ saw: z.int(), sessions: z.int(), clicks: z.int(), interval: interval.nullable() }),
        ),
      }),
    ),
    notices: z.array(z.string()),
  })
  .meta({ id: 'HeatList' })
export type HeatList = z.infer<typeof heatListSchema>
