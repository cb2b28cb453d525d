/** The frustration board as the API answers it: cases (a kind on an element of a page), their state, and trials. */
import { z } from 'zod'
import { listOf } from '../api.ts'
import { FRUSTRATION_KINDS, type FrustrationRules } from './frustration.ts'
import type { PresetName } from './presets.ts'

const time = z.int().meta({ description: 'Epoch milliseconds' })
const share = z.number().min(0).max(1)
const interval = z.object({ low: z.number(), high: z.number() })
const kind = z.enum(FRUSTRATION_KINDS)

/** What makes a case: the same kind on the same element of the same pattern of pages. */
export const casePlace = z.object({
  kind,
  page: z.string().max(2_000).meta({ description: 'Pattern of the page' }),
  element: z
    .string()
    .max(2_000)
    .meta({ description: 'Fingerprint of the element; empty where there is none' }),
})

/** E-mail address of who looks after it; empty: nobody. */
const assignee = z.union([z.literal(''), z.email('Give an e-mail address, or leave it empty.').max(254)])

/** returned: was marked as fixed, and was met again since. */
export const CASE_STATES = ['open', 'muted', 'fixed', 'returned'] as const

export const frustrationCaseSchema = casePlace
  .extend({
    id: z.string(),
    name: z.string().meta({ description: 'What the element said when it was first met' }),
    state: z.enum(CASE_STATES),
    note: z.string(),
    assignee: z.string().meta({ description: 'E-mail address of who looks after it; empty: nobody' }),
    fixedAt: time.nullable(),
    occurrences: z.int(),
    sessions: z.int(),
    persons: z.int(),
    share: share.meta({ description: 'Of the persons asked about, those who met it' }),
    shareInterval: interval.meta({ description: 'Wilson, 95 %' }),
    others: z.int().meta({ description: 'Persons outside the segment, or of the second one, who met it' }),
    difference: z
      .object({
        share: z.number().meta({ description: 'Share in the segment minus share of everyone else' }),
        low: z.number(),
        high: z.number(),
        differs: z.boolean().meta({ description: 'Also when corrected for the number of rows' }),
        enough: z.boolean().meta({ description: 'False: too few people on one side for a conclusion' }),
      })
      .nullable()
      .meta({ description: 'Newcombe, 95 %; null when there is nobody to compare with' }),
    firstSeen: time,
    lastSeen: time,
    releases: z.array(z.string()),
    days: z.array(
      z.object({
        day: time.meta({ description: "Midnight UTC of the date in the project's time zone" }),
        persons: z.int(),
      }),
    ),
  })
  .meta({ id: 'FrustrationCase' })
export type FrustrationCase = z.infer<typeof frustrationCaseSchema>

const progress = z.object({ done: z.int(), total: z.int() }).nullable()

export const frustrationBoardSchema = listOf(frustrationCaseSchema).extend({
  sessions: z.int().meta({ description: 'Asked about: of the segment, in the dates' }),
  persons: z.int(),
  others: z.int().meta({ description: 'Persons outside the segment, or of the second one, in the dates' }),
  both: z.int().meta({ description: 'Of these, persons who are in both segments' }),
  waiting: z.int().meta({ description: 'Sessions whose recordings are still to be derived' }),
  judging: progress.meta({
    description: 'Changed thresholds are being applied to history; null when they are',
  }),
})
export type FrustrationBoard = z.infer<typeof frustrationBoardSchema>

export const caseChangeSchema = casePlace.extend({
  name: z.string().max(500).default(''),
  muted: z.boolean().optional(),
  fixed: z
    .boolean()
    .optional()
    .meta({ description: 'From now on; the case reopens when it is met after this' }),
  note: z.string().max(2_000).optional(),
  assignee: assignee.optional(),
})
export type CaseChange = z.input<typeof caseChangeSchema>

export const caseSchema = casePlace.extend({
  id: z.string(),
  name: z.string(),
  muted: z.boolean(),
  fixedAt: time.nullable(),
  note: z.string(),
  /** Absent in what was noted before cases were assigned. */
  assignee: z.string().default(''),
})
export type Case = z.infer<typeof caseSchema>

export const exampleSchema = z.object({
  session: z.string(),
  at: time,
  person: z.string().meta({ description: 'Name, e-mail, user id, or a short anonymous id' }),
  sentence: z.string().meta({ description: 'What happened, with numbers' }),
  url: z.string().meta({ description: 'The moment in the viewer' }),
})
export type Example = z.infer<typeof exampleSchema>

const tally = z.object({ occurrences: z.int(), sessions: z.int() })
export const trialSchema = z
  .object({
    sessions: z.int().meta({ description: 'The newest sessions that were asked' }),
    kinds: z.array(z.object({ kind, before: tally, after: tally })),
  })
  .meta({ id: 'FrustrationTrial' })
export type Trial = z.infer<typeof trialSchema>

/** Thresholds in force, and those that presets stand for. */
export interface RulesInForce {
  rules: FrustrationRules
  presets: Record<PresetName, FrustrationRules>
}
