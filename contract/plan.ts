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

/** What asks for events, and so is only as good as they are. */
export const dependentSchema = z.object({
  kind: z.enum(['segment', 'funnel', 'chart']),
  id: z.string(),
  name: z.string(),
  board: z.string().optional().meta({ description: 'Of a funnel or chart: the board it is on' }),
})
export type Dependent = z.infer<typeof dependentSchema>

const exampleSchema = z.object({
  messageId: z.string(),
  at: z.int().meta({ description: 'Epoch ms' }),
  personId: z.string(),
  sessionId: z.string().nullable(),
  seen: z.string().optional().meta({ description: 'What was there, as JSON, cut' }),
  url: z.string().nullable().meta({ description: 'Its moment in the viewer; null: not recorded' }),
})
export type ViolationExample = z.infer<typeof exampleSchema>

/** Violations that are equal but for the event they were met in. */
export const violationSchema = z
  .object({
    kind: z.enum(VIOLATIONS),
    /** Name of the event, as it came. */
    event: z.string(),
    /** Where in the event, as `properties.country`, places in lists as `*`; empty: the event itself. */
    field: z.string(),
    message: z.string(),
    count: z.int(),
    firstAt: z.int().meta({ description: 'Epoch ms' }),
    lastAt: z.int().meta({ description: 'Epoch ms' }),
    damages: z.array(dependentSchema).meta({ description: 'What asks for the event that is wrong here' }),
    examples: z.array(exampleSchema).meta({ description: 'The newest, at most 3' }),
  })
  .meta({ id: 'Violation' })
export type Violation = z.infer<typeof violationSchema>
export type ViolationKind = Violation['kind']

/** What a check of one event says. `seen`: what was there instead, as JSON, cut. */
export interface Finding extends Pick<Violation, 'kind' | 'field' | 'message'> {
  seen?: string
}
