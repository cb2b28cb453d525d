/**
 * All fields of the sessions of a slice as bytes, each to be unpacked by itself, with zstd:
 *
 *     [length of the directory: u32] [directory: JSON, bytes of each field that some session carries]
 *     number  [f64, NaN: none] x sessions
 *     text    [length of the texts: u32] [texts: JSON] [place in the texts + 1, 0: none: u16] x sessions
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionField } from '../../../../contract/fields.ts'
import { fromPlanes, joined, planes } from './lane.ts'

export type FieldValue = string | number | null

export interface TextPart {
  /** Place in `texts` + 1; 0: none. */
  codes: Uint16Array
  texts: string[]
}

/** Of sessions of a slice, by key from its first. */
export interface FieldPart {
  /** NaN: none. Null: no session has it. */
  numbers(field: SessionField): Float64Array | null
  texts(field: SessionField): TextPart | null
}

/** `rows`: by key from the first of the slice; each by place in SESSION_FIELD_NAMES. */
export function fieldPart(rows: ReadonlyMap<number, readonly FieldValue[]>, size: number): FieldPart {
  return {
    numbers: field => {
      const place = SESSION_FIELD_NAMES.indexOf(field)
      const values = new Float64Array(size).fill(Number.NaN)
      for (const [key, row] of rows) values[key] = typeof row[place] === 'number' ? row[place] : Number.NaN
      return values
    },
    texts: field => {
      const place = SESSION_FIELD_NAMES.indexOf(field)
      const codes = new Uint16Array(size)
      const known = new Map<string, number>()
      for (const [key, row] of rows) {
        const text = row[place]
        if (typeof text !== 'string') continue
        const code = known.get(text) ?? known.size + 1
        known.set(text, code)
        codes[key] = code
      }
      return { codes, texts: [...known.keys()] }
    },
  }
}

export function packFields(part: FieldPart): Uint8Array {
  const bodies: Uint8Array[] = []
  const directory: Record<string, number> = {}
  for (const field of SESSION_FIELD_NAMES) {
    const body = SESSION_FIELDS[field].type === 'text' ? textBody(part, field) : numberBody(part, field)
    if (body === null) continue
    const packed = zstdCompressSync(body)
    directory[field] = packed.length
    bodies.push(packed)
  }
  return joined(withLength(directory), ...bodies)
}

function textBody(part: FieldPart, field: SessionField): Uint8Array | null {
  const all = part.texts(field)
  return all && all.texts.length > 0 ? joined(withLength(all.texts), planes(all.codes)) : null
}

function numberBody(part: FieldPart, field: SessionField): Uint8Array | null {
  const all = part.numbers(field)
  return all?.some(one => !Number.isNaN(one)) ? planes(all) : null
}

const LENGTH_BYTES = 4

function withLength(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(text.length)
  return Buffer.concat([length, text])
}

/** Where the JSON ends, and what stands in it. */
function readWithLength(bytes: Uint8Array): { end: number; text: string } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = LENGTH_BYTES + all.readUInt32LE(0)
  return { end, text: all.toString('utf8', LENGTH_BYTES, end) }
}

export function unpackFields(bytes: Uint8Array, size: number): FieldPart {
  const { end, text } = readWithLength(bytes)
  const directory: Record<string, number> = JSON.parse(text)
  const places = new Map<string, [number, number]>()
  let place = end
  for (const [field, length] of Object.entries(directory)) {
    places.set(field, [place, place + length])
    place += length
  }
  const body = (field: SessionField): Uint8Array | null => {
    const found = places.get(field)
    return found ? zstdDecompressSync(bytes.subarray(...found)) : null
  }
  return {
    numbers: field => {
      const packed = body(field)
      if (packed === null) return null
      const values = new Float64Array(size)
      fromPlanes(packed, 0, values)
      return values
    },
    texts: field => {
      const packed = body(field)
      if (packed === null) return null
      const { end: begin, text: json } = readWithLength(packed)
      const codes = new Uint16Array(size)
      fromPlanes(packed, begin, codes)
      const texts: string[] = JSON.parse(json)
      return { codes, texts }
    },
  }
}
