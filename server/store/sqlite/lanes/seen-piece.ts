/**
 * When each identity did something for the first and the last time in one slice of events, packed with zstd (planes and
 * steps: see lane.ts), so that a thread that begins to read need not open every lane:
 *
 *     [identities, base, wide: f64] [identity: u32 from the one before] [first: ms from `base`: u32; or f64 when wide]
 *     [last: the same] x identities
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { aligned, fromPlanes, joined, planes, steps, sums } from './lane.ts'

type Times = Uint32Array | Float64Array

export interface SeenPart {
  /** Keys, ascending. */
  ident: Uint32Array
  /** epoch ms = base + first. */
  base: number
  first: Times
  last: Times
}

const WIDEST_MS = 2 ** 32 - 1
const HEADER = 3

export function packSeen(events: Iterable<{ ident: number; at: number }>): Uint8Array {
  const found = new Map<number, { first: number; last: number }>()
  let base = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { ident, at } of events) {
    const known = found.get(ident)
    if (!known) found.set(ident, { first: at, last: at })
    else if (at < known.first) known.first = at
    else if (at > known.last) known.last = at
    if (at < base) base = at
    if (at > end) end = at
  }
  const all = [...found].sort(([a], [b]) => a - b)
  const isWide = end - base > WIDEST_MS
  const ident = Uint32Array.from(all, ([key]) => key)
  const times = (of: 'first' | 'last') => {
    const ms = Float64Array.from(all, ([, seen]) => seen[of] - base)
    return planes(isWide ? ms : new Uint32Array(ms))
  }
  const header = Float64Array.of(all.length, base, Number(isWide))
  return zstdCompressSync(joined(header, planes(steps(ident)), times('first'), times('last')))
}

export function unpackSeen(bytes: Uint8Array): SeenPart {
  const all = aligned(zstdDecompressSync(bytes))
  const [count = 0, base = 0, wide = 0] = new Float64Array(all.buffer, 0, HEADER)
  let place = HEADER * Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Times>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const times = () => taken(wide === 0 ? new Uint32Array(count) : new Float64Array(count))
  const ident = sums(taken(new Uint32Array(count)))
  return { ident, base, first: times(), last: times() }
}
