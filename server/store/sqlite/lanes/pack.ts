import type { Database } from 'better-sqlite3'
import { endedColumn, identityColumns, presentColumn, sessionColumns } from './columns.ts'
import { packableFailures } from './failure-lanes.ts'
import { packableFindings } from './finding-lane.ts'
import type { EventColumns } from './growing-lane.ts'
import { packableHeat } from './heat-pieces.ts'
import { joined, packLane, SAID } from './lane.ts'
import { SLICES_PER_NAME } from './lanes-file.ts'
import { packablePages } from './page-lanes.ts'
import { piecePacker, putPiece, SEEN } from './pieces.ts'
import { CHANGES_TRAITS } from './seen.ts'
import { packSeen } from './seen-piece.ts'
import { packableFields } from './session-fields.ts'
import { keysOf, SLICED, sliceOf, sliceVersions } from './slices.ts'
import { packableTexts } from './text-lanes.ts'
import { packableViews } from './view-lanes.ts'

/** Of a key, its place in the slice. */
const PLACE = 2 ** SLICED.event.bits - 1

/** Keeps columns of slices that no longer change; answers how many it wrote. */
export function columnPacker(facts: Database, lanes: Database): () => number {
  const pack = piecePacker(lanes, sliceVersions(facts), [
    identityColumns(facts, lanes),
    presentColumn(facts, lanes),
    sessionColumns(facts, lanes),
    endedColumn(facts, lanes),
    packableViews(facts),
    packableHeat(facts),
    packableFields(facts),
    packablePages(facts),
    packableFindings(facts),
    packableFailures(facts),
    packableTexts(facts),
  ])
  return facts.transaction(pack)
}

/** Makes the lanes of one slice that has none, or old ones; false: there is nothing to do. */
export function packer(facts: Database, lanes: Database): () => boolean {
  const versions = sliceVersions(facts)
  const newest = facts.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'event'`).pluck()
  const rows = facts
    .prepare<[number, number], PackedRow>(
      `SELECT name, at, coalesce(ident, 0), coalesce(session, 0), key & ${PLACE}, ${SAID}, source, changes FROM event
       WHERE key >= ? AND key < ? ORDER BY name, key`,
    )
    .raw()
  const packed = lanes.prepare<[], [number, number]>('SELECT slice, version FROM packed').raw()
  const drop = lanes.prepare<[number]>('DELETE FROM lane WHERE slice = ?')
  const dropCold = lanes.prepare<[number]>(
    'DELETE FROM cold WHERE key IN (SELECT key FROM lane WHERE slice = ?)',
  )
  const dropSaid = lanes.prepare<[number]>(
    'DELETE FROM said WHERE key IN (SELECT key FROM lane WHERE slice = ?)',
  )
  const add = lanes.prepare<[number, number, number, number, number, number | Uint8Array, Uint8Array]>(
    'INSERT INTO lane (key, slice, first, last, count, source, hot) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const addCold = lanes.prepare<[number, Uint8Array]>('INSERT INTO cold (key, body) VALUES (?, ?)')
  const addSaid = lanes.prepare<[number, Uint8Array]>('INSERT INTO said (key, body) VALUES (?, ?)')
  const finish = lanes.prepare<[number, number]>(
    'INSERT INTO packed (slice, version) VALUES (?, ?) ON CONFLICT DO UPDATE SET version = excluded.version',
  )

  const put = putPiece(lanes)
  const names = facts.prepare<[], number>('SELECT key FROM event_name WHERE asked = 1').pluck()
  const write = ({ slice, version, rows: all, asked }: Unpacked) => {
    dropCold.run(slice)
    dropSaid.run(slice)
    drop.run(slice)
    for (let from = 0; from < all.length; ) {
      const name = all[from]![0]
      let to = from + 1
      while (all[to]?.[0] === name) to += 1
      const own = all.slice(from, to)
      const { first, last, hot, cold, said, source } = packLane({
        at: Float64Array.from(own, row => row[1]),
        ident: Uint32Array.from(own, row => row[2]),
        session: Uint32Array.from(own, row => row[3]),
        place: Uint16Array.from(own, row => row[4]),
        said: Uint32Array.from(own, row => row[5]),
        source: Uint8Array.from(own, row => row[6]),
      })
      const key = name * SLICES_PER_NAME + slice
      add.run(key, slice, first, last, own.length, source, hot)
      addCold.run(key, cold)
      addSaid.run(key, said)
      from = to
    }
    put(SLICED.event.kind, slice, version, sessionSlices(all))
    put(SEEN, slice, version, packSeen(seenIn(all, asked)))
    finish.run(slice, version)
  }
  const writeWhole = lanes.transaction(write)

  const next = (): Unpacked | null => {
    // Nothing is added to a slice once a key beyond it was given.
    const whole = sliceOf('event', (newest.get() ?? 0) + 1)
    const now = versions('event')
    const made = new Map(packed.all())
    for (let slice = 0; slice < whole; slice++) {
      const version = now.get(slice) ?? 0
      if (made.get(slice) === version) continue
      return { slice, version, rows: rows.all(...keysOf('event', slice)), asked: new Set(names.all()) }
    }
    return null
  }
  const nextAtOneMoment = facts.transaction(next)

  return () => {
    const found = nextAtOneMoment()
    if (found === null) return false
    writeWhole(found)
    return true
  }
}

type PackedRow = [...EventColumns, changes: number]

interface Unpacked {
  slice: number
  version: number
  rows: PackedRow[]
  /** Keys of the names that people ask for. */
  asked: ReadonlySet<number>
}

function* seenIn(rows: readonly PackedRow[], asked: ReadonlySet<number>) {
  for (const row of rows) {
    const [name, at, ident] = row
    if (asked.has(name) || row[7] === CHANGES_TRAITS) yield { ident, at }
  }
}

/** Which slices of sessions the events name: u32 each. */
function sessionSlices(rows: readonly PackedRow[]): Uint8Array {
  const found = new Set<number>()
  for (const [, , , session] of rows) if (session !== 0) found.add(sliceOf('session', session))
  return joined(Uint32Array.from(found))
}
