/** Slices of columns as bytes in the file of lanes: a thread that begins to read need not go through the tables. */
import type { Database } from 'better-sqlite3'
import type { Sliced } from './slices.ts'

export interface Pieces {
  /** Of this version of the slice; undefined: there is none. */
  find(slice: number, version: number): Uint8Array | undefined
}

/** Kinds of pieces beside those of SLICED: all fields of the sessions of a slice. */
export const FIELDS = 16
/** When the sessions of a slice ended. */
export const ENDED = 18
/** What was found in the sessions of a slice. */
export const FINDINGS = 19
/** What failed in them. */
export const FAILURES = 20
/** What could be read in them. */
export const TEXTS = 21
/** Of a slice of events: when whom something was done by, changes of traits included. */
export const SEEN = 22
/** Views of the sessions of a slice, page by page. */
export const HEAT_PAGES = 23

export function pieces(lanes: Database, kind: number): Pieces {
  const find = lanes
    .prepare<[number, number, number], Uint8Array>(
      'SELECT body FROM piece WHERE kind = ? AND slice = ? AND version = ?',
    )
    .pluck()
  return { find: (slice, version) => find.get(kind, slice, version) }
}

export function putPiece(lanes: Database) {
  const put = lanes.prepare<[number, number, number, Uint8Array]>(
    `INSERT INTO piece (kind, slice, version, body) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body`,
  )
  return (kind: number, slice: number, version: number, body: Uint8Array): void => {
    put.run(kind, slice, version, body)
  }
}

/** Something whose slices can be kept as bytes. */
export interface Packable {
  table: Sliced
  kind: number
  /** Slices of the running transaction, as they are now. */
  read(versions: Map<number, number>): unknown
  pack(slice: number): Uint8Array
  /** It takes long: few at a time, and never the newest slice, which changes with every session. */
  isSlow?: true
}

/** Slices written at a time: the moment they are read from must not last. */
const AT_ONCE = 64
const SLOW_AT_ONCE = 8

/** Writes pieces of slices that have not changed since the last look; answers how many. */
export function piecePacker(
  lanes: Database,
  versionsOf: (table: Sliced) => Map<number, number>,
  all: Packable[],
) {
  const written = lanes
    .prepare<[number], [number, number]>('SELECT slice, version FROM piece WHERE kind = ?')
    .raw()
  const put = putPiece(lanes)
  const seen = new Map<number, Map<number, number>>()
  const writeAll = lanes.transaction((kind: number, column: Packable, still: [number, number][]) => {
    for (const [slice, version] of still) put(kind, slice, version, column.pack(slice))
  })
  return (): number => {
    let count = 0
    for (const column of all) {
      const { kind } = column
      const before = seen.get(kind)
      const now = versionsOf(column.table)
      seen.set(kind, now)
      const made = new Map(written.all(kind))
      const newest = column.isSlow ? Math.max(...now.keys()) : null
      const still = [...now]
        .filter(([slice, version]) => before?.get(slice) === version && made.get(slice) !== version)
        .filter(([slice]) => slice !== newest)
        .slice(0, column.isSlow ? SLOW_AT_ONCE : AT_ONCE)
      if (still.length === 0) continue
      column.read(new Map(still))
      writeAll(kind, column, still)
      count += still.length
    }
    return count
  }
}
