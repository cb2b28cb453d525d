/**
 * The read API's answers: schemas (the OpenAPI document is made from them) and the types the viewer asks with.
 * All times are epoch milliseconds on the server's clock unless a name says otherwise.
 */
import { z } from 'zod'
import { type Counted, countedSchema } from './counted.ts'
import { type JsonObject, SOURCES } from './event.ts'
import type { TabFacts } from './facts.ts'
import type { SessionFields } from './fields.ts'
import { segmentGoalSchema } from './segment/goal.ts'
import { segmentTagsSchema } from './segment/live.ts'
import { segmentDefinition } from './segment/segment.ts'
import { keptSchema } from './watching.ts'

const time = z.int().meta({ description: 'Epoch milliseconds' })
const object = <T>() => z.custom<T>(value => typeof value === 'object').meta({ type: 'object' })
const json = object<JsonObject>()

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Pass as `cursor` for the next page; null at the end' }),
    total: z.int().optional().meta({ description: 'How many in all, where counted' }),
  })
}
/** A list that can be long: its total may be counted among some people first. */
export function countedListOf<T extends z.ZodType>(item: T) {
  return listOf(item).extend({
    counted: countedSchema.optional().meta({ description: 'How sure `total` is' }),
  })
}
export interface List<T> {
  items: T[]
  next: string | null
  total?: number
  counted?: Counted
}

export const problemSchema = z.object({
  at: z.string().meta({ description: 'Place in the tree, as `where.of[1].is`' }),
  message: z.string(),
})

export const errorSchema = z
  .object({
    error: z.object({ code: z.string(), message: z.string(), problems: z.array(problemSchema).optional() }),
  })
  .meta({ id: 'Error' })
export type ErrorBody = z.infer<typeof errorSchema>

export const projectSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    writeKey: z.string(),
    createdAt: time,
    sample: z.boolean().meta({ description: 'Whether sample data is loaded' }),
    sessions: z.int(),
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof projectSchema>

export const personSummarySchema = z
  .object({
    id: z.string(),
    label: z.string().meta({ description: 'Name, e-mail, user id, or a short form of the person id' }),
    userIds: z.array(z.string()),
    anonymousIds: z.array(z.string()),
  })
  .meta({ id: 'PersonSummary' })
export type PersonSummary = z.infer<typeof personSummarySchema>

export const personSchema = personSummarySchema
  .extend({
    traits: json,
    firstSeen: time,
    lastSeen: time,
    sessions: z.int(),
    frustrationScore: z
      .int()
      .optional()
      .meta({ description: '0 to 100: the mean of the last ten sessions; absent without one' }),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof personSchema>

export const memberAccountSchema = z
  .object({
    id: z.string(),
    traits: json,
    members: z.int().meta({ description: 'Persons who belong to it by then' }),
  })
  .meta({ id: 'MemberAccount' })
export type MemberAccount = z.infer<typeof memberAccountSchema>

export const sessionSchema = z
  .object({
    id: z.string(),
    url: z.string().meta({ description: 'Its page in the viewer' }),
    startedAt: time,
    endedAt: time,
    source: z.enum(SOURCES),
    person: personSummarySchema,
    fields: object<SessionFields>(),
    tabs: z.int(),
    kept: keptSchema.optional().meta({ description: 'Stars, labels and who watched; in the session list' }),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>

export const recordedBatchSchema = z.object({
  seq: z.int(),
  from: time,
  to: time,
  events: z.int(),
  bytes: z.int().meta({ description: 'As stored, gzip' }),
  snapshot: z.boolean().meta({ description: 'Holds a full snapshot: replay can begin here' }),
})
export type RecordedBatch = z.infer<typeof recordedBatchSchema>

export const recordedTabSchema = z
  .object({
    id: z.string(),
    from: time,
    to: time,
    lost: z.int().meta({ description: 'Events the recorder had to drop' }),
    gaps: z.array(z.int()).meta({ description: 'Sequence numbers that never arrived' }),
    batches: z.array(recordedBatchSchema),
    facts: object<TabFacts>(),
  })
  .meta({ id: 'RecordedTab' })
export type RecordedTab = z.infer<typeof recordedTabSchema>

export const sessionDetailSchema = sessionSchema
  .extend({
    clockOffset: z.int().meta({ description: 'Add to a recorded timestamp to get server time, ms' }),
    recordings: z.array(recordedTabSchema),
    traits: json,
    segments: segmentTagsSchema.optional(),
  })
  .meta({ id: 'SessionDetail' })
export type SessionDetail = z.infer<typeof sessionDetailSchema>

export const analyticsEventSchema = z
  .object({
    messageId: z.string(),
    type: z.string(),
    event: z.string().optional(),
    name: z.string().optional(),
    userId: z.string().nullable(),
    anonymousId: z.string().nullable(),
    groupId: z.string().nullable(),
    previousId: z.string().nullable(),
    properties: json,
    traits: json,
    context: json,
    timestamp: z.string().meta({ description: "ISO 8601; corrected for the client's clock" }),
    originalTimestamp: z.string().nullable(),
    sentAt: z.string().nullable(),
    receivedAt: z.string(),
    personId: z.string(),
    sessionId: z.string().nullable(),
  })
  .meta({ id: 'AnalyticsEvent' })
export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>

export const segmentInputSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    description: z.string().max(2000).default(''),
    definition: segmentDefinition.meta({ id: 'SegmentDefinition' }),
    goal: segmentGoalSchema.optional(),
  })
  .meta({ id: 'SegmentInput' })
export type SegmentInput = z.input<typeof segmentInputSchema>

export const segmentSchema = segmentInputSchema
  .extend({ id: z.string(), createdAt: time, updatedAt: time })
  .meta({ id: 'Segment' })
export type Segment = z.infer<typeof segmentSchema>

const shareInterval = z.object({ low: z.number(), high: z.number() })
export const previewSchema = z
  .object({
    sessions: z.int(),
    persons: z.int(),
    ofSessions: z.int().meta({ description: 'All in the project' }),
    ofPersons: z.int(),
    intervals: z
      .object({ sessions: shareInterval, persons: shareInterval })
      .meta({ description: '95 % intervals of the shares' }),
    ofSample: z
      .int()
      .nullable()
      .meta({ description: 'Counted among so many people only, and scaled up; null: exact' }),
    examples: z.array(sessionSchema),
    notices: z
      .array(problemSchema)
      .meta({ description: 'Conditions that can match nothing, and why: an unknown event, a segment gone' }),
  })
  .meta({ id: 'Preview' })
export type Preview = z.infer<typeof previewSchema>

/** The segment's tree again, with what decided each node. */
export interface Explanation {
  at: string
  holds: boolean
  /** In words: "did Order Completed at least 1 time in the last 7 days: 2 times". */
  sentence: string
  /** Events and sessions that decided it, newest first, at most 10. */
  evidence: { at: number; label: string; sessionId?: string; messageId?: string }[]
  /** What would have to be otherwise for it to hold: "2 more times in the last 7 days"; absent when it holds. */
  missing?: string
  parts: Explanation[]
}
export const explanationSchema = object<Explanation>().meta({ id: 'Explanation' })

export const suggestionSchema = z
  .object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.int() })
  .meta({ id: 'Suggestion' })
export type Suggestion = z.infer<typeof suggestionSchema>

export const outcomeSchema = z
  .object({
    kind: z.enum(['recording', 'event']),
    outcome: z.enum(['stored', 'duplicate', 'drop', 'refuse', 'aside']),
    reason: z.string(),
    count: z.int(),
    lastAt: time,
  })
  .meta({ id: 'Outcome' })
export type Outcome = z.infer<typeof outcomeSchema>

export const sampleSchema = z
  .object({
    state: z.enum(['absent', 'loading', 'loaded', 'removing']),
    done: z.int(),
    total: z.int(),
  })
  .meta({ id: 'Sample' })
export type Sample = z.infer<typeof sampleSchema>
