/**
 * What sessions lived through, findings or failures, by the sessions of one slice, session after session. As bytes, packed
 * with zstd (planes: see lane.ts):
 *
 *     [rows: f64] [session from the slice's first: u16] [thing: u32] [times: u32] [kind: u8] x rows
 *
 * Whatever changes them writes fields of the session, too: they are as good as the slice of sessions is.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import { aligned, fromPlanes, joined, planes } from './lane.ts'
import { LIVED, type Packable, pieces } from './pieces.ts'
import { keysOf } from './slices.ts'

export type Lived = keyof typeof LIVED

export interface LivedLane {
  /** Key of the first session of the slice. */
  first: number
  /** From `first`. */
  session: Uint16Array
  /** Keys of spots, or of failures. */
  thing: Uint32Array
  times: Uint32Array
  /** Place in FRUSTRATION_KINDS or FAILURE_KINDS. */
  kind: Uint8Array
}

type Row = [session: number, thing: number, kind: number, times: number]

const ROWS: Record<Lived, string> = {
  finding: `SELECT session, spot, kind, count(*) FROM finding WHERE session >= ? AND session < ?
    GROUP BY session, spot, kind`,
  // CROSS: failures are found by tab alone.
  failure: `SELECT t.session, d.failure, x.kind, d.times FROM tab t CROSS JOIN failed d CROSS JOIN failure x
    WHERE d.tab = t.key AND x.key = d.failure AND t.session >= ? AND t.session < ? ORDER BY t.session`,
}

/** Every slice of sessions, as of the running transaction. */
export function livedLanes(
  facts: Database,
  lanes: Database,
  what: Lived,
): (versions: Map<number, number>) => LivedLane[] {
  const { find } = pieces(lanes, LIVED[what])
  const fromTable = livedReader(facts, what)
  const known = new Map<number, { version: number; lane: LivedLane }>()
  return versions =>
    Array.from(versions, ([slice, version]) => {
      const kept = known.get(slice)
      if (kept?.version === version) return kept.lane
      const packed = find(slice, version)
      const lane = packed ? unpackLived(packed, keysOf('session', slice)[0]) : fromTable(slice)
      known.set(slice, { version, lane })
      return lane
    })
}

/** What the packer keeps of them. */
export function packableLived(facts: Database, what: Lived): Packable {
  const fromTable = livedReader(facts, what)
  return {
    ...{ table: 'session', kind: LIVED[what], read: () => {} },
    pack: slice => packLived(fromTable(slice)),
  }
}

function livedReader(facts: Database, what: Lived): (slice: number) => LivedLane {
  const rows = facts.prepare<[number, number], Row>(ROWS[what]).raw()
  return slice => {
    const [from, to] = keysOf('session', slice)
    const all = rows.all(from, to)
    return {
      first: from,
      session: Uint16Array.from(all, row => row[0] - from),
      thing: Uint32Array.from(all, row => row[1]),
      kind: Uint8Array.from(all, row => row[2]),
      times: Uint32Array.from(all, row => row[3]),
    }
  }
}

function packLived({ session, thing, times, kind }: LivedLane): Uint8Array {
  const header = Float64Array.of(session.length)
  return zstdCompressSync(joined(header, planes(session), planes(thing), planes(times), kind))
}

function unpackLived(bytes: Uint8Array, first: number): LivedLane {
  const all = aligned(zstdDecompressSync(bytes))
  const [rows = 0] = new Float64Array(all.buffer, 0, 1)
  let place = Float64Array.BYTES_PER_ELEMENT
  const taken = <A extends Uint16Array | Uint32Array>(into: A): A => {
    fromPlanes(all, place, into)
    place += into.byteLength
    return into
  }
  const session = taken(new Uint16Array(rows))
  const thing = taken(new Uint32Array(rows))
  const times = taken(new Uint32Array(rows))
  return { first, session, thing, times, kind: all.slice(place, place + rows) }
}
