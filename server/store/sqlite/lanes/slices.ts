/**
 * Rows are cut by key into slices, and a slice's version changes with every change of what lanes hold of it: so a
 * lane or a column is known to be good, or which part of it is not.
 */
import type { Database } from 'better-sqlite3'
import { FIELD_COLUMN_NAMES } from '../session-columns.ts'

/** kind: as in table slice. by: the key that is cut. bits: of a key, its place within the slice. */
export const SLICED = {
  event: { kind: 0, by: 'key', bits: 16, changes: ['name', 'at', 'ident', 'session', 'given'] },
  identity: { kind: 1, by: 'key', bits: 12, changes: ['person', 'owner'] },
  person: { kind: 2, by: 'key', bits: 12, changes: ['present'] },
  session: {
    kind: 3,
    by: 'key',
    bits: 12,
    changes: ['person', 'started', 'ended', 'listed', ...FIELD_COLUMN_NAMES],
  },
  /** Rows are replaced as a whole. */
  heat: { kind: 4, by: 'session', bits: 12, changes: ['session'] },
  page: { kind: 5, by: 'session', bits: 12, changes: ['session'] },
} as const satisfies Record<string, { kind: number; by: string; bits: number; changes: readonly string[] }>
export type Sliced = keyof typeof SLICED

export function sliceOf(table: Sliced, key: number): number {
  return Math.floor(key / 2 ** SLICED[table].bits)
}

/** Keys of a slice: [from, to). */
export function keysOf(table: Sliced, slice: number): [from: number, to: number] {
  const size = 2 ** SLICED[table].bits
  return [slice * size, (slice + 1) * size]
}

/**
 * On the connection that writes; temporary, as which columns count may change with the program. Events are only
 * added behind the newest, which needs no new version.
 */
export function watchSlices(db: Database): void {
  for (const [table, { kind, by, bits, changes }] of Object.entries(SLICED)) {
    const count = (row: 'old' | 'new') =>
      `BEGIN INSERT INTO slice (kind, number, version) VALUES (${kind}, ${row}.${by} >> ${bits}, 1)
         ON CONFLICT DO UPDATE SET version = version + 1; END`
    const watch = (what: string, when: string, row: 'old' | 'new') =>
      db.exec(
        `CREATE TEMP TRIGGER IF NOT EXISTS ${table}_slice_${what} AFTER ${when} ON main.${table} ${count(row)}`,
      )
    watch('changed', `UPDATE OF ${changes.join(', ')}`, 'new')
    watch('deleted', 'DELETE', 'old')
    if (table !== 'event') watch('added', 'INSERT', 'new')
  }
}

/** Versions by slice; one never written to has none. */
export function sliceVersions(db: Database): (table: Sliced) => Map<number, number> {
  const all = db.prepare<[number], [number, number]>('SELECT number, version FROM slice WHERE kind = ?').raw()
  return table => new Map(all.all(SLICED[table].kind))
}
