/**
 * What an engine knows, as the folds of this folder ask for it. Everything else about funnels, retention, trends and
 * paths is worked out here, the same for every engine. `K` is how an engine names persons and sessions.
 */

import type { Breakdown, Judged, Step } from '../../contract/behaviour/step.ts'
import type { SessionField } from '../../contract/fields.ts'
import type { Question } from '../segment/question.ts'

/** One thing somebody did. */
export interface Deed<K> {
  at: number
  /** The steps it passes: bit i is the i-th asked for. 0: another thing of the same kinds. */
  mask: number
  /** Listed session it belongs to; null: none was recorded. */
  session: K | null
  /** Value of the property asked for, as a text; null: it has none. */
  value: string | null
}

/** At equal times sessions begin first, then pages, then clicks, then events; these by messageId, the others by name. */
export const RANK = { session: 0, page: 1, click: 2, event: 3 } as const

export interface DeedQuery {
  project: string
  /** An engine may leave out who is not among these as of their time: nobody else is counted. */
  only?: Whom
  steps: readonly Step[]
  /**
   * Also what passes no step, of the kinds that occur among the steps. An engine may leave out what does not lie between
   * two deeds of the person that pass one, and of several between the same two all but one of each session.
   */
  others: boolean
  /**
   * What counts begins with a deed that passes one of these steps (bits of the mask) before this time: an engine may
   * leave out persons without such a deed, and what they did before the first one.
   */
  begins?: { mask: number; before: number }
  /** Nobody looks at a person's deeds when the next one's are asked for: an engine may write these over them. */
  fleeting?: boolean
  /** Property whose value is told; of events only. */
  property: readonly string[] | null
  /** [from, to), epoch ms. */
  from: number
  to: number
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

/** Where somebody stood when something of theirs began. */
export interface Standing<K> {
  person: K
  session: K | null
  at: number
}

/** Sessions by start, and of one start by id. Columns share their places. */
export interface Visits<K> {
  length: number
  person: ArrayLike<K>
  session: ArrayLike<K>
  /** When it began. */
  at: ArrayLike<number>
  /** Of each field asked for its numbers; NaN: none. */
  fields: ArrayLike<number>[]
}

export interface VisitQuery {
  project: string
  whom: Whom
  /** Begun in [from, to). */
  from: number
  to: number
  fields: readonly SessionField[]
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

/** A session whose meetings until a time count for a unit, numbered from 0, which is of one side. */
export interface Encounter<K> {
  session: K
  until: number
  unit: number
  side: 0 | 1
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

export interface Known<K> {
  /** Person by person, each with what they did in order; persons in no particular order. */
  deeds(query: DeedQuery): Iterable<{ person: K; deeds: Deed<K>[] }>
  /** Whether each is in what is asked for; `per` session: of the session itself. */
  within(
    project: string,
    whom: Whom,
    per: 'person' | 'session',
    standings: readonly Standing<K>[],
  ): ArrayLike<number | boolean>
  /** Listed sessions of those asked for. */
  visits(query: VisitQuery): Visits<K>
  /** Value of the field of each session or the trait of each person as of then; null: none. */
  values(
    project: string,
    by: Exclude<Breakdown, { by: 'property' }>,
    standings: readonly Standing<K>[],
  ): (string | null)[]
  /** Everything that the sessions met, and how many units of each side did; in no particular order. */
  features(project: string, asked: readonly Encounter<K>[]): FeatureCount[]
  /** What each session met of the pages and events that are wanted. */
  places(project: string, sessions: ArrayLike<K>, isWanted: (name: PlaceName) => boolean): Places
  /** Time of the first event or session; null without any. */
  first(project: string): number | null
  /** Pages (most viewed first) and clicked elements that begin with, or hold, a text. */
  choices(project: string, of: 'page' | 'element', search: string, limit: number): Choice[]
  personId(key: K): string
  sessionId(key: K): string
}
