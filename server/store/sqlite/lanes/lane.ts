import { keysOf } from './slices.ts'

/** Events of one name, in the order of storing. Arrays share their places. */
export interface Lane {
  slice: number
  count: number
  /** epoch ms = base + at. */
  base: number
  at: Uint32Array | Float64Array
  /** Keys of identities; 0: nobody's. */
  ident: Uint32Array
  cold(): Cold
}

export interface Cold {
  /** Keys of sessions; 0: none. */
  session: Uint32Array
  /** Keys of events, from the slice's first. */
  place: Uint16Array
}

/** Key of an event in table event. */
export function keyOf(lane: Lane, i: number): number {
  return keysOf('event', lane.slice)[0] + lane.cold().place[i]!
}

export interface Columns {
  at: Float64Array
  ident: Uint32Array
  session: Uint32Array
  place: Uint16Array
}

const WIDEST_MS = 2 ** 32 - 1

export interface PackedLane {
  first: number
  last: number
  hot: Uint8Array
  cold: Uint8Array
}

export function packLane({ at, ident, session, place }: Columns): PackedLane {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const time of at) {
    if (time < first) first = time
    if (time > last) last = time
  }
  const offsets = at.map(time => time - first)
  const times = last - first > WIDEST_MS ? offsets : new Uint32Array(offsets)
  return { first, last, hot: joined(times, ident), cold: joined(session, place) }
}

export function unpackHot(bytes: Uint8Array, count: number): Pick<Lane, 'at' | 'ident'> {
  const { buffer } = aligned(bytes)
  const wide = bytes.byteLength === count * 12
  const at = wide ? new Float64Array(buffer, 0, count) : new Uint32Array(buffer, 0, count)
  return { at, ident: new Uint32Array(buffer, at.byteLength, count) }
}

export function unpackCold(bytes: Uint8Array, count: number): Pick<Cold, 'session' | 'place'> {
  const { buffer } = aligned(bytes)
  return { session: new Uint32Array(buffer, 0, count), place: new Uint16Array(buffer, count * 4, count) }
}

export function joined(
  ...arrays: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }[]
): Uint8Array {
  return Buffer.concat(arrays.map(one => new Uint8Array(one.buffer, one.byteOffset, one.byteLength)))
}

/** Views of numbers need a start that is a multiple of their size. */
export function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 ? bytes : new Uint8Array(bytes)
}
