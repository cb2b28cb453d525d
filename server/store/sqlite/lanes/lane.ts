import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
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
  /** Of moments that are no events: rank and id (segment/moments.ts), which settle equal times. */
  tie?: (i: number) => string
  /** What properties each had: keys of contexts; NOTHING, or OWN: its row tells. */
  said(): Uint32Array
  /** Keys of sources (dictionary.ts). */
  sources(): Uint8Array
}

export const NOTHING = 0
export const OWN = 2 ** 32 - 1
/** SQL of the same, of a row of table event. */
export const SAID = `CASE typeof(given) WHEN 'integer' THEN given WHEN 'text' THEN ${OWN} ELSE ${NOTHING} END`

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
  said: Uint32Array
  source: Uint8Array
}

const WIDEST_MS = 2 ** 32 - 1

export interface PackedLane {
  first: number
  last: number
  hot: Uint8Array
  cold: Uint8Array
  said: Uint8Array
  /** Of all events; or packed. */
  source: number | Uint8Array
}

export function packLane({ at, ident, session, place, said, source }: Columns): PackedLane {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const time of at) {
    if (time < first) first = time
    if (time > last) last = time
  }
  const offsets = at.map(time => time - first)
  const times = last - first > WIDEST_MS ? offsets : steps(new Uint32Array(offsets))
  return {
    first,
    last,
    hot: zstdCompressSync(joined(planes(times), planes(ident))),
    cold: zstdCompressSync(joined(planes(session), planes(steps(place)))),
    said: zstdCompressSync(planes(said)),
    source: source.every(one => one === source[0]) ? source[0]! : zstdCompressSync(source),
  }
}

/** In one piece: otherwise Node unpacks 16 kB at a time and puts these together. `most`: bytes it may have. */
function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  return zstdDecompressSync(bytes, { chunkSize: most + LEAST_CHUNK })
}
/** The least that Node takes; with some room over, it needs no second look whether that was all. */
const LEAST_CHUNK = 64

export function unpackHot(bytes: Uint8Array, count: number): Pick<Lane, 'at' | 'ident'> {
  const all = unpacked(bytes, count * 12)
  const wide = all.byteLength === count * 12
  const at = wide ? new Float64Array(count) : new Uint32Array(count)
  fromPlanes(all, 0, at)
  if (at instanceof Uint32Array) sums(at)
  const ident = new Uint32Array(count)
  fromPlanes(all, at.byteLength, ident)
  return { at, ident }
}

export function unpackCold(bytes: Uint8Array, count: number): Pick<Cold, 'session' | 'place'> {
  const all = unpacked(bytes, count * 6)
  const session = new Uint32Array(count)
  const place = new Uint16Array(count)
  fromPlanes(all, 0, session)
  fromPlanes(all, session.byteLength, place)
  return { session, place: sums(place) }
}

export function unpackSaid(bytes: Uint8Array, count: number): Uint32Array {
  const said = new Uint32Array(count)
  fromPlanes(unpacked(bytes, count * 4), 0, said)
  return said
}

export function unpackSources(packed: number | Uint8Array, count: number): Uint8Array {
  return typeof packed === 'number' ? new Uint8Array(count).fill(packed) : zstdDecompressSync(packed)
}

type Whole = Uint32Array | Uint16Array | Int32Array

/** Each number less the one before it, round the end of its range: what comes in order becomes small. */
export function steps<A extends Whole>(numbers: A): A {
  for (let i = numbers.length - 1; i > 0; i--) numbers[i]! -= numbers[i - 1]!
  return numbers
}

export function sums<A extends Whole>(numbers: A): A {
  for (let i = 1; i < numbers.length; i++) numbers[i]! += numbers[i - 1]!
  return numbers
}

/** The lowest bytes of all numbers, then the next: the high ones are mostly alike, which packs well. */
export function planes(numbers: Whole | Float64Array): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  const { length, BYTES_PER_ELEMENT: width } = numbers
  const out = new Uint8Array(bytes.length)
  for (let plane = 0; plane < width; plane++) {
    for (let i = 0; i < length; i++) out[plane * length + i] = bytes[i * width + plane]!
  }
  return out
}

/** Of whole numbers at once what stands in 2 or 4 planes: byte by byte it takes three times as long. */
export function fromPlanes(from: Uint8Array, start: number, into: Whole | Float64Array): void {
  const { length, buffer } = into
  if (into instanceof Uint16Array) {
    for (let i = 0; i < length; i++) into[i] = from[start + i]! | (from[start + length + i]! << 8)
    return
  }
  // Numbers have their low half first, as on every machine that Node runs on.
  const words = new Uint32Array(buffer)
  const step = into instanceof Float64Array ? 2 : 1
  for (let half = 0; half < step; half++) {
    const first = start + 4 * half * length
    const [second, third, fourth] = [first + length, first + 2 * length, first + 3 * length]
    for (let i = 0; i < length; i++) {
      words[step * i + half] =
        from[first + i]! | (from[second + i]! << 8) | (from[third + i]! << 16) | (from[fourth + i]! << 24)
    }
  }
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
