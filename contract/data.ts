/** What arrived, as the data screen asks for it. */
import { z } from 'zod'
import { analyticsEventSchema, personSchema, personSummarySchema } from './api.ts'
import { SOURCES } from './event.ts'
import { jsonSchema } from './json.ts'
import { VIOLATIONS } from './violations.ts'

const time = z.int().meta({ description: 'Epoch milliseconds' })

export const eventTallySchema = z
  .object({
    event: z.string().meta({ description: 'Name of the event; of calls without a name their type' }),
    named: z.boolean().meta({ description: 'Segments can ask for it; false for identify, group and alias' }),
    count: z.int(),
    persons: z.int(),
    firstSeen: time,
    lastSeen: time,
    days: z
      .array(z.object({ day: time, count: z.int() }))
      .meta({ description: 'Days (UTC) that have some, oldest first' }),
    sources: z
      .array(z.object({ source: z.enum(SOURCES), count: z.int() }))
      .meta({ description: 'Where they came from, most frequent first' }),
  })
  .meta({ id: 'EventTally' })
export type EventTally = z.infer<typeof eventTallySchema>

export const JSON_TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const

export const seenPropertySchema = z
  .object({
    name: z.string(),
    place: z.enum(['properties', 'traits']),
    count: z.int().meta({ description: 'Events that have it, of those examined' }),
    types: z.array(z.object({ type: z.enum(JSON_TYPES), count: z.int() })),
    examples: z.array(jsonSchema).meta({ description: 'Different values, newest first; long ones are cut' }),
  })
  .meta({ id: 'SeenProperty' })
export type SeenProperty = z.infer<typeof seenPropertySchema>

export const seenPropertiesSchema = z.object({
  items: z.array(seenPropertySchema),
  next: z.null(),
  total: z.int().meta({ description: 'Different keys; of more than 500 the most frequent are listed' }),
  examined: z.int().meta({ description: 'Events looked at, the newest ones' }),
})
export type SeenProperties = z.infer<typeof seenPropertiesSchema>

const findings = z.array(z.object({ kind: z.enum(VIOLATIONS), field: z.string(), message: z.string() }))

/** An event that the plan keeps apart, with what the plan in force says of it. */
export const blockedEventSchema = analyticsEventSchema.extend({ findings }).meta({ id: 'BlockedEvent' })
export type BlockedEvent = z.infer<typeof blockedEventSchema>

/** One line of the live tail. */
export const liveEventSchema = analyticsEventSchema
  .extend({ source: z.enum(SOURCES), findings })
  .meta({ id: 'LiveEvent' })
export type LiveEvent = z.infer<typeof liveEventSchema>

export const mergeSchema = z
  .object({
    anonymousId: z.string(),
    userId: z.string(),
    at: time,
    messageId: z.string(),
    by: z.enum(['seen', 'alias']),
    outcome: z.enum(['merged', 'refused']),
    reason: z.enum([
      'naming-link',
      'same-user-again',
      'blocked-id',
      'two-users',
      'other-user-first',
      'too-many-ids',
    ]),
  })
  .meta({ id: 'Merge' })
export type PersonMerge = z.infer<typeof mergeSchema>

export const mergeOfPersonSchema = mergeSchema
  .extend({ person: personSummarySchema })
  .meta({ id: 'MergeOfPerson' })
export type MergeOfPerson = z.infer<typeof mergeOfPersonSchema>

export const accountSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    traits: z.record(z.string(), jsonSchema).meta({ description: 'Per key, the last write by event time' }),
    members: z.array(personSummarySchema).meta({ description: 'At most 100, who named it last first' }),
    total: z.int().meta({ description: 'How many members' }),
    lastSeen: time.meta({ description: 'The last group call' }),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof accountSchema>
export const accountSummarySchema = accountSchema.omit({ members: true })
export type AccountSummary = z.infer<typeof accountSummarySchema>

export const personDetailSchema = personSchema
  .extend({
    merges: z.array(mergeSchema).meta({ description: 'What tied its ids together, and what was refused' }),
    accounts: z
      .array(accountSummarySchema)
      .meta({ description: 'Groups it was put into, of the newest 10,000 group calls' }),
  })
  .meta({ id: 'PersonDetail' })
export type PersonDetail = z.infer<typeof personDetailSchema>
