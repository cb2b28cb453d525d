/** Live membership: who entered or left a saved segment, when and why; how many are in it over time. */
import { z } from 'zod'

const time = z.int().meta({ description: 'Epoch milliseconds' })

export const liveWhySchema = z
  .object({
    words: z.string().meta({ description: 'What held, or what was missing, in short' }),
    at: time.optional().meta({ description: 'The deciding moment' }),
    sessionId: z.string().optional(),
    messageId: z.string().optional(),
  })
  .meta({ id: 'LiveWhy' })
export type LiveWhy = z.infer<typeof liveWhySchema>

export const membershipChangeSchema = z
  .object({
    person: z.object({ id: z.string(), label: z.string() }),
    change: z.enum(['entered', 'left']),
    at: time.meta({ description: 'When it came about, epoch milliseconds' }),
    noticedAt: time,
    nth: z.int().meta({ description: 'Which of the person’s changes since the segment was last edited' }),
    line: z.int().meta({ description: 'Goes up whenever the meaning of the segment changes' }),
    why: liveWhySchema,
    moment: z
      .object({ session: z.string(), t: z.int() })
      .optional()
      .meta({ description: 'The deciding moment in a recording: ms since the session began' }),
  })
  .meta({ id: 'MembershipChange' })
export type MembershipChange = z.infer<typeof membershipChangeSchema>

export const SIZE_UNITS = ['hour', 'day'] as const
export type SizeUnit = (typeof SIZE_UNITS)[number]

export const segmentSizeSchema = z
  .object({
    state: z.enum(['filling', 'live', 'broken']).meta({
      description: 'filling: its first members are still being counted; broken: it cannot match anyone',
    }),
    members: z.int().meta({ description: 'Persons in it now' }),
    line: z.int(),
    begunAt: time.meta({ description: 'When the segment got its present meaning' }),
    problems: z.array(z.string()),
    unit: z.enum(SIZE_UNITS),
    points: z.array(z.object({ at: time, members: z.int(), line: z.int() })).meta({
      description: 'Members at the end of each hour or day (UTC), named by its beginning; in order',
    }),
  })
  .meta({ id: 'SegmentSize' })
export type SegmentSize = z.infer<typeof segmentSizeSchema>

const named = z.object({ id: z.string(), name: z.string() })
export const segmentTagsSchema = z
  .object({
    atVisit: z.array(named).meta({ description: 'Segments the session was in when it was recorded' }),
    now: z.array(named),
    kept: z.boolean().meta({
      description:
        '`atVisit` was written down at the time; else it is worked out by what segments mean today',
    }),
  })
  .meta({ id: 'SegmentTags' })
export type SegmentTags = z.infer<typeof segmentTagsSchema>

/** Names of the events destinations get. */
export const ENTERED = 'Segment Entered'
export const LEFT = 'Segment Left'
