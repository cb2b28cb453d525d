import type { NewEvent, Source } from '../../../contract/event.ts'
import type { TabFacts } from '../../../contract/facts.ts'
import type { SessionFields } from '../../../contract/fields.ts'
import type { Verdict } from '../../../contract/frustration/verdict.ts'
import type { Link } from '../../identity/link.ts'
import type { AuditRow } from '../audit-port.ts'
import type { DocumentRow, OutcomeCount, ProjectRow, SegmentRow } from '../control-port.ts'
import type { HeatView } from '../heat/view.ts'
import type { NewBatch, SessionKey } from '../port.ts'
import { emptyLive, type LiveMemory } from './live-state.ts'

export interface MemoryBatch {
  head: NewBatch['head']
  bytes: Uint8Array
  receivedAt: number
  state: 'new' | 'checked' | 'aside'
  snapshot: boolean
  reason: string
}

export interface MemorySession extends SessionKey {
  anonymousId: string
  /** The start its first batch told, server clock. */
  begun: number
  offset: number
  source: Source
  fields: SessionFields
  span: { from: number; to: number } | null
  batches: MemoryBatch[]
  facts: { tab: string; facts: TabFacts }[]
  /** By tab. */
  traces: Map<string, Uint8Array>
  verdict: Verdict | null
  /** By tab. */
  heat: Map<string, HeatView[]>
  /** When it was put back into the backlog, epoch ms. */
  again: number | null
}

/** Everything, as plain arrays and maps; what is asked is worked out afresh from it. */
export interface State {
  sessions: Map<string, MemorySession>
  /** nth: place in the order of storing. */
  events: Map<string, { project: string; event: NewEvent; nth: number }>
  links: { project: string; source: Source; link: Link }[]
  /** Users vouched for, and by what. */
  users: { project: string; source: Source; id: string }[]
  /** Elements clicked, by project and fingerprint: numbered from 1, called as when they were first met, and otherwise. */
  elements: Map<string, { key: number; element: string; name: string; role: string; others: string[] }>
  projects: Map<string, ProjectRow>
  segments: Map<string, SegmentRow>
  settings: Map<string, unknown>
  documents: Map<string, DocumentRow>
  outcomes: Map<string, OutcomeCount>
  /** In order of adding. */
  audit: AuditRow[]
  live: LiveMemory
  /** Events ever stored. */
  stored: number
  /** Raised by every write of facts. */
  revision: number
}

export function emptyState(): State {
  return {
    sessions: new Map(),
    events: new Map(),
    links: [],
    users: [],
    elements: new Map(),
    projects: new Map(),
    segments: new Map(),
    settings: new Map(),
    documents: new Map(),
    outcomes: new Map(),
    audit: [],
    live: emptyLive(),
    stored: 0,
    revision: 0,
  }
}

export function keyOf(...parts: (string | number | null)[]): string {
  return JSON.stringify(parts)
}

export function sessionOf(state: State, key: SessionKey): MemorySession | undefined {
  return state.sessions.get(keyOf(key.project, key.session))
}

export function isListed(session: MemorySession): boolean {
  return session.batches.some(batch => batch.state === 'checked')
}
