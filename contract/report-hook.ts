/** Where bug reports of a project are sent to, and what became of each. */
import { z } from 'zod'

export const reportHookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'give an address that begins with https://' }).max(2000),
    secret: z.string().trim().min(8, 'has at least 8 letters').max(200).meta({
      description: 'Signs what is sent; shown as dots afterwards, and kept when the dots are sent back',
    }),
  })
  .meta({ id: 'ReportHook' })
export type ReportHook = z.infer<typeof reportHookSchema>

export const reportHookAnswerSchema = z.object({ hook: reportHookSchema.nullable() })
export type ReportHookAnswer = z.infer<typeof reportHookAnswerSchema>

/** What of a secret is shown again. */
export const HIDDEN_SECRET = '••••••••'

export const reportDeliverySchema = z
  .object({
    id: z.string(),
    session: z.string(),
    title: z.string(),
    at: z.int(),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.int(),
    /** What the last attempt met; empty: nothing. */
    error: z.string(),
  })
  .meta({ id: 'ReportDelivery' })
export type ReportDelivery = z.infer<typeof reportDeliverySchema>
