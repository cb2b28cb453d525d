import type { JsonObject, Source } from '../../contract/event.ts'
import type { FailureKind } from '../../contract/facts.ts'
import type { SessionFields } from '../../contract/fields.ts'
import type { FrustrationKind } from '../../contract/frustration/frustration.ts'

/** What segments are asked of: everything known about one person, in plain data. */
export interface PersonHistory {
  id: string
  /** Ids that name this person now. */
  userIds: string[]
  anonymousIds: string[]
  /** In order of `byTime`. */
  traits: TraitChange[]
  /** In order of `byTime`. */
  events: PersonEvent[]
  /** By start, then id. */
  sessions: SessionHistory[]
  /** By id; told only where accounts are asked about. */
  accounts: Membership[]
}

/** The person was named with the account in a group call; it belongs to it from then on. */
export interface Membership {
  since: number
  account: AccountHistory
}

export interface AccountHistory {
  id: string
  /** In order of `byTime`. */
  traits: TraitChange[]
  /** By id of the person. */
  users: { since: number; person: PersonHistory }[]
}

export interface TraitChange {
  at: number
  messageId: string
  traits: JsonObject
  /** Amplitude's operators by name (see trait-operations); absent from plain writes. */
  operations?: JsonObject
}

export interface PersonEvent {
  at: number
  messageId: string
  /** The name of a track event; page and screen calls are `Viewed NAME Page` / `Viewed NAME Screen`. */
  name: string
  properties: JsonObject
  sessionId?: string
}

export interface SessionHistory {
  id: string
  startedAt: number
  endedAt: number
  source: Source
  fields: SessionFields
  /** By time, then path. */
  pages: { at: number; until: number; path: string }[]
  /** By time, kind, page, element. */
  findings: SessionFinding[]
  /** By time, then message. */
  failures: SessionFailure[]
  /** Titles, headings, and what was clicked; sorted, without repeats. */
  texts: string[]
}

export interface SessionFinding {
  at: number
  kind: FrustrationKind
  /** Pattern of the page. */
  page: string
  /** Fingerprint of the element; empty where there is none. */
  element: string
}

export interface SessionFailure {
  at: number
  kind: FailureKind
  message: string
  /** Of the script, resource or request. */
  address?: string
  /** Of a request; 0 when no answer came. */
  status?: number
}
