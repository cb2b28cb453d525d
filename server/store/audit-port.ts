import type { AuditEntry } from '../../contract/access.ts'

/** What members and tokens did: only ever added to. `project` is empty for what concerns the installation. */
export interface AuditRow extends AuditEntry {
  project: string
}

export interface AuditQuery {
  /** With the installation's own. */
  project: string
  actor?: string
  action?: AuditEntry['action']
  target?: string
  limit: number
  cursor?: string
}

export interface AuditStore {
  addAudit(rows: AuditRow[]): Promise<void>
  /** Newest first: in the opposite order of adding. */
  audit(query: AuditQuery): Promise<{ items: AuditRow[]; next: string | null }>
}
