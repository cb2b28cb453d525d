/**
 * Views of pages by the sessions of one slice, session after session: what tells when which page was seen, and for how
 * long. As bytes, packed with zstd (planes: see lane.ts):
 *
 *     [views, base: f64, wide: f64] [session from the slice's first: u16] [path: u32]
 *     [ms from `base`: u32; or f64 when wide] [ms it was seen: the same] x views
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { aligned, fromPlanes, joined, planes } from './lane.ts'
import { type Packable, pieces } from './pieces.ts'
import { keysOf, SLICED, sliceOf } from './slices.ts'

type Times = Uint32Array | Float64Array

export interface PageLane {
  /** Key of the first session of the slice. */
  first: number
  /** From `first`. */
  session: Uint16Array
  /** Keys of paths. */
  path: Uint32Array
  /** epoch ms = base + at. */
  base: number
  at: Times
  /** ms it was seen. */
  seen: Times
}

type Row = [session: number, path: number, at: number, until: number]

const WIDEST_MS = 2 ** 32 - 1
const HEADER = 3

/** Every slice of sessions with keys up to `newest`, as of the running transaction. */
export type PageLanes = (versions: Map<number, number>, newest: number) => PageLane[]

export function pageLanes(facts: Database, lanes: Database): PageLanes {
  const { find } = pieces(lanes, SLICED.page.kind)
  const fromTable = pageReader(facts)
  const known = new Map<number, { version: number; lane: PageLane }>()
  return (versions, newest) =>
    Array.from({ length: sliceOf('page', newest) + 1 }, (_, slice) => {
      const version = versions.get(slice) ?? 0
      const kept = known.get(slice)
      if (kept?.version === version) return kept.lane
      const packed = find(slice, version)
      const lane = packed ? unpackPages(packed, keysOf('page', slice)[0]) : fromTable(slice)
      known.set(slice, { version, lane })
      return lane
    })
}

/** What the packer keeps of them. */
export function packablePages(facts: Database): Packable {
  const fromTable = pageReader(facts)
  return { table: 'page', kind: SLICED.page.kind, read: () => {}, pack: slice => packPages(fromTable(slice)) }
}

function pageReader(facts: Database): (slice: number) => PageLane {
  const rows = facts
    .prepare<[number, number], Row>(
      'SELECT session, path, at, until FROM page WHERE session >= ? AND session < ? ORDER BY session, at',
    )
    .raw()
  return slice => {
    const [from, to] = keysOf('page', slice)
    return pageLaneOf(rows.all(from, to), from)
  }
}

function pageLaneOf(rows: Row[], first: number): PageLane {
  let base = Number.POSITIVE_INFINITY
  for (const [, , at] of rows) if (at < base) base = at
  const at = Float64Array.from(rows, row => row[2] - base)
  const seen = Float64Array.from(rows, row => row[3] - row[2])
  const isWide = !(at.every(isNarrow) && seen.every(isNarrow))
  return {
    first,
    session: Uint16Array.from(rows, row => row[0] - first),
    path: Uint32Array.from(rows, row => row[1]),
    base,
    at: isWide ? at : new Uint32Array(at),
    seen: isWide ? seen : new Uint32Array(seen),
  }
}

/** Some recorders tell parts of a millisecond. */
function isNarrow(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms <= WIDEST_MS
}

function packPages({ session, path, base, at, seen }: PageLane): Uint8Array {
  const isWide = at instanceof Float64Array
  const header = Float64Array.of(session.length, base, Number(isWide))
  return zstdCompressSync(joined(header, planes(session), planes(path), planes(at), planes(seen)))
}

function unpackPages(bytes: Uint8Array, first: number): PageLane {
  const all = aligned(zstdDecompressSync(bytes))
  const [views = 0, base = 0, wide = 0] = new Float64Array(all.buffer, 0, HEADER)
  let place = HEADER * Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint16Array | Times>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const times = () => taken(wide === 0 ? new Uint32Array(views) : new Float64Array(views))
  const session = taken(new Uint16Array(views))
  const path = taken(new Uint32Array(views))
  const at = times()
  return { first, session, path, base, at, seen: times() }
}
