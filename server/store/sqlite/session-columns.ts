import type { Database } from 'better-sqlite3'
import {
  SESSION_FIELD_NAMES,
  SESSION_FIELDS,
  type SessionField,
  type SessionFields,
} from '../../../contract/fields.ts'

export function columnOf(field: SessionField): string {
  return `field_${field}`
}

export const FIELD_COLUMN_NAMES = SESSION_FIELD_NAMES.map(columnOf)

/** A new entry in the catalogue is a new column; old sessions have no value until they are derived again. */
export function addFieldColumns(db: Database): void {
  const has = new Set(db.prepare<[], string>(`SELECT name FROM pragma_table_info('session')`).pluck().all())
  for (const field of SESSION_FIELD_NAMES) {
    const type = SESSION_FIELDS[field].type === 'text' ? 'TEXT' : 'NUMERIC'
    if (!has.has(columnOf(field))) db.exec(`ALTER TABLE session ADD COLUMN ${columnOf(field)} ${type}`)
  }
}

export type FieldColumns = Record<string, string | number | null>

export const FIELD_COLUMNS = SESSION_FIELD_NAMES.map(field => `s.${columnOf(field)}`).join(', ')

export function readFields(row: FieldColumns): SessionFields {
  const fields: Record<string, string | number> = {}
  for (const field of SESSION_FIELD_NAMES) {
    const value = row[columnOf(field)]
    if (value !== null && value !== undefined) fields[field] = value
  }
  return fields
}
