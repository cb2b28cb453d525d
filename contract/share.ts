/** What a public link to a range of a session answers, and what its makers see of it. */
import { z } from 'zod'
import { sessionDetailSchema } from './api.ts'
import type { RecordedEvent } from './rrweb.ts'

export const shareInputSchema = z
  .object({
    session: z.string(),
    from: z.int().min(0).meta({ description: 'ms since the session began' }),
    to: z.int().min(0),
    expiresInDays: z.number().positive().max(3650).nullable().default(30),
    console: z.boolean().default(false),
    network: z.boolean().default(false),
    maskText: z.boolean().default(false).meta({ description: 'Mask all text again, on the server' }),
    audience: z
      .enum(['anyone', 'members'])
      .default('anyone')
      .meta({ description: 'Everyone who has the link, or only who signs in here' }),
    password: z.string().min(4).max(200).optional(),
    title: z.string().trim().max(200).default(''),
  })
  .refine(share => share.to > share.from, { path: ['to'], message: 'the range ends before it begins' })
export type ShareInput = z.input<typeof shareInputSchema>

export const shareAnswerSchema = z
  .object({
    id: z.string(),
    session: z.string(),
    from: z.int(),
    to: z.int(),
    createdAt: z.int(),
    expiresAt: z.int().nullable(),
    console: z.boolean(),
    network: z.boolean(),
    maskText: z.boolean(),
    audience: z.enum(['anyone', 'members']),
    hasPassword: z.boolean(),
    title: z.string(),
    views: z.int(),
    log: z.array(z.object({ at: z.int(), userAgent: z.string() })),
  })
  .meta({ id: 'Share' })
export type ShareAnswer = z.infer<typeof shareAnswerSchema>

/** The link is told once, when it is made: only its hash is kept. */
export const shareMadeSchema = shareAnswerSchema.extend({ url: z.string() })
export type ShareMade = z.infer<typeof shareMadeSchema>

/** A PNG of what the link shows, drawn by the browser of whoever made it. */
export const sharePictureSchema = z.object({
  png: z.base64().max(3_000_000).meta({ description: 'The bytes of the PNG, as base64' }),
})

/** What `/s/TOKEN/recording` answers: a session of the range alone; each tab is one batch. */
export const sharedSchema = z.object({
  title: z.string(),
  session: sessionDetailSchema,
  events: z.record(z.string(), z.array(z.custom<RecordedEvent>(value => typeof value === 'object'))),
})
export type Shared = z.infer<typeof sharedSchema>
