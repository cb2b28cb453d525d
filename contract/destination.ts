/** Where a project's events are passed on to: signed webhooks, Segment, Amplitude. */
import { z } from 'zod'
import { EVENT_TYPES } from './event.ts'

export const DESTINATION_KINDS = ['webhook', 'segment', 'amplitude'] as const

const names = z.array(z.string().max(500)).max(500)

export const destinationInputSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(DESTINATION_KINDS),
    /** Where to; for Segment and Amplitude their own address, or another of the same form. */
    url: z.url({ protocol: /^https?$/ }).max(2000),
    /** Webhooks: the shared secret of the signature. Segment: write key. Amplitude: API key. */
    secret: z.string().min(1).max(500),
    /** Only these; empty: all. `events` are names of track events. `segment`: only of persons who are in it now. */
    filter: z.object({
      types: z.array(z.enum(EVENT_TYPES)).default([]),
      events: names.default([]),
      segment: z.string().max(200).nullable().default(null),
    }),
    /** Properties and traits: left out, or sent under another name. */
    mapping: z.object({
      omit: names.default([]),
      rename: z.record(z.string().max(500), z.string().min(1).max(500)).default({}),
    }),
    /** A stopped destination takes nothing; what comes meanwhile waits. */
    stopped: z.boolean().default(false),
  })
  .meta({ id: 'DestinationInput' })

export type DestinationInput = z.infer<typeof destinationInputSchema>

export const destinationSchema = destinationInputSchema
  .extend({ id: z.string(), createdAt: z.int() })
  .meta({ id: 'Destination' })
export type Destination = z.infer<typeof destinationSchema>

const waitingSchema = z.object({
  messageId: z.string(),
  /** Epoch ms of the first attempt, and of the next one. */
  firstAt: z.int(),
  nextAt: z.int(),
  attempts: z.int(),
  error: z.string(),
})
export type Waiting = z.infer<typeof waitingSchema>

const deadSchema = waitingSchema.omit({ nextAt: true }).extend({ failedAt: z.int() })
export type DeadLetter = z.infer<typeof deadSchema>

export const shownLetterSchema = deadSchema.extend({
  event: z
    .object({
      name: z.string(),
      at: z.int(),
      url: z.string().nullable().meta({ description: 'Its moment in the replay, or its person' }),
    })
    .nullable()
    .meta({ description: 'null: it was deleted meanwhile' }),
})
export type ShownLetter = z.infer<typeof shownLetterSchema>

/** received = delivered + waiting + failed, always: it is written as a whole. */
export const ledgerSchema = z
  .object({
    /** Place in the project's feed; events behind it were not looked at yet. */
    position: z.string().nullable(),
    /** The same of what Segreel announces: who entered or left a segment. */
    announced: z.int().default(0),
    received: z.int(),
    delivered: z.int(),
    /** Passed over by the filter; not received. */
    filtered: z.int(),
    waiting: z.array(waitingSchema),
    failed: z.array(deadSchema),
    /** Epoch ms of the last delivery, and what the last failure was. */
    lastAt: z.int().nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Ledger' })
export type Ledger = z.infer<typeof ledgerSchema>
