/** Control data: small, and stays on the control node; what every engine promises of it. */

import type { SegmentGoal } from '../../contract/segment/goal.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import type { AuditStore } from './audit-port.ts'

export interface ControlStore extends AuditStore {
  projects(): Promise<ProjectRow[]>
  putProject(project: ProjectRow): Promise<void>
  segments(project: string): Promise<SegmentRow[]>
  putSegment(segment: SegmentRow): Promise<void>
  deleteSegment(project: string, id: string): Promise<boolean>
  /** Small documents by name: settings of a project, the admin token, progress of a job; null: never put. */
  setting(name: string): Promise<unknown>
  putSetting(name: string, value: unknown): Promise<void>
  /** Documents of a kind, oldest first. */
  documents(project: string, kind: DocumentKind): Promise<DocumentRow[]>
  document(project: string, kind: DocumentKind, id: string): Promise<DocumentRow | null>
  /** Makes or replaces; `createdAt` of the first stays. */
  putDocument(document: DocumentRow): Promise<void>
  deleteDocument(project: string, kind: DocumentKind, id: string): Promise<boolean>
  /** Adds to the counts of how ingest ended. */
  addOutcomes(counts: OutcomeCount[]): Promise<void>
  /** Of one project; null: those whose key named no project. */
  outcomes(project: string | null): Promise<OutcomeCount[]>
}

/** What people make and keep about their data: small, read by kind, checked by whoever reads it. */
export type DocumentKind =
  | 'share'
  | 'share-picture'
  | 'report-delivery'
  | 'note'
  | 'mention'
  | 'watched'
  | 'playlist'
  | 'board'
  | 'board-picture'
  | 'funnel'
  | 'alert'
  | 'frustration-case'
  | 'destination'
  | 'id-list'
  | 'member'
  | 'api-token'
  | 'removal'
  | 'removal-work'
  | 'remask'
  | 'leak-scan'

export interface DocumentRow {
  project: string
  kind: DocumentKind
  id: string
  createdAt: number
  updatedAt: number
  value: unknown
}

export interface ProjectRow {
  id: string
  name: string
  writeKey: string
  createdAt: number
}

export interface SegmentRow {
  id: string
  project: string
  name: string
  description: string
  definition: SegmentDefinition
  goal?: SegmentGoal
  createdAt: number
  updatedAt: number
}

export interface OutcomeCount {
  /** null: the key named no project. */
  project: string | null
  kind: 'recording' | 'event'
  outcome: 'stored' | 'duplicate' | 'drop' | 'refuse' | 'aside'
  reason: string
  count: number
  lastAt: number
}
