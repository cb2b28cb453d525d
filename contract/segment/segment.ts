/**
 * A segment is data: a tree of conditions over sessions, persons or accounts. What each condition matches is defined
 * by server/segment/match.ts and written in SPEC.md; here is only the tree's shape. Its check is segment-check.ts.
 *
 * In a segment of persons, what a session holds (a field, a page) is asked inside a `session` condition, so
 * that "phone and more than 5 minutes" means one session with both. In a segment of accounts, what persons did is
 * asked inside `users`.
 */
import { z } from 'zod'
import { FAILURE_KINDS, type FailureKind } from '../facts.ts'
import { SESSION_FIELD_NAMES, type SessionField } from '../fields.ts'
import { FRUSTRATION_KINDS, type FrustrationKind } from '../frustration/frustration.ts'
import {
  type Count,
  count,
  days,
  type NumberTest,
  numberTest,
  type PropertyTest,
  path,
  propertyTest,
  type Scalar,
  scalar,
  type ValueTest,
  valueTest,
} from './values.ts'
import { hours, type Window, window } from './windows.ts'

export const SEGMENT_VERSION = 1
/** Nodes a tree may have after references are substituted. */
export const MAX_CONDITIONS = 500
export const MAX_DEPTH = 20
export const MAX_STEPS = 10

/** What a person does at a moment. `Leaf`: see ConditionOf. */
export type ActOf<Leaf> =
  | { act: 'event'; event: string; where: PropertyTest[] }
  /** Any event of the person. */
  | { act: 'any' }
  /** A page whose path passes: viewed (for at least so many seconds), the first of a session, the last of one. */
  | { act: 'page'; path: ValueTest; how: 'viewed' | 'entered' | 'left'; seconds: number }
  /** A session begins, in which `where` holds; null: any. */
  | { act: 'session'; where: ConditionOf<Leaf> | null }

/** An act of a sequence, and what must not have been done between the step before and this one. */
export interface StepOf<Leaf> {
  do: ActOf<Leaf>
  without: ActOf<Leaf>[]
}

export const AMOUNTS = ['sum', 'average', 'min', 'max', 'distinct'] as const
export type Amount = (typeof AMOUNTS)[number]

/** `Leaf`: conditions that refer to something stored, which engines are given in another form. */
export type ConditionOf<Leaf> =
  | Leaf
  | { kind: 'and' | 'or'; of: ConditionOf<Leaf>[] }
  | { kind: 'not'; of: ConditionOf<Leaf> }

  // -- who: of the person; of the account inside `account` and in segments of accounts
  /** The trait, latest value as of the time asked for. */
  | { kind: 'trait'; trait: string; is: ValueTest }
  /** The trait changed in the window from one value to a higher (`up`) or lower one: by `order`, lowest first; empty: as numbers. */
  | { kind: 'moved'; trait: string; direction: 'up' | 'down'; order: Scalar[]; window: Window }
  /** When the person was first or last seen (an event, a change of traits, the start of a session), as a date. */
  | { kind: 'seen'; which: 'first' | 'last'; is: ValueTest }
  /** The person's frustration score: the mean of the last ten judged sessions. */
  | { kind: 'score'; is: NumberTest }
  /** The person belongs to an account in which `where` holds. */
  | { kind: 'account'; where: ConditionOf<Leaf> }
  /** Only of accounts: any, all, none or so many of its users. */
  | { kind: 'users'; who: 'any' | 'all' | 'none' | Count; where: ConditionOf<Leaf> }

  // -- what the person did
  /** The person did the event; "did not" is `exactly 0`. */
  | { kind: 'event'; event: string; where: PropertyTest[]; count: Count; window: Window }
  /** The same of any act. */
  | { kind: 'did'; of: ActOf<Leaf>; count: Count; window: Window }
  /** On so many different calendar days. */
  | { kind: 'days'; of: ActOf<Leaf>; count: Count; window: Window }
  /** The very first time falls into the window. */
  | { kind: 'first'; of: ActOf<Leaf>; window: Window }
  /** Did it in the `before` days before the last `days`, and not in these. */
  | { kind: 'stopped'; of: ActOf<Leaf>; days: number; before: number }
  /** Did it in the last `days`, for the first time after more than `quiet` days without, having done it before. */
  | { kind: 'resumed'; of: ActOf<Leaf>; days: number; quiet: number }
  /** In at least so many of the `last` calendar days or weeks, the current one included. */
  | { kind: 'regularly'; of: ActOf<Leaf>; unit: 'day' | 'week'; least: number; last: number }
  /** How often in the last `days`, against the `days` before these. */
  | { kind: 'change'; of: ActOf<Leaf>; direction: 'dropped' | 'rose'; percent: number; days: number }
  /** The steps in this order, from the first to the last within `hours`. */
  | { kind: 'sequence'; steps: StepOf<Leaf>[]; hours: number; window: Window }
  /** How many of the steps, in this order, the person reached within `hours` from the first. */
  | { kind: 'funnel'; steps: ActOf<Leaf>[]; hours: number; reached: Count; window: Window }
  /** A numeric property of the events, taken together. */
  | {
      kind: 'amount'
      event: string
      where: PropertyTest[]
      of: Amount
      path: string[]
      is: NumberTest
      window: Window
    }
  /** What the events earned; `Order Refunded` is taken off. */
  | { kind: 'revenue'; events: string[]; is: NumberTest; window: Window }

  // -- sessions
  /** The person has so many sessions, begun in the window, in which all of `where` holds. */
  | { kind: 'session'; where: ConditionOf<Leaf>; count: Count; window: Window }
  /** The session has so many views of pages whose path passes. */
  | { kind: 'page'; path: ValueTest; count: Count }
  | { kind: 'field'; field: SessionField; is: ValueTest }
  /** Which of the person's sessions it is: 1 is the first. */
  | { kind: 'visit'; number: Count }
  /** The session has so many findings: of these kinds (none given: any), pattern of the page, fingerprint of the element. */
  | {
      kind: 'finding'
      of: FrustrationKind[]
      page: ValueTest | null
      element: ValueTest | null
      count: Count
    }
  /** The session has so many failures. `address`: of the script, resource or request; `status`: of a request. */
  | {
      kind: 'failure'
      of: FailureKind[]
      message: ValueTest | null
      address: ValueTest | null
      status: ValueTest | null
      count: Count
    }
  /** The visitor could read this text: a title, a heading, or what was clicked. */
  | { kind: 'text'; contains: string }

/** Another segment, and a stored list of ids (of users, anonymous visitors, persons, sessions or accounts). */
export type Reference = { kind: 'segment'; id: string } | { kind: 'list'; id: string }

export type Condition = ConditionOf<Reference>
export type Act = ActOf<Reference>
export type Step = StepOf<Reference>

const eventName = z.string().min(1).max(500)
const where = z.array(propertyTest).max(20)
const nested: z.ZodType<Condition> = z.lazy(() => condition)

export const actSchema: z.ZodType<Act> = z
  .lazy(() =>
    z.discriminatedUnion('act', [
      z.strictObject({ act: z.literal('event'), event: eventName, where }),
      z.strictObject({ act: z.literal('any') }),
      z.strictObject({
        act: z.literal('page'),
        path: valueTest,
        how: z.enum(['viewed', 'entered', 'left']),
        seconds: z.number().min(0).max(86_400),
      }),
      z.strictObject({ act: z.literal('session'), where: nested.nullable() }),
    ]),
  )
  .meta({ id: 'Act' })

const group = z
  .array(nested)
  .min(1, 'A group holds at least one condition.')
  .max(MAX_CONDITIONS, `A group holds at most ${MAX_CONDITIONS} conditions.`)
const field = z.enum(SESSION_FIELD_NAMES, { error: 'There is no such field.' })
const trait = z.string().min(1).max(200)
const id = z.string().min(1).max(64)
const test = valueTest.nullable()
const step = z.strictObject({ do: actSchema, without: z.array(actSchema).max(5) })

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['and', 'or']), of: group }),
      z.strictObject({ kind: z.literal('not'), of: condition }),
      z.strictObject({ kind: z.literal('trait'), trait, is: valueTest }),
      z.strictObject({
        kind: z.literal('moved'),
        trait,
        direction: z.enum(['up', 'down']),
        order: z.array(scalar).max(50),
        window,
      }),
      z.strictObject({ kind: z.literal('seen'), which: z.enum(['first', 'last']), is: valueTest }),
      z.strictObject({ kind: z.literal('score'), is: numberTest }),
      z.strictObject({ kind: z.literal('list'), id }),
      z.strictObject({ kind: z.literal('account'), where: condition }),
      z.strictObject({
        kind: z.literal('users'),
        who: z.union([z.enum(['any', 'all', 'none']), count]),
        where: condition,
      }),
      z.strictObject({ kind: z.literal('event'), event: eventName, where, count, window }),
      z.strictObject({ kind: z.enum(['did', 'days']), of: actSchema, count, window }),
      z.strictObject({ kind: z.literal('first'), of: actSchema, window }),
      z.strictObject({ kind: z.literal('stopped'), of: actSchema, days, before: days }),
      z.strictObject({ kind: z.literal('resumed'), of: actSchema, days, quiet: days }),
      z.strictObject({
        kind: z.literal('regularly'),
        of: actSchema,
        unit: z.enum(['day', 'week']),
        least: z.int().min(1).max(520),
        last: z.int().min(1).max(520),
      }),
      z.strictObject({
        kind: z.literal('change'),
        of: actSchema,
        direction: z.enum(['dropped', 'rose']),
        percent: z.number().positive().max(1_000_000),
        days,
      }),
      z.strictObject({
        kind: z.literal('sequence'),
        steps: z.array(step).min(2).max(MAX_STEPS),
        hours,
        window,
      }),
      z.strictObject({
        kind: z.literal('funnel'),
        steps: z.array(actSchema).min(1).max(MAX_STEPS),
        hours,
        reached: count,
        window,
      }),
      z.strictObject({
        kind: z.literal('amount'),
        event: eventName,
        where,
        of: z.enum(AMOUNTS),
        path,
        is: numberTest,
        window,
      }),
      z.strictObject({
        kind: z.literal('revenue'),
        events: z.array(eventName).min(1).max(50),
        is: numberTest,
        window,
      }),
      z.strictObject({ kind: z.literal('session'), where: condition, count, window }),
      z.strictObject({ kind: z.literal('page'), path: valueTest, count }),
      z.strictObject({ kind: z.literal('field'), field, is: valueTest }),
      z.strictObject({ kind: z.literal('visit'), number: count }),
      z.strictObject({
        kind: z.literal('finding'),
        of: z.array(z.enum(FRUSTRATION_KINDS)).max(20),
        page: test,
        element: test,
        count,
      }),
      z.strictObject({
        kind: z.literal('failure'),
        of: z.array(z.enum(FAILURE_KINDS)).max(20),
        message: test,
        address: test,
        status: test,
        count,
      }),
      z.strictObject({ kind: z.literal('text'), contains: z.string().trim().min(1).max(200) }),
      z.strictObject({ kind: z.literal('segment'), id }),
    ]),
  )
  .meta({ id: 'Condition' })

export const SUBJECTS = ['session', 'person', 'account'] as const
/** A segment of accounts holds their users, and these persons' sessions. */
export type Subject = (typeof SUBJECTS)[number]

export const segmentDefinition = z.strictObject({
  version: z.literal(SEGMENT_VERSION),
  subject: z.enum(SUBJECTS),
  where: condition,
})
export type SegmentDefinition = z.infer<typeof segmentDefinition>
