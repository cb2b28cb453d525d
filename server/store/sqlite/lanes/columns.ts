/** Columns of tables as arrays by key, kept from question to question; slices that changed are read again. */
import type { Database } from 'better-sqlite3'
import { keysOf, type Sliced } from './slices.ts'

/** Arrays grow by this share of what is needed, so that not every new row moves them. */
const SPARE = 1.1

export interface Column<A> {
  /** As of the running transaction; the next call may change it. */
  read(versions: Map<number, number>): A
  /** Differs after a read that found changes. */
  edition(): number
}

interface Kind<A, V> {
  grow(before: A | null, length: number): A
  /** Forgets what stands at [from, to). */
  clear(array: A, from: number, to: number): void
  set(array: A, key: number, value: V): void
}

function column<A extends { length: number }, V>(
  db: Database,
  table: Sliced,
  expression: string,
  kind: Kind<A, V>,
): Column<A> {
  const rows = db
    .prepare<[number, number], [number, V]>(
      `SELECT key, ${expression} FROM ${table} WHERE key >= ? AND key < ?`,
    )
    .raw()
  const good = new Map<number, number>()
  let array = kind.grow(null, 0)
  let edition = 0
  return {
    read: versions => {
      for (const [slice, version] of versions) {
        if (good.get(slice) === version) continue
        const [from, to] = keysOf(table, slice)
        if (array.length < to) array = kind.grow(array, Math.ceil((to * SPARE) / 4096) * 4096)
        kind.clear(array, from, to)
        for (const [key, value] of rows.all(from, to)) kind.set(array, key, value)
        good.set(slice, version)
        edition += 1
      }
      return array
    },
    edition: () => edition,
  }
}

/** Keys and small numbers; 0 where there is none. */
export function integers(db: Database, table: Sliced, expression: string): Column<Int32Array> {
  return column<Int32Array, number | null>(db, table, expression, {
    grow: (before, length) => copied(new Int32Array(length), before),
    clear: (array, from, to) => array.fill(0, from, to),
    set: (array, key, value) => {
      array[key] = value ?? 0
    },
  })
}

/** Numbers; NaN where there is none. */
export function numbers(db: Database, table: Sliced, expression: string): Column<Float64Array> {
  return column<Float64Array, number | null>(db, table, expression, {
    grow: (before, length) => copied(new Float64Array(length).fill(Number.NaN), before),
    clear: (array, from, to) => array.fill(Number.NaN, from, to),
    set: (array, key, value) => {
      array[key] = value ?? Number.NaN
    },
  })
}

export interface Texts {
  /** Place in `texts`; 0 where there is none. */
  codes: Int32Array
  texts: string[]
  length: number
}

export function texts(db: Database, table: Sliced, expression: string): Column<Texts> {
  const places = new Map<string, number>()
  const known: string[] = ['']
  const codeOf = (text: string): number => {
    const place = places.get(text)
    if (place !== undefined) return place
    places.set(text, known.length)
    return known.push(text) - 1
  }
  return column<Texts, string | null>(db, table, expression, {
    grow: (before, length) => ({
      codes: copied(new Int32Array(length), before?.codes ?? null),
      texts: known,
      length,
    }),
    clear: ({ codes }, from, to) => codes.fill(0, from, to),
    set: ({ codes }, key, value) => {
      codes[key] = value === null ? 0 : codeOf(value)
    },
  })
}

function copied<A extends Int32Array | Float64Array>(into: A, before: A | null): A {
  if (before) into.set(before)
  return into
}
