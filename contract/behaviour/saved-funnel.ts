/** Funnels that were given a name: opened again, compared with, and told when wrong data damages them. */
import { z } from 'zod'
import { funnelSchema } from './funnel.ts'

export const savedFunnelInputSchema = z
  .object({
    name: z.string().trim().min(1, 'give it a name').max(200),
    definition: funnelSchema,
  })
  .meta({ id: 'SavedFunnelInput' })
export type SavedFunnelInput = z.input<typeof savedFunnelInputSchema>

export const savedFunnelSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    definition: funnelSchema,
    madeBy: z.string(),
    createdAt: z.int(),
    updatedAt: z.int(),
  })
  .meta({ id: 'SavedFunnel' })
export type SavedFunnel = z.infer<typeof savedFunnelSchema>
