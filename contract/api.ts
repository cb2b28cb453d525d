/**
 * The read API's types, shared by the server that answers and the viewer that asks. All times are epoch
 * milliseconds on the server's clock unless a name says otherwise.
 */
import type { JsonObject, Source } from './event.ts'
import type { TabFacts } from './facts.ts'
import type { SessionFields } from './fields.ts'
import type { SegmentDefinition, SegmentProblem } from './segment.ts'

export interface ErrorBody {
  error: { code: string; message: string; problems?: SegmentProblem[] }
}

export interface List<T> {
  items: T[]
  /** Pass as `cursor` for the next page; null at the end. */
  next: string | null
  /** Where counted: how many in all. */
  total?: number
}

export interface Project {
  id: string
  name: string
  writeKey: string
  createdAt: number
  /** Whether sample data is loaded. */
  sample: boolean
  sessions: number
}

export interface PersonSummary {
  id: string
  /** What to call the person: name, e-mail, user id, or a short anonymous id. */
  label: string
  userIds: string[]
  anonymousIds: string[]
}

export interface Person extends PersonSummary {
  traits: JsonObject
  firstSeen: number
  lastSeen: number
  sessions: number
}

/** A row of the session list. */
export interface Session {
  id: string
  /** Its page in the viewer. */
  url: string
  startedAt: number
  endedAt: number
  source: Source
  person: PersonSummary
  fields: SessionFields
  tabs: number
}

export interface RecordedBatch {
  seq: number
  from: number
  to: number
  events: number
  /** Bytes as stored (gzip). */
  bytes: number
  /** Holds a full snapshot: replay can begin here. */
  snapshot: boolean
}

export interface RecordedTab {
  id: string
  from: number
  to: number
  /** Events the recorder had to drop. */
  lost: number
  /** Sequence numbers that never arrived. */
  gaps: number[]
  /** In sequence; fetch each from `/api/sessions/ID/tabs/TAB/batches/SEQ` (JSON array of rrweb events). */
  batches: RecordedBatch[]
  facts: TabFacts
}

export interface SessionDetail extends Session {
  /** Add to a recorded timestamp to get server time. */
  clockOffset: number
  recordings: RecordedTab[]
  traits: JsonObject
}

export interface AnalyticsEvent {
  messageId: string
  type: string
  event?: string
  name?: string
  userId: string | null
  anonymousId: string | null
  groupId: string | null
  previousId: string | null
  properties: JsonObject
  traits: JsonObject
  context: JsonObject
  /** ISO 8601; corrected for the client's clock. */
  timestamp: string
  originalTimestamp: string | null
  sentAt: string | null
  receivedAt: string
  personId: string
  sessionId: string | null
}

export interface Segment {
  id: string
  name: string
  description: string
  definition: SegmentDefinition
  createdAt: number
  updatedAt: number
}

export interface SegmentInput {
  name: string
  description?: string
  definition: SegmentDefinition
}

export interface Preview {
  sessions: number
  persons: number
  /** Of all in the project. */
  ofSessions: number
  ofPersons: number
  examples: Session[]
  /** Conditions that can match nothing, and why: an unknown event, a segment that is gone. */
  notices: SegmentProblem[]
}

/** Why a session or person is in a segment: the tree again, with what decided each node. */
export interface Explanation {
  at: string
  holds: boolean
  /** In words: "did Order Completed at least 1 time in the last 7 days: 2 times". */
  sentence: string
  /** Events and sessions that decided it, newest first, at most 10. */
  evidence: { at: number; label: string; sessionId?: string; messageId?: string }[]
  parts: Explanation[]
}

export interface Suggestion {
  value: string | number | boolean
  count: number
}

export interface Outcome {
  /** recording, event */
  kind: string
  outcome: 'stored' | 'duplicate' | 'drop' | 'refuse' | 'aside'
  reason: string
  count: number
  lastAt: number
}
