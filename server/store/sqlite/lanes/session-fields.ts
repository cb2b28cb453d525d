/** Fields of many sessions at once: unpacked slice by slice when they are asked for, and not kept. */
import type { Database } from 'better-sqlite3'
import type { SessionField } from '../../../../contract/fields.ts'
import { FIELD_COLUMN_NAMES } from '../session-columns.ts'
import { type FieldPart, type FieldValue, fieldPart, packFields, unpackFields } from './field-piece.ts'
import { FIELDS, type Packable, pieces } from './pieces.ts'
import { keysOf, sliceOf } from './slices.ts'

export interface Coded {
  /** Place in `texts`; 0: none. */
  codes: Int32Array
  texts: string[]
}

/** As of the running transaction; by place in `keys`. */
export interface SessionFieldLanes {
  /** NaN: none. */
  numbers(
    fields: readonly SessionField[],
    keys: ArrayLike<number>,
    versions: Map<number, number>,
  ): Float64Array[]
  texts(fields: readonly SessionField[], keys: ArrayLike<number>, versions: Map<number, number>): Coded[]
  /** Of a slice as it is kept; null: it is not. */
  kept(slice: number, version: number): FieldPart | null
}

export function sessionFieldLanes(facts: Database, lanes: Database): SessionFieldLanes {
  const { find } = pieces(lanes, FIELDS)
  const fromTable = partReader(facts)
  const kept = (slice: number, version: number): FieldPart | null => {
    const bytes = find(slice, version)
    return bytes ? unpackFields(bytes, sizeOf(slice)) : null
  }
  const partOf = (slice: number, version: number): FieldPart => kept(slice, version) ?? fromTable(slice)
  return {
    kept,
    numbers: (fields, keys, versions) => {
      const all = fields.map(() => new Float64Array(keys.length).fill(Number.NaN))
      for (const { first, slice, places } of bySlice(keys)) {
        const part = partOf(slice, versions.get(slice) ?? 0)
        for (const [i, field] of fields.entries()) {
          const values = part.numbers(field)
          const into = all[i]!
          if (values) for (const place of places) into[place] = values[keys[place]! - first]!
        }
      }
      return all
    },
    texts: (fields, keys, versions) => {
      const all = fields.map(() => ({ codes: new Int32Array(keys.length), texts: [''] }))
      const known = fields.map(() => new Map<string, number>())
      for (const { first, slice, places } of bySlice(keys)) {
        const part = partOf(slice, versions.get(slice) ?? 0)
        for (const [i, field] of fields.entries()) {
          const own = part.texts(field)
          if (own === null) continue
          const { codes, texts } = all[i]!
          const codeOf = [0, ...own.texts.map(text => coded(text, texts, known[i]!))]
          for (const place of places) codes[place] = codeOf[own.codes[keys[place]! - first]!]!
        }
      }
      return all
    },
  }
}

function coded(text: string, texts: string[], known: Map<string, number>): number {
  const code = known.get(text)
  if (code !== undefined) return code
  known.set(text, texts.length)
  return texts.push(text) - 1
}

/** Places of the keys of each slice. */
function bySlice(keys: ArrayLike<number>): { slice: number; first: number; places: number[] }[] {
  const found = new Map<number, { slice: number; first: number; places: number[] }>()
  for (let place = 0; place < keys.length; place++) {
    const slice = sliceOf('session', keys[place]!)
    const known = found.get(slice)
    if (known) known.places.push(place)
    else found.set(slice, { slice, first: keysOf('session', slice)[0], places: [place] })
  }
  return [...found.values()]
}

function sizeOf(slice: number): number {
  const [from, to] = keysOf('session', slice)
  return to - from
}

/** What the packer keeps of them. */
export function packableFields(facts: Database): Packable {
  const fromTable = partReader(facts)
  return { table: 'session', kind: FIELDS, read: () => {}, pack: slice => packFields(fromTable(slice)) }
}

function partReader(facts: Database): (slice: number) => FieldPart {
  const rows = facts
    .prepare<[number, number], [number, ...FieldValue[]]>(
      `SELECT key, ${FIELD_COLUMN_NAMES.join(', ')} FROM session WHERE key >= ? AND key < ?`,
    )
    .raw()
  return slice => {
    const [from, to] = keysOf('session', slice)
    const found = new Map<number, FieldValue[]>()
    for (const [key, ...values] of rows.iterate(from, to)) found.set(key - from, values)
    return fieldPart(found, to - from)
  }
}
