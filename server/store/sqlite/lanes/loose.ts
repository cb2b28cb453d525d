import type { Database } from 'better-sqlite3'
import { type EventColumns, GrowingLane } from './growing-lane.ts'
import { SAID } from './lane.ts'
import { keysOf, SLICED } from './slices.ts'

interface LooseSlice {
  version: number
  /** Highest key read. */
  upTo: number
  byName: Map<number, GrowingLane>
}

/** Slices remembered; 1.4 MB each. */
const MOST = 64
const PLACE = 2 ** SLICED.event.bits - 1

/** Slices that no lane holds: their rows, read once and kept; rows added since are added. */
/** By name; as of the running transaction. */
export function looseSlices(
  facts: Database,
): (slice: number, version: number) => ReadonlyMap<number, GrowingLane> {
  const rows = facts
    .prepare<[number, number], EventColumns>(
      `SELECT name, at, coalesce(ident, 0), coalesce(session, 0), key & ${PLACE}, ${SAID}, source FROM event
       WHERE key > ? AND key < ? ORDER BY key`,
    )
    .raw()
  const known = new Map<number, LooseSlice>()

  return (slice, version) => {
    const [from, to] = keysOf('event', slice)
    const remembered = known.get(slice)
    const loose: LooseSlice =
      remembered?.version === version ? remembered : { version, upTo: from - 1, byName: new Map() }
    for (const row of rows.all(loose.upTo, to)) {
      const lane = loose.byName.get(row[0]) ?? new GrowingLane(slice)
      loose.byName.set(row[0], lane)
      lane.add(row)
      loose.upTo = from + row[4]
    }
    known.delete(slice)
    known.set(slice, loose)
    const [oldest] = known.keys()
    if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    return loose.byName
  }
}
