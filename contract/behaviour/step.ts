/**
 * What somebody does at a moment, as funnels, retention, trends and paths ask for it. Which deeds pass a step, and in
 * what order they lie, is defined by server/behaviour/deeds.ts and written in SPEC.md.
 */
import { z } from 'zod'
import { SESSION_FIELD_NAMES } from '../fields.ts'
import { path, propertyTest } from '../segment/values.ts'

export const stepSchema = z
  .discriminatedUnion('kind', [
    /** By its name in a history: that of a track, or `Viewed NAME Page`. */
    z.strictObject({
      kind: z.literal('event'),
      event: z.string().min(1, 'choose an event').max(500),
      where: z.array(propertyTest).max(10).default([]),
    }),
    /** By its pattern, as addresses are folded: `/product/:id`. */
    z.strictObject({ kind: z.literal('page'), page: z.string().min(1, 'choose a page').max(2_000) }),
    /** On an element, by its fingerprint or else by what it says; on one page or, empty, on any. */
    z.strictObject({
      kind: z.literal('click'),
      element: z.string().max(2_000).default(''),
      name: z.string().max(500).default(''),
      page: z.string().max(2_000).default(''),
    }),
    /** A recorded session begins. */
    z.strictObject({ kind: z.literal('session') }),
  ])
  .meta({ id: 'Step' })
export type Step = z.infer<typeof stepSchema>
export type StepInput = z.input<typeof stepSchema>

/** Whom numbers are about, and when they judge it; see SPEC. */
export const JUDGED = ['start', 'asked'] as const
export type Judged = (typeof JUDGED)[number]

/** By what an answer is taken apart: an event's property, a field of the session, a trait as of then. */
export const breakdownSchema = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('property'), path }),
    z.strictObject({ by: z.literal('field'), field: z.enum(SESSION_FIELD_NAMES) }),
    z.strictObject({ by: z.literal('trait'), trait: z.string().min(1).max(200) }),
  ])
  .meta({ id: 'Breakdown' })
export type Breakdown = z.infer<typeof breakdownSchema>

export const interval = z.object({ low: z.number(), high: z.number() })

/** A moment of somebody, as lists behind numbers tell it. */
export const momentSchema = z
  .object({
    person: z.string(),
    label: z.string().meta({ description: 'Name, e-mail, user id, or a short form of the person id' }),
    session: z.string().nullable(),
    at: z.int().meta({ description: 'Epoch milliseconds' }),
    url: z.string().meta({ description: 'The moment in the viewer; the person where nothing was recorded' }),
  })
  .meta({ id: 'BehaviourMoment' })
export type BehaviourMoment = z.infer<typeof momentSchema>

export const choiceSchema = z
  .object({ value: z.string(), name: z.string(), count: z.int() })
  .meta({ id: 'StepChoice' })
export type StepChoice = z.infer<typeof choiceSchema>
