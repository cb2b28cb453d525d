/**
 * What an engine knows, as the folds of this folder ask for it. Everything else about funnels, retention, trends and
 * paths is worked out here, the same for every engine. Persons and sessions are numbers from 1, as the engine gives
 * them; 0: none. What there is much of is told in columns, which share their places.
 */

import type { Breakdown, Judged, Step } from '../../contract/behaviour/step.ts'
import type { SessionField } from '../../contract/fields.ts'
import type { Question } from '../segment/question.ts'

/** At equal times sessions begin first, then pages, then clicks, then events; these by messageId, the others by name. */
export const RANK = { session: 0, page: 1, click: 2, event: 3 } as const

/** In the mask of a deed: something else of the kinds of the steps was done between it and the deed before. */
export const AFTER_ANOTHER = 1 << 30

export interface StepQuery {
  project: string
  steps: readonly Step[]
  /** Property whose value is told; of events only. */
  property: readonly string[] | null
  /** [from, to), epoch ms. */
  from: number
  to: number
}

export interface DeedQuery extends StepQuery {
  /** Whose deeds are in order; those of no session belong to none. */
  per: 'person' | 'session'
  /** An engine may leave out who is not among these as of their time: nobody else is counted. */
  only?: Whom
  /** Of which deeds AFTER_ANOTHER is told; null: of none. */
  others: Others | null
  /**
   * What counts begins with a deed that passes one of these steps (bits of the mask) before this time: an engine may
   * leave out whom has no such deed, and what was done before the first one.
   */
  begins?: { mask: number; before: number }
}

/** As bits of a mask. What is not asked about may be told all the same. */
export interface Others {
  /** Deeds that pass one of these steps, where the deed before passes the step before. */
  chain: number
  /** Deeds that pass one of these. */
  any: number
}

/** What passes a step, of one after the other, and of each in order; whose comes first is left open. */
export interface Deeds {
  /** By number of the person, or session. */
  person: ArrayLike<number>
  /** The deeds of the i-th are at [starts[i], starts[i + 1]). */
  starts: ArrayLike<number>
  at: ArrayLike<number>
  /** The steps it passes: bit i is the i-th asked for. */
  mask: ArrayLike<number>
  /** Value of the property asked for, as a text; null: it has none. Null for all: none is asked for. */
  value: ArrayLike<string | null> | null
  /** Listed session it belongs to. */
  session(place: number): number
}

/** Where somebody stood when something of theirs began. */
export interface Stood {
  length: number
  person: ArrayLike<number>
  session: ArrayLike<number>
  at: ArrayLike<number>
}

export interface HappeningQuery extends StepQuery {
  /** As of each deed, or of the time of asking. */
  whom: Whom
  /** Whether sessions are told; else all are 0. */
  sessions: boolean
}

/** Deeds that pass a step, of those asked for, in no particular order. */
export interface Happenings extends Stood {
  mask: ArrayLike<number>
  value: ArrayLike<string | null> | null
}

/** Whom an answer is about. */
export interface Whom {
  /** Everyone without one. */
  question?: Question
  /** Those who are not in it. */
  others?: boolean
  judged: Judged
}

/** For a query of deeds that counts these alone, judged as of the time of asking. */
export function onlyThose(whom: Whom): Pick<DeedQuery, 'only'> {
  return whom.question && whom.judged === 'asked' ? { only: whom } : {}
}

/** Sessions by start, and of one start by id. Columns share their places. */
export interface Visits extends Stood {
  /** Of each field asked for its numbers; NaN: none. */
  fields: ArrayLike<number>[]
}

export interface VisitQuery {
  whom: Whom
  /** Begun in [from, to). */
  from: number
  to: number
}

/** Who had sessions: those of the i-th person are at [starts[i], starts[i + 1]), by start and of one start by id. */
export interface Visitors {
  person: Int32Array
  starts: Int32Array
  session: Int32Array
}

/** By person: what the sessions that carry a number come to, and how many these are. */
export interface Totals {
  sum: Float64Array
  count: Float64Array
}

/** What is known of a session from its beginning, and could tell why it went as it did. */
export const TRAITS_OF_SESSIONS = [
  'country',
  'language',
  'device',
  'browser',
  'os',
  'referrer',
  'utmSource',
  'utmMedium',
  'utmCampaign',
  'release',
] as const satisfies readonly SessionField[]

/** Something met in a session, or known of it: its kind, and what tells it from others of that kind. */
export interface Feature {
  kind: 'event' | 'page' | 'element' | 'frustration' | 'property'
  name: string
  detail: string
}

/** Sessions whose meetings count for units, numbered from 0, each of one side. */
export interface Encounters {
  length: number
  session: ArrayLike<number>
  /** Last time that counts; null: all do. */
  until: ArrayLike<number> | null
  unit: ArrayLike<number>
  side: ArrayLike<number>
}

/** How many units of each side met it. */
export interface FeatureCount extends Feature {
  first: number
  second: number
}

/** A page, by its pattern, or a named event. */
export interface PlaceName {
  kind: 'page' | 'event'
  name: string
}

/** Where sessions were, in order: the places of the i-th are at [starts[i], starts[i + 1]). */
export interface Places {
  starts: ArrayLike<number>
  at: ArrayLike<number>
  /** Place in `names`. */
  what: ArrayLike<number>
  names: readonly PlaceName[]
}

/** A page or element that a step can name. */
export interface Choice {
  value: string
  name: string
  count: number
}

export interface Known {
  deeds(query: DeedQuery): Deeds
  happenings(query: HappeningQuery): Happenings
  /** Whether each is in what is asked for; `per` session: of the session itself. */
  within(project: string, whom: Whom, per: 'person' | 'session', stood: Stood): ArrayLike<number | boolean>
  /** Listed sessions of those that each asks for. */
  visits(project: string, fields: readonly SessionField[], asked: readonly VisitQuery[]): Visits[]
  /** By those whose sessions `visits` tells; persons in no particular order. */
  visitors(project: string, asked: readonly VisitQuery[]): Visitors[]
  /** Of each field. */
  totals(project: string, fields: readonly SessionField[], of: Visitors): Totals[]
  /** Value of the field of each session or the trait of each person as of then; null: none. */
  values(project: string, by: Exclude<Breakdown, { by: 'property' }>, stood: Stood): (string | null)[]
  /** Everything that the sessions met, and how many units of each side did; in no particular order. */
  features(project: string, asked: Encounters): FeatureCount[]
  /**
   * When each session met it first, of what `features` tells; -Infinity: it is known of the session from its beginning,
   * NaN: it never did. An element is known by its detail, what is known of sessions by both, all else by its name.
   */
  met(project: string, feature: Feature, sessions: ArrayLike<number>): ArrayLike<number>
  /** What each session met of the pages and events that are wanted. */
  places(project: string, sessions: ArrayLike<number>, isWanted: (name: PlaceName) => boolean): Places
  /** Time of the first event or session; null without any. */
  first(project: string): number | null
  /** Pages (most viewed first) and clicked elements that begin with, or hold, a text. */
  choices(project: string, of: 'page' | 'element', search: string, limit: number): Choice[]
  personId(key: number): string
  sessionId(key: number): string
}
