/** Columns of tables as arrays by key, kept from question to question; slices that changed are read again. */
import type { Database } from 'better-sqlite3'
import type { SessionField } from '../../../../contract/fields.ts'
import { columnOf } from '../session-columns.ts'
import type { FieldPart } from './field-piece.ts'
import { aligned, joined } from './lane.ts'
import { ENDED, type Packable, type Pieces, pieces } from './pieces.ts'
import { keysOf, SLICED, type Sliced } from './slices.ts'

/** Arrays grow by this share of what is needed, so that not every new row moves them. */
const SPARE = 1.1

export interface Column<A> {
  /** As of the running transaction; the next call may change it. */
  read(versions: Map<number, number>): A
  /** Differs after a read that found changes. */
  edition(): number
}

/** A key, and what was selected beside it. */
type Row<V> = [key: number, ...V[]]

interface Kind<A, V> {
  grow(before: A | null, length: number): A
  /** Forgets what stands at [from, to). */
  clear(array: A, from: number, to: number): void
  /** Arrays whose pieces are kept as bytes, the widest numbers first; none: it is always read from the table. */
  kept?(array: A): (Int32Array | Float64Array)[]
  set(array: A, row: Row<V>): void
  /** Fills the slice that begins at `from`, already cleared, without the table; false: it cannot. */
  fill?(array: A, slice: number, version: number, from: number): boolean
}

function column<A extends { length: number }, V>(
  db: Database,
  table: Sliced,
  expression: string,
  kind: Kind<A, V>,
  kept: Pieces | null = null,
  pieceKind: number = SLICED[table].kind,
): Column<A> & Packable {
  const rows = db
    .prepare<[number, number], Row<V>>(`SELECT key, ${expression} FROM ${table} WHERE key >= ? AND key < ?`)
    .raw()
  const good = new Map<number, number>()
  let array = kind.grow(null, 0)
  let edition = 0
  return {
    read: versions => {
      let needed = 0
      for (const slice of versions.keys()) needed = Math.max(needed, keysOf(table, slice)[1])
      // At once: grown slice by slice, a thread that begins to read copies all of it ten times.
      if (array.length < needed) array = kind.grow(array, Math.ceil((needed * SPARE) / 4096) * 4096)
      for (const [slice, version] of versions) {
        if (good.get(slice) === version) continue
        const [from, to] = keysOf(table, slice)
        const bytes = kept?.find(slice, version)
        if (bytes) unpack(kind.kept?.(array) ?? [], from, to, bytes)
        else {
          kind.clear(array, from, to)
          const isFilled = kind.fill?.(array, slice, version, from)
          if (!isFilled) for (const row of rows.all(from, to)) kind.set(array, row)
        }
        good.set(slice, version)
        edition += 1
      }
      return array
    },
    edition: () => edition,
    table,
    kind: pieceKind,
    pack: slice => {
      const [from, to] = keysOf(table, slice)
      return joined(...(kind.kept?.(array) ?? []).map(one => one.subarray(from, to)))
    },
  }
}

function unpack(arrays: (Int32Array | Float64Array)[], from: number, to: number, bytes: Uint8Array): void {
  const { buffer } = aligned(bytes)
  let place = 0
  for (const array of arrays) {
    const count = to - from
    array.set(
      array instanceof Float64Array
        ? new Float64Array(buffer, place, count)
        : new Int32Array(buffer, place, count),
      from,
    )
    place += count * array.BYTES_PER_ELEMENT
  }
}

/** By key of a person: its project; 0 when nothing is known of it. */
export function presentColumn(db: Database, lanes: Database): Column<Int32Array> & Packable {
  return column<Int32Array, number | null>(
    db,
    'person',
    'iif(present, project, 0)',
    {
      kept: array => [array],
      grow: (before, length) => copied(new Int32Array(length), before),
      clear: (array, from, to) => array.fill(0, from, to),
      set: (array, [key, value]) => {
        array[key] = value ?? 0
      },
    },
    pieces(lanes, SLICED.person.kind),
  )
}

/** By key of a session: when it ended, epoch ms; NaN: there is none. */
export function endedColumn(db: Database, lanes: Database): Column<Float64Array> & Packable {
  const kind = { ...NUMBERS, kept: (array: Float64Array) => [array] }
  return column(db, 'session', 'ended', kind, pieces(lanes, ENDED), ENDED)
}

/** NaN where there is none. */
const NUMBERS: Kind<Float64Array, number | null> = {
  grow: (before, length) => copied(new Float64Array(length).fill(Number.NaN), before),
  clear: (array, from, to) => array.fill(Number.NaN, from, to),
  set: (array, [key, value]) => {
    array[key] = value ?? Number.NaN
  },
}

/** Fields of sessions in pieces, where they are kept. */
type Fields = (slice: number, version: number) => FieldPart | null

export function numberField(db: Database, field: SessionField, fields: Fields): Column<Float64Array> {
  return column(db, 'session', columnOf(field), {
    ...NUMBERS,
    fill: (array, slice, version, from) => {
      const part = fields(slice, version)
      const own = part?.numbers(field)
      if (own) array.set(own, from)
      return part !== null
    },
  })
}

export interface Texts {
  /** Place in `texts`; 0 where there is none. */
  codes: Int32Array
  texts: string[]
  length: number
}

export function textField(db: Database, field: SessionField, fields: Fields): Column<Texts> {
  const places = new Map<string, number>()
  const known: string[] = ['']
  const codeOf = (text: string): number => {
    const place = places.get(text)
    if (place !== undefined) return place
    places.set(text, known.length)
    return known.push(text) - 1
  }
  return column<Texts, string | null>(db, 'session', columnOf(field), {
    grow: (before, length) => ({
      codes: copied(new Int32Array(length), before?.codes ?? null),
      texts: known,
      length,
    }),
    clear: ({ codes }, from, to) => codes.fill(0, from, to),
    set: ({ codes }, [key, value]) => {
      codes[key] = value === null || value === undefined ? 0 : codeOf(value)
    },
    fill: ({ codes }, slice, version, from) => {
      const part = fields(slice, version)
      const own = part?.texts(field)
      if (own) {
        const all = [0, ...own.texts.map(codeOf)]
        for (let i = 0; i < own.codes.length; i++) codes[from + i] = all[own.codes[i]!]!
      }
      return part !== null
    },
  })
}

/** By key of a session. */
export interface Sessions {
  /** 0 unless it is listed. */
  project: Int32Array
  person: Int32Array
  /** epoch ms */
  started: Float64Array
  length: number
}

/** What is asked of sessions with every segment: read together, as reading the row is what takes the time. */
export function sessionColumns(db: Database, lanes: Database): Column<Sessions> & Packable {
  return column<Sessions, number | null>(
    db,
    'session',
    'iif(listed, project, 0), person, started',
    {
      kept: ({ started, project, person }) => [started, project, person],
      grow: (before, length) => ({
        project: copied(new Int32Array(length), before?.project ?? null),
        person: copied(new Int32Array(length), before?.person ?? null),
        started: copied(new Float64Array(length).fill(Number.NaN), before?.started ?? null),
        length,
      }),
      clear: ({ project, person, started }, from, to) => {
        project.fill(0, from, to)
        person.fill(0, from, to)
        started.fill(Number.NaN, from, to)
      },
      set: (sessions, row) => {
        const key = row[0]
        sessions.project[key] = row[1] ?? 0
        sessions.person[key] = row[2] ?? 0
        sessions.started[key] = row[3] ?? Number.NaN
      },
    },
    pieces(lanes, SLICED.session.kind),
  )
}

/** By key of an identity. */
export interface Owned {
  person: Int32Array
  owner: Int32Array
  length: number
}

export function identityColumns(db: Database, lanes: Database): Column<Owned> & Packable {
  return column<Owned, number | null>(
    db,
    'identity',
    'person, owner',
    {
      kept: ({ person, owner }) => [person, owner],
      grow: (before, length) => ({
        person: copied(new Int32Array(length), before?.person ?? null),
        owner: copied(new Int32Array(length), before?.owner ?? null),
        length,
      }),
      clear: ({ person, owner }, from, to) => {
        person.fill(0, from, to)
        owner.fill(0, from, to)
      },
      set: ({ person, owner }, row) => {
        person[row[0]] = row[1] ?? 0
        owner[row[0]] = row[2] ?? 0
      },
    },
    pieces(lanes, SLICED.identity.kind),
  )
}

function copied<A extends Int32Array | Float64Array>(into: A, before: A | null): A {
  if (before) into.set(before)
  return into
}
