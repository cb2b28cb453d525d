/** Notes that mention somebody: for them to find, and told to a webhook. */
import { z } from 'zod'

const time = z.int().meta({ description: 'Epoch milliseconds' })

export const mentionSchema = z
  .object({
    id: z.string(),
    note: z.string(),
    session: z.string(),
    at: z.int().meta({ description: 'ms since the session began' }),
    text: z.string(),
    author: z.string(),
    mentionedAt: time,
    resolved: z.boolean().meta({ description: 'Whether the note is' }),
    readAt: time.nullable().meta({ description: 'null: not read yet' }),
    url: z.string().meta({ description: 'The note in the viewer' }),
  })
  .meta({ id: 'Mention' })
export type Mention = z.infer<typeof mentionSchema>

export const mentionsReadSchema = z.strictObject({
  ids: z.array(z.string().max(200)).max(1_000).optional().meta({ description: 'Without: all of them' }),
})

/** Where mentions are told, as signed webhooks. */
export const mentionHookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  secret: z.string().min(8, 'has at least 8 characters').max(500).meta({ description: 'Of the signature' }),
})
export type MentionHook = z.infer<typeof mentionHookSchema>

export const mentionHookShown = z
  .object({
    url: z.string().nullable().meta({ description: 'null: nobody is told' }),
    delivered: z.int(),
    waiting: z.int(),
    failed: z.int(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'MentionHook' })
export type MentionHookShown = z.infer<typeof mentionHookShown>
