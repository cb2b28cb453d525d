/** Views of all pages, slice by slice of sessions: from pieces where they are kept, else from the table. */
import type { Database } from 'better-sqlite3'
import { readClicks } from '../write/heat.ts'
import { type Packable, pieces } from './pieces.ts'
import { keysOf, SLICED } from './slices.ts'
import { packViews, unpackViews, type ViewLane, type ViewRow, viewLaneOf } from './view-lane.ts'

type Row = [pattern: number, session: number, at: number, width: number, body: Uint8Array]

/** Bytes kept; what comes beyond is unpacked each time. */
const MOST_BYTES = 256 * 2 ** 20

/** As of the running transaction. */
export interface ViewLanes {
  all(versions: Map<number, number>): ViewLane[]
  of(slice: number, versions: Map<number, number>): ViewLane
}

export function viewLanes(facts: Database, lanes: Database): ViewLanes {
  const { find } = pieces(lanes, SLICED.heat.kind)
  const fromTable = viewReader(facts)
  const known = new Map<number, { version: number; views: ViewLane; bytes: number }>()
  let bytes = 0
  const read = (slice: number, version: number): ViewLane => {
    const kept = known.get(slice)
    if (kept?.version === version) return kept.views
    const packed = find(slice, version)
    const views = packed ? unpackViews(packed, keysOf('heat', slice)[0]) : fromTable(slice)
    known.delete(slice)
    const size = sizeOf(views)
    bytes -= kept?.bytes ?? 0
    if (bytes + size > MOST_BYTES) return views
    bytes += size
    known.set(slice, { version, views, bytes: size })
    return views
  }
  return {
    all: versions => Array.from(versions, ([slice, version]) => read(slice, version)),
    of: (slice, versions) => {
      const version = versions.get(slice)
      return version === undefined ? viewLaneOf([], keysOf('heat', slice)[0]) : read(slice, version)
    },
  }
}

/** What the packer keeps of them. */
export function packableViews(facts: Database): Packable {
  const fromTable = viewReader(facts)
  return { table: 'heat', kind: SLICED.heat.kind, read: () => {}, pack: slice => packViews(fromTable(slice)) }
}

function viewReader(facts: Database): (slice: number) => ViewLane {
  // CROSS: page by page, as the table lies.
  const rows = facts
    .prepare<[number, number], Row>(
      `SELECT h.pattern, h.session, h.at, h.width, h.body FROM pattern p CROSS JOIN heat h
       WHERE h.pattern = p.key AND h.session >= ? AND h.session < ? ORDER BY p.key, h.session, h.tab, h.nth`,
    )
    .raw()
  return slice => {
    const [from, to] = keysOf('heat', slice)
    const all: ViewRow[] = []
    for (const [pattern, session, at, width, body] of rows.iterate(from, to)) {
      all.push({ pattern, session, at, width, clicks: readClicks(body) })
    }
    return viewLaneOf(all, from)
  }
}

function sizeOf({ session, at, element }: ViewLane): number {
  return session.length * (10 + at.BYTES_PER_ELEMENT) + element.length * 8
}
