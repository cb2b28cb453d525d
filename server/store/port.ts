/**
 * What every engine promises. Each operation is whole or not at all, is durable when its promise resolves, and
 * may be repeated with the same result; none takes a callback to run inside a transaction, which a remote
 * engine could not keep. test/store/contract.ts is this file as tests; every engine runs it.
 */
import type { BatchHead } from '../../contract/batch.ts'
import type { JsonObject, NewEvent, Source } from '../../contract/event.ts'
import type { TabFacts } from '../../contract/facts.ts'
import type { SessionFields } from '../../contract/fields.ts'
import type { Verdict } from '../../contract/frustration/verdict.ts'
import type { Order, SessionSort } from '../../contract/session-sort.ts'
import type { Merge } from '../identity/merge.ts'
import type { PersonHistory } from '../segment/history.ts'
import type { Question, ResolvedCondition } from '../segment/question.ts'
import type { BehaviourStore } from './behaviour-port.ts'
import type { ControlStore } from './control-port.ts'
import type { FrustrationStore } from './frustration-port.ts'
import type { HeatmapStore } from './heatmap-port.ts'
import type { LiveStore } from './live-port.ts'
import type { RemovalStore } from './removal-port.ts'
import type { RewriteStore } from './rewrite-port.ts'
import type { EventTally, TallyQuery } from './tally-port.ts'
import type { WorkedOutStore } from './worked-out-port.ts'

export interface Store extends FactStore, ControlStore {
  /** Finishes what was begun, then lets go of files and threads. */
  close(): Promise<void>
}

/** Append-mostly; what scales out. */
export interface FactStore
  extends FrustrationStore,
    HeatmapStore,
    BehaviourStore,
    RemovalStore,
    LiveStore,
    RewriteStore,
    WorkedOutStore {
  /**
   * Known by (project, session, tab, seq). A session is created by its first batch; its clock offset is that
   * batch's. `session-too-long`: a recorder's batch ends more than 24 h after the stored start (imports may).
   */
  putBatch(batch: NewBatch): Promise<'stored' | 'duplicate' | 'session-too-long'>
  /** Known by (project, messageId). Answers in the order given; equal ids within one call store once. */
  putEvents(project: string, events: NewEvent[]): Promise<('stored' | 'duplicate')[]>

  /** Sessions with batches not yet looked into, or with facts of an older version; longest waiting first. */
  backlog(limit: number): Promise<WaitingSession[]>
  /** How many sessions wait, and since when (epoch ms of receipt; null when none). */
  lag(): Promise<{ waiting: number; since: number | null }>
  /** Batches of a tab in sequence, with bytes; those set aside are left out. */
  tabBatches(tab: TabKey, fromSeq: number): Promise<StoredBatch[]>
  /** Tabs of a session that have a batch, in order of their first event. */
  tabs(session: SessionKey): Promise<TabRow[]>
  /** What derivation needs; null: no batch is there. `from`: by tab, the first batch wanted, all if one before waits. */
  toDerive(session: SessionKey, from: Record<string, number>): Promise<ToDerive | null>
  /**
   * Replaces what was derived of a session and takes it out of the backlog, unless batches beyond those named
   * here or before wait. Batches named as checked become readable and stay so; those named aside never are.
   */
  putDerived(derived: Derived): Promise<void>
  /** Puts every session of the project (of all, without one) back into the backlog; answers how many. */
  deriveAgain(project?: string): Promise<number>

  sessions(query: SessionQuery): Promise<{ items: SessionRow[]; next: Cursor | null }>
  /** Also one with nothing readable yet (`tabs` is 0). */
  session(key: SessionKey): Promise<SessionRow | null>
  /** Bytes of one batch; null when it is absent, not looked into yet, or set aside. */
  batch(tab: TabKey, seq: number): Promise<Uint8Array | null>
  /** Facts by tab, in order of the tabs' first event. */
  facts(session: SessionKey): Promise<{ tab: string; facts: TabFacts }[]>
  /** Of each of these sessions that has named events: the names in a person's history, each once, sorted. */
  eventNames(project: string, sessions: string[]): Promise<{ session: string; names: string[] }[]>
  events(query: EventQuery): Promise<{ items: EventRow[]; next: Cursor | null }>
  /**
   * Events in the order they were stored, after a place in that order (null: from the first). `next` is the place
   * behind the last one given, and stays good for what is stored later.
   */
  feed(
    project: string,
    after: Cursor | null,
    limit: number,
  ): Promise<{ items: EventRow[]; next: Cursor | null }>
  /** The place behind everything stored so far. */
  feedEnd(project: string): Promise<Cursor>
  /** Events by name, most frequent first; what has no name in a history counts under its type. */
  eventTallies(query: TallyQuery): Promise<EventTally[]>
  /** Events of one name (`named` false: of one type without), newest first. */
  eventsNamed(query: TallyQuery & Pick<EventTally, 'name' | 'named'>): Promise<EventRow[]>
  person(project: string, id: string): Promise<PersonRow | null>
  persons(project: string, ids: string[]): Promise<PersonRow[]>
  /** The person an id belongs to now. */
  findPerson(project: string, by: { user: string } | { anonymous: string }): Promise<PersonRow | null>
  /** What tied this person's ids together, and what was refused and why; in order of time. */
  merges(project: string, person: string): Promise<Merge[]>
  /** Everything segments can ask about one person; of its accounts and their users only when they are asked for. */
  history(project: string, person: string, withAccounts?: boolean): Promise<PersonHistory | null>
  /** Sessions and persons of the segment; of everyone without one. */
  count(project: string, question?: Question): Promise<{ sessions: number; persons: number }>
  /** Persons of the segment, ordered by id, or those seen last first (then by id, descending). */
  members(
    project: string,
    question: Question | undefined,
    page: PageRequest & { order?: 'id' | 'lastSeen' },
  ): Promise<{ items: PersonRow[]; next: Cursor | null }>
  /** Accounts that pass a condition of accounts and have somebody by then, ordered by id. */
  accounts(
    project: string,
    asked: AccountsAsked,
    page: PageRequest,
  ): Promise<{ items: AccountRow[]; next: Cursor | null }>
  /** Values that really arrived, most frequent first; of traits those that hold now, counted by person. */
  suggest(project: string, ask: SuggestQuery): Promise<{ value: string | number | boolean; count: number }[]>
}

export interface SessionKey {
  project: string
  session: string
}

export interface WaitingSession extends SessionKey {
  /** Since when, epoch ms of receipt. */
  since: number
}
export interface TabKey extends SessionKey {
  tab: string
}

export interface NewBatch {
  project: string
  head: Omit<BatchHead, 'writeKey'>
  /** gzip, as received. */
  bytes: Uint8Array
  receivedAt: number
  source: Source
}

/** Times by the visitor's clock. */
export interface StoredBatch {
  seq: number
  from: number
  to: number
  events: number
  bytes: Uint8Array
}

/** Times by the visitor's clock, as the recorder told them; add the session's `clockOffset`. */
export interface TabRow {
  tab: string
  from: number
  to: number
  lost: number
  /** Readable batches (checked by derivation), in sequence. */
  batches: { seq: number; from: number; to: number; events: number; bytes: number; snapshot: boolean }[]
  /** Batches not yet looked into, in sequence. */
  fresh: number[]
  /** Batches set aside, and why. */
  aside: { seq: number; reason: string }[]
}

export interface ToDerive {
  clockOffset: number
  source: Source
  tabs: (TabRow & { wanted: { seq: number; size: number }[] })[]
  /** Of all tabs, one after the other; the caller's own. */
  bytes: Uint8Array<ArrayBuffer>
}

export interface Derived<Facts = TabFacts | string> extends SessionKey {
  /** `source` is the store's own and is put in by it. */
  fields: SessionFields
  /** First and last event of all tabs, server clock; null when nothing was readable. */
  span: { from: number; to: number } | null
  /** What the rules in force said, as `fields` tell already; absent: it waits to be judged. */
  verdict?: Verdict
  tabs: {
    tab: string
    /** JSON when they come from another thread; null: leave the facts as they are. */
    facts: Facts | null
    /** What changed rules ask later (derive/frustration/kept.ts); null or absent: leave it as it is. */
    trace?: Uint8Array | null
    /** Batches that were looked into and are whole. */
    checked: { seq: number; snapshot: boolean }[]
    /** Batches no one may be served, with the reason. */
    aside: { seq: number; reason: string }[]
  }[]
}

export interface SessionRow extends SessionKey {
  person: string
  anonymousId: string
  userId: string | null
  startedAt: number
  endedAt: number
  /** Server clock minus visitor clock, ms; 0 when they agree within CLOCK_TOLERANCE_MS. */
  clockOffset: number
  source: Source
  fields: SessionFields
  /** Tabs with something readable. */
  tabs: number
}
/** Below this a difference of clocks is the network's delay, and is left alone. */
export const CLOCK_TOLERANCE_MS = 2_000

/** The stored form of an event: NewEvent and whose it is. */
export interface EventRow extends NewEvent {
  /** Empty: no id it carries says who it was. */
  person: string
}

export interface PersonRow {
  id: string
  userIds: string[]
  anonymousIds: string[]
  traits: JsonObject
  firstSeen: number
  lastSeen: number
  sessions: number
  /** Of the last ten sessions that were judged, see personScore; absent: none was. */
  frustrationScore?: number
}

export interface AccountsAsked {
  where: ResolvedCondition
  /** Epoch ms: as of then. */
  time: number
  /** IANA name; absent: UTC. */
  zone?: string
}

/** As of the time asked for. */
export interface AccountRow {
  id: string
  traits: JsonObject
  /** How many persons belong to it. */
  members: number
}

/** Opaque to callers; an engine refuses one it did not make. */
export type Cursor = string
export interface PageRequest {
  limit: number
  cursor?: Cursor
}

/** Newest first (startedAt, then id, both descending); only sessions with something readable. */
export interface SessionQuery extends PageRequest {
  project: string
  question?: Question
  person?: string
  /** Started in [from, to). */
  from?: number
  to?: number
  /** `startedAt` without it; equal values by id, in the same order. A cursor is good for one sort and order. */
  sort?: SessionSort
  /** `desc` without it. */
  order?: Order
  /** None but these, and none of those. */
  only?: string[]
  except?: string[]
}

/** Newest first (at, then messageId, both descending). */
export interface EventQuery extends PageRequest {
  project: string
  user?: string
  anonymous?: string
  person?: string
  session?: string
  message?: string
  /** Name in the person's history: of a track, or `Viewed NAME Page`. */
  event?: string
  /** Epoch ms: at >= since. */
  since?: number
}

export type SuggestQuery = { prefix: string; limit: number } & (
  | { of: 'event' }
  | { of: 'property'; event: string }
  | { of: 'propertyValue'; event: string; name: string }
  | { of: 'trait' }
  | { of: 'traitValue'; name: string }
  /** Of accounts, counted by account. */
  | { of: 'accountTrait' }
  | { of: 'accountTraitValue'; name: string }
  | { of: 'path' }
  /** Messages of failures, counted by failure. */
  | { of: 'failure' }
  /** Of scripts, resources and requests that failed, and how requests were answered. */
  | { of: 'failureAddress' }
  | { of: 'failureStatus' }
  /** Titles, headings, and what was clicked, in small letters; counted by session. */
  | { of: 'text' }
  /** Patterns of pages and fingerprints of elements where something was found, counted by finding. */
  | { of: 'findingPage' }
  | { of: 'findingElement' }
  | { of: 'field'; name: keyof SessionFields }
)
