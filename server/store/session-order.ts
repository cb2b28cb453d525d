import { type SessionSort, UNTOLD } from '../../contract/session-sort.ts'
import type { SessionRow } from './port.ts'

/** What a session is sorted by, and its cursor holds. */
export function sortValue(row: SessionRow, sort: SessionSort = 'startedAt'): number {
  return sort === 'startedAt' ? row.startedAt : (row.fields[sort] ?? UNTOLD)
}
