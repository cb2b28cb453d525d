/**
 * A tracking plan: what a site means to send, as one JSON Schema (draft 07) per event, in the form of Segment's
 * Public API, so that plans travel in both directions unchanged.
 */

import { z } from 'zod'
import { SOURCES } from './event.ts'
import { jsonSchema } from './json.ts'
import { VIOLATIONS } from './violations.ts'

export const RULE_TYPES = ['TRACK', 'IDENTIFY', 'GROUP', 'PAGE', 'SCREEN', 'COMMON'] as const
export const MAX_RULES = 2_000

const json = z.record(z.string(), jsonSchema)

/** `jsonSchema` describes the whole event: `properties.properties`, `properties.traits`, `properties.context`. */
export const planRuleSchema = z
  .object({
    type: z.enum(RULE_TYPES),
    /** The event's or page's name, exactly; absent: every call of the type. */
    key: z.string().min(1).max(500).optional(),
    version: z.int().min(1).default(1),
    jsonSchema: json,
  })
  .meta({ id: 'PlanRule' })
export type PlanRule = z.infer<typeof planRuleSchema>

/**
 * `allow`: everything is stored, violations are shown. `drop`: an unplanned or violating event is kept apart.
 * `omit`: properties and traits the plan does not name are left out; unplanned events are kept apart.
 */
export const enforcementSchema = z.enum(['allow', 'drop', 'omit'])
export type Enforcement = z.infer<typeof enforcementSchema>

export const planSchema = z
  .object({
    /** Counts up with every change. */
    version: z.int(),
    name: z.string().max(200),
    rules: z.array(planRuleSchema).max(MAX_RULES),
    enforcement: z.partialRecord(z.enum(SOURCES), enforcementSchema),
    updatedAt: z.int().meta({ description: 'Epoch ms' }),
  })
  .meta({ id: 'TrackingPlan' })
export type TrackingPlan = z.infer<typeof planSchema>

export const violationSchema = z
  .object({
    kind: z.enum(VIOLATIONS),
    /** Name of the event, as it came. */
    event: z.string(),
    /** Where in the event, as `properties.country`; empty: the event itself. */
    field: z.string(),
    message: z.string(),
    messageId: z.string(),
    at: z.int().meta({ description: 'Epoch ms' }),
    personId: z.string(),
    /** The moment: this session, at `at`. */
    sessionId: z.string().nullable(),
    /** Segments that ask for what is wrong here. */
    segments: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Violation' })
export type Violation = z.infer<typeof violationSchema>
export type ViolationKind = Violation['kind']

/** What a check of one event says, before it is tied to a moment. */
export type Finding = Pick<Violation, 'kind' | 'field' | 'message'>
