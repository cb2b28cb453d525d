/** The part of the port (port.ts) that keeps what frustrated visitors, and what changed rules ask again. */
import type { FrustrationKind } from '../../contract/frustration/frustration.ts'
import type { Grievance, Verdict } from '../../contract/frustration/verdict.ts'
import type { Question } from '../segment/question.ts'

export interface FrustrationStore {
  /** Listed sessions judged by other rules than these, or by none; each once, though some be judged meanwhile. */
  unjudged(
    project: string,
    rules: number,
    page: { limit: number; cursor?: string },
  ): Promise<{ items: TraceRow[]; next: string | null }>
  countUnjudged(project: string, rules: number): Promise<number>
  /** The same of the newest sessions, whoever judged them. */
  newestTraces(project: string, limit: number): Promise<TraceRow[]>
  /** Replaces what was found in these sessions, and the fields that tell of it. */
  putVerdicts(project: string, verdicts: (Verdict & { session: string })[]): Promise<void>
  /** What was found, by kind, page and element; whatever most persons of the segment met first. */
  frustrationBoard(query: BoardQuery): Promise<FrustrationBoard>
  /** When one of them was met in sessions of the segment, newest first. */
  grievances(query: GrievanceQuery): Promise<{ session: string; at: number }[]>
}

/** What is kept of a session to judge it again: one trace per tab. */
export interface TraceRow {
  session: string
  traces: Uint8Array[]
}

/** Sessions started in [from, to). */
export interface BoardQuery {
  project: string
  /** IANA name of the time zone that days go by; absent: UTC. */
  zone?: string
  question?: Question
  from?: number
  to?: number
  limit: number
}

export interface GrievanceQuery extends BoardQuery, Pick<Grievance, 'kind' | 'page' | 'element'> {}

export interface FrustrationBoard {
  /** Asked about: sessions and persons of the segment, and all other persons who came at that time. */
  sessions: number
  persons: number
  others: number
  /** How many rows there are without the limit. */
  total: number
  rows: BoardRow[]
}

export interface BoardRow {
  kind: FrustrationKind
  page: string
  element: string
  name: string
  /** In sessions of the segment; `others`: persons outside it who met the same. */
  occurrences: number
  sessions: number
  persons: number
  others: number
  /** Ever, by anyone. */
  firstSeen: number
  lastSeen: number
  /** Releases it was met in, in order of the first time. */
  releases: string[]
  /** Persons per day (midnight UTC of its date in the zone), in order; days without are left out. */
  days: { day: number; persons: number }[]
}
