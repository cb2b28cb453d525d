/**
 * What failed in the sessions of one slice, session after session. As bytes, packed with zstd (planes: see lane.ts):
 *
 *     [rows: f64] [session from the slice's first: u16] [failure: u32] [times: u32] [kind: u8] x rows
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { aligned, fromPlanes, joined, planes } from './lane.ts'
import { FAILURES, type Packable, pieces } from './pieces.ts'
import { keysOf } from './slices.ts'

export interface FailureLane {
  /** Key of the first session of the slice. */
  first: number
  /** From `first`. */
  session: Uint16Array
  /** Keys of failures. */
  failure: Uint32Array
  times: Uint32Array
  /** Place in FAILURE_KINDS. */
  kind: Uint8Array
}

type Row = [session: number, failure: number, kind: number, times: number]

/** By the versions of sessions, as what failed is never changed without its session; as of the running transaction. */
export type FailureLanes = (versions: Map<number, number>) => FailureLane[]

export function failureLanes(facts: Database, lanes: Database): FailureLanes {
  const { find } = pieces(lanes, FAILURES)
  const fromTable = failureReader(facts)
  const known = new Map<number, { version: number; lane: FailureLane }>()
  return versions =>
    Array.from(versions, ([slice, version]) => {
      const kept = known.get(slice)
      if (kept?.version === version) return kept.lane
      const packed = find(slice, version)
      const lane = packed ? unpackFailures(packed, keysOf('session', slice)[0]) : fromTable(slice)
      known.set(slice, { version, lane })
      return lane
    })
}

/** What the packer keeps of them. */
export function packableFailures(facts: Database): Packable {
  const fromTable = failureReader(facts)
  return {
    ...{ table: 'session', kind: FAILURES, read: () => {} },
    pack: slice => packFailures(fromTable(slice)),
  }
}

function failureReader(facts: Database): (slice: number) => FailureLane {
  // CROSS: what failed is found by tab.
  const rows = facts
    .prepare<[number, number], Row>(
      `SELECT t.session, d.failure, x.kind, d.times FROM tab t CROSS JOIN failed d CROSS JOIN failure x
       WHERE d.tab = t.key AND x.key = d.failure AND t.session >= ? AND t.session < ? ORDER BY t.session`,
    )
    .raw()
  return slice => {
    const [from, to] = keysOf('session', slice)
    const all = rows.all(from, to)
    return {
      first: from,
      session: Uint16Array.from(all, row => row[0] - from),
      failure: Uint32Array.from(all, row => row[1]),
      kind: Uint8Array.from(all, row => row[2]),
      times: Uint32Array.from(all, row => row[3]),
    }
  }
}

function packFailures({ session, failure, times, kind }: FailureLane): Uint8Array {
  const header = Float64Array.of(session.length)
  return zstdCompressSync(joined(header, planes(session), planes(failure), planes(times), kind))
}

function unpackFailures(bytes: Uint8Array, first: number): FailureLane {
  const all = aligned(zstdDecompressSync(bytes))
  const [rows = 0] = new Float64Array(all.buffer, 0, 1)
  let place = Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint16Array | Uint32Array>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const session = taken(new Uint16Array(rows))
  const failure = taken(new Uint32Array(rows))
  const times = taken(new Uint32Array(rows))
  return { first, session, failure, times, kind: all.slice(place, place + rows) }
}
