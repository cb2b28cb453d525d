/** Deleting for good, its receipts, and how long things are kept. */
import { z } from 'zod'

/** Sessions one removal of a segment takes; more are left for the next. */
export const REMOVAL_LIMIT = 100_000

export const removalInputSchema = z.strictObject({
  what: z.enum(['session', 'person', 'segment', 'unread']).meta({
    description:
      'A session; a person with everything of them; all sessions of a segment; all recordings nothing of which could be read',
  }),
  id: z.string().min(1).max(200).meta({ description: 'Of `unread`: `all`' }),
})
export type RemovalInput = z.infer<typeof removalInputSchema>

export const removalSchema = z
  .object({
    id: z.string(),
    what: z.enum(['session', 'person', 'segment', 'unread', 'old']),
    /** Of a person it is a hash, and stays after the person is gone. */
    target: z.string(),
    by: z.string(),
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    state: z.enum(['running', 'done', 'failed']),
    total: z.int().meta({ description: 'Sessions to remove' }),
    removed: z.object({
      sessions: z.int(),
      events: z.int(),
      links: z.int().meta({ description: 'Public links' }),
      notes: z.int(),
    }),
    checks: z
      .array(z.object({ what: z.string(), gone: z.boolean() }))
      .meta({ description: 'What was asked for afterwards, and whether nothing came back' }),
    compactedAt: z.int().nullable().meta({
      description:
        'Since when the files hold nothing of it either; null: compaction waits for a quiet minute',
    }),
    problem: z.string().nullable(),
  })
  .meta({ id: 'Removal' })
export type Removal = z.infer<typeof removalSchema>

export const unreadSchema = z
  .object({
    session: z.string(),
    person: z.string(),
    receivedAt: z.int().meta({ description: 'When the last of it arrived' }),
    batches: z.int(),
    bytes: z.int(),
    waiting: z.int().meta({ description: 'Batches not looked into yet' }),
    reasons: z.array(z.string()).meta({ description: 'Why the others were set aside' }),
  })
  .meta({ id: 'UnreadRecording' })
export type UnreadRecording = z.infer<typeof unreadSchema>

const days = z.int().min(1).max(3_660).nullable()
/** Days things are kept after a visit ended or an event was done; null: for ever. */
export const retentionSchema = z
  .strictObject({
    sessionsDays: days,
    eventsDays: days,
    labels: z
      .array(z.strictObject({ label: z.string().trim().min(1).max(60), days }))
      .max(100)
      .meta({ description: 'For sessions with a label; with several, the longest' }),
  })
  .meta({ id: 'Retention' })
export type Retention = z.infer<typeof retentionSchema>

export const KEEP_EVERYTHING: Retention = { sessionsDays: null, eventsDays: null, labels: [] }
