import type { JsonObject, Source } from '../../contract/event.ts'
import type { SessionFields } from '../../contract/fields.ts'

/** What segments are asked of: everything known about one person, in plain data. */
export interface PersonHistory {
  id: string
  /** In order of `byTime`. */
  traits: TraitChange[]
  /** In order of `byTime`. */
  events: PersonEvent[]
  /** By start, then id. */
  sessions: SessionHistory[]
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
  pages: { at: number; path: string }[]
}
