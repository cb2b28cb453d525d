/** Fields of many sessions at once, slice by slice. */
import type { Database } from 'better-sqlite3'
import type { SessionField } from '../../../../contract/fields.ts'
import type { Totals } from '../../../behaviour/deeds.ts'
import { FIELD_COLUMN_NAMES } from '../session-columns.ts'
import { type FieldPart, type FieldValue, fieldPart, packFields, unpackFields } from './field-piece.ts'
import { type KeptNumbers, type KeptTexts, keptFields } from './kept-fields.ts'
import { FIELDS, type Packable, pieces } from './pieces.ts'
import type { Room } from './slice-keeper.ts'
import { keysOf, SLICED } from './slices.ts'

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
  /** Of each field; those of the i-th stand at [starts[i], starts[i + 1]) of the keys. */
  totals(
    fields: readonly SessionField[],
    keys: Int32Array,
    starts: Int32Array,
    versions: Map<number, number>,
  ): Totals[]
  /** Of a slice as it is kept; null: it is not. */
  kept(slice: number, version: number): FieldPart | null
}

export function sessionFieldLanes(facts: Database, lanes: Database, room: Room): SessionFieldLanes {
  const { find } = pieces(lanes, FIELDS)
  const fromTable = partReader(facts)
  const narrow = keptFields(room)
  const kept = (slice: number, version: number): FieldPart | null => {
    const bytes = find(slice, version)
    return bytes ? unpackFields(bytes, sizeOf(slice)) : null
  }
  /** Of each slice of the keys, its fields one by one. */
  const ofSlices = <P>(
    keys: ArrayLike<number>,
    versions: Map<number, number>,
    read: (slice: number, version: number, part: () => FieldPart) => P,
  ): P[] => {
    const found: P[] = []
    for (let i = 0; i < keys.length; i++) {
      const slice = keys[i]! >> SLICE_BITS
      if (slice in found) continue
      const version = versions.get(slice) ?? 0
      let part: FieldPart | null = null
      found[slice] = read(slice, version, () => {
        part ??= kept(slice, version) ?? fromTable(slice)
        return part
      })
    }
    return found
  }
  return {
    kept,
    numbers: (fields, keys, versions) => {
      const bySlice = ofSlices(keys, versions, (slice, version, part) =>
        fields.map(field => narrow.numbers(field, slice, version, part)),
      )
      return fields.map((_, nth) =>
        numbersAt(
          bySlice.map(own => own[nth]!),
          keys,
        ),
      )
    },
    totals: (fields, keys, starts, versions) => {
      const bySlice = ofSlices(keys, versions, (slice, version, part) =>
        fields.map(field => narrow.numbers(field, slice, version, part)),
      )
      return fields.map((_, nth) =>
        totalsAt(
          bySlice.map(own => own[nth]!),
          keys,
          starts,
        ),
      )
    },
    texts: (fields, keys, versions) => {
      const bySlice = ofSlices(keys, versions, (slice, version, part) =>
        fields.map(field => narrow.texts(field, slice, version, part)),
      )
      return fields.map((_, nth) =>
        textsAt(
          bySlice.map(own => own[nth]!),
          keys,
        ),
      )
    },
  }
}

/** `parts`: by slice. */
function numbersAt(parts: readonly (KeptNumbers | null)[], keys: ArrayLike<number>): Float64Array {
  const all = new Float64Array(keys.length)
  for (let i = 0; i < all.length; i++) {
    const key = keys[i]!
    const part = parts[key >> SLICE_BITS]!
    const value = part === null ? Number.NaN : part.values[key & IN_SLICE]!
    all[i] = part !== null && value === part.none ? Number.NaN : value
  }
  return all
}

function totalsAt(parts: readonly (KeptNumbers | null)[], keys: Int32Array, starts: Int32Array): Totals {
  const persons = starts.length - 1
  const all = { sum: new Float64Array(persons), count: new Float64Array(persons) }
  for (let who = 0; who < persons; who++) {
    const end = starts[who + 1]!
    let [sum, count] = [0, 0]
    for (let i = starts[who]!; i < end; i++) {
      const key = keys[i]!
      const part = parts[key >> SLICE_BITS]!
      if (part === null) continue
      const value = part.values[key & IN_SLICE]!
      if (value === part.none || Number.isNaN(value)) continue
      sum += value
      count += 1
    }
    all.sum[who] = sum
    all.count[who] = count
  }
  return all
}

function textsAt(parts: readonly (KeptTexts | null)[], keys: ArrayLike<number>): Coded {
  const texts = ['']
  const known = new Map<string, number>()
  const all = parts.map(part => part && [0, ...part.texts.map(text => coded(text, texts, known))])
  const codes = new Int32Array(keys.length)
  for (let i = 0; i < codes.length; i++) {
    const key = keys[i]!
    const slice = key >> SLICE_BITS
    const part = parts[slice]!
    if (part !== null) codes[i] = all[slice]![part.codes[key & IN_SLICE]!]!
  }
  return { codes, texts }
}

function coded(text: string, texts: string[], known: Map<string, number>): number {
  const code = known.get(text)
  if (code !== undefined) return code
  known.set(text, texts.length)
  return texts.push(text) - 1
}

const SLICE_BITS = SLICED.session.bits
const IN_SLICE = 2 ** SLICE_BITS - 1

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
