/**
 * What the rules in force found in the sessions of one slice, session after session. As bytes, packed with zstd (planes
 * and steps: see lane.ts):
 *
 *     [findings, later clicks: f64] [session from the slice's first: u16] [spot: u32] [at, epoch ms: f64]
 *     [later clicks before it: u32] x findings [ms from the first: f64] x later clicks [kind: u8] x findings
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { aligned, fromPlanes, joined, planes, steps, sums } from './lane.ts'
import { FINDINGS, type Packable, pieces } from './pieces.ts'
import { keysOf, sliceOf } from './slices.ts'

/** In the order of session, spot, kind and time. */
export interface FindingLane {
  /** Key of the first session of the slice. */
  first: number
  /** From `first`, ascending. */
  session: Uint16Array
  /** Keys of kinds (write/verdict.ts). */
  kind: Uint8Array
  /** Keys of spots: a page and an element. */
  spot: Uint32Array
  /** epoch ms; of its first click, where it is of several. */
  at: Float64Array
  /** Later clicks of the i-th are at [starts[i], starts[i + 1]) in `more`. */
  starts: Uint32Array
  /** ms from its first. */
  more: Float64Array
}

/** Every slice of sessions with keys up to `newest`, as of the running transaction; one that did not change is the same object. */
export type FindingLanes = (versions: Map<number, number>, newest: number) => FindingLane[]

/** By the versions of sessions: what was found is never changed without its session. */
export function findingLanes(facts: Database, lanes: Database): FindingLanes {
  const { find } = pieces(lanes, FINDINGS)
  const fromTable = findingReader(facts)
  const known = new Map<number, { version: number; lane: FindingLane }>()
  return (versions, newest) =>
    Array.from({ length: sliceOf('session', newest) + 1 }, (_, slice) => {
      const version = versions.get(slice) ?? 0
      const kept = known.get(slice)
      if (kept?.version === version) return kept.lane
      const packed = find(slice, version)
      const lane = packed ? unpackFindings(packed, keysOf('session', slice)[0]) : fromTable(slice)
      known.set(slice, { version, lane })
      return lane
    })
}

/** What the packer keeps of them. */
export function packableFindings(facts: Database): Packable {
  const fromTable = findingReader(facts)
  return {
    ...{ table: 'session', kind: FINDINGS, read: () => {} },
    pack: slice => packFindings(fromTable(slice)),
  }
}

type Row = [session: number, kind: number, spot: number, at: number, more: string | null]

function findingReader(facts: Database): (slice: number) => FindingLane {
  const rows = facts
    .prepare<[number, number], Row>(
      `SELECT session, kind, spot, at, more FROM finding WHERE session >= ? AND session < ?
       ORDER BY session, spot, kind, at`,
    )
    .raw()
  return slice => {
    const [from, to] = keysOf('session', slice)
    return findingLaneOf(rows.all(from, to), from)
  }
}

function findingLaneOf(rows: Row[], first: number): FindingLane {
  const starts = new Uint32Array(rows.length + 1)
  const all: number[] = []
  for (const [i, [, , , , text]] of rows.entries()) {
    if (text !== null) all.push(...numbersOf(text))
    starts[i + 1] = all.length
  }
  return {
    ...{ first, starts, more: Float64Array.from(all) },
    session: Uint16Array.from(rows, row => row[0] - first),
    kind: Uint8Array.from(rows, row => row[1]),
    spot: Uint32Array.from(rows, row => row[2]),
    at: Float64Array.from(rows, row => row[3]),
  }
}

function numbersOf(text: string): number[] {
  return JSON.parse(text)
}

const HEADER = 2

function packFindings({ session, kind, spot, at, starts, more }: FindingLane): Uint8Array {
  const header = Float64Array.of(session.length, more.length)
  const begins = steps(starts.slice(0, -1))
  return zstdCompressSync(
    joined(header, planes(session), planes(spot), planes(at), planes(begins), planes(more), kind),
  )
}

function unpackFindings(bytes: Uint8Array, first: number): FindingLane {
  const all = aligned(zstdDecompressSync(bytes))
  const [count = 0, later = 0] = new Float64Array(all.buffer, 0, HEADER)
  let place = HEADER * Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint16Array | Uint32Array | Float64Array>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const session = taken(new Uint16Array(count))
  const spot = taken(new Uint32Array(count))
  const at = taken(new Float64Array(count))
  const starts = new Uint32Array(count + 1)
  starts.set(sums(taken(new Uint32Array(count))))
  starts[count] = later
  const more = taken(new Float64Array(later))
  return { first, session, spot, at, starts, more, kind: all.slice(place, place + count) }
}
