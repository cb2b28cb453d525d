import type { SessionRow } from '../port.ts'
import { sourceOf } from './dictionary.ts'
import { FIELD_COLUMNS, type FieldColumns, readFields } from './session-columns.ts'

interface FixedColumns {
  id: string
  person: string
  anonymousId: string
  userId: string | null
  started: number
  ended: number
  offset: number
  sourceKey: number
  tabs: number
}

export type SessionColumns = FixedColumns & FieldColumns

export const SESSION_COLUMNS = `s.id, p.id AS person, a.id AS anonymousId, u.id AS userId, s.started, s.ended, s.offset,
  s.source AS sourceKey, s.tabs, ${FIELD_COLUMNS}`
export const SESSION_JOINS = `JOIN person p ON p.key = s.person JOIN identity a ON a.key = s.anonymous
  LEFT JOIN identity u ON u.key = s.user`

export function readSession(project: string, row: SessionColumns): SessionRow {
  const source = sourceOf(row.sourceKey)
  return {
    project,
    session: row.id,
    person: row.person,
    anonymousId: row.anonymousId,
    userId: row.userId,
    startedAt: row.started,
    endedAt: row.ended,
    clockOffset: row.offset,
    source,
    fields: { ...readFields(row), source },
    tabs: row.tabs,
  }
}
