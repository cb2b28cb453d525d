import type { Database } from 'better-sqlite3'
import { type Cold, type Lane, unpackCold, unpackHot, unpackSaid } from './lane.ts'
import { SLICES_PER_NAME } from './lanes-file.ts'
import { looseSlices } from './loose.ts'
import { pieces } from './pieces.ts'
import { SLICED, sliceOf } from './slices.ts'

/** Bytes of unpacked lanes a thread keeps. */
const MOST_BYTES = 128 * 2 ** 20

interface Entry {
  key: number
  slice: number
  first: number
  last: number
  count: number
}

export interface EventLanes {
  /** Every event of the name at [from, to], and some beyond; as of the running transaction. */
  of(name: number, from: number, to: number, versions: Map<number, number>): Lane[]
  /** Every event of the name that names a session of one of these slices, and some others; of the running transaction. */
  ofSessions(name: number, slices: ReadonlySet<number>, versions: Map<number, number>): Lane[]
  /** Every slice there is, in order; as of the running transaction. */
  slices(versions: Map<number, number>): Slice[]
}

export interface Slice {
  slice: number
  version: number
  /** False: rows may be added to it, and its version stays. */
  packed: boolean
  /** When and whose its events of these names are; not kept. */
  events(names: ReadonlySet<number>): Pick<Lane, 'count' | 'base' | 'at' | 'ident'>[]
}

export function eventLanes(facts: Database, lanes: Database): EventLanes {
  const loose = looseSlices(facts)
  const newest = facts.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const packed = lanes.prepare<[], [number, number]>('SELECT slice, version FROM packed').raw()
  const entries = lanes.prepare<[number, number], Entry>(
    'SELECT key, slice, first, last, count FROM lane WHERE key >= ? AND key < ? ORDER BY key',
  )
  const hot = lanes.prepare<[number], Uint8Array>('SELECT hot FROM lane WHERE key = ?').pluck()
  const cold = lanes.prepare<[number], Uint8Array>('SELECT body FROM cold WHERE key = ?').pluck()
  const said = lanes.prepare<[number], Uint8Array>('SELECT body FROM said WHERE key = ?').pluck()
  const reach = pieces(lanes, SLICED.event.kind)
  const kept = keeper()
  let changes: unknown = null
  let directory = new Map<number, Entry[]>()
  let made = new Map<number, number>()

  const refresh = () => {
    // Of another connection's commits: sqlite.org/pragma.html#pragma_data_version
    const now = lanes.pragma('data_version', { simple: true })
    if (now === changes) return
    changes = now
    directory = new Map()
    made = new Map(packed.all())
    reaches = new Map()
  }
  const entriesOf = (name: number): Entry[] => {
    const known = directory.get(name)
    if (known) return known
    const found = entries.all(name * SLICES_PER_NAME, (name + 1) * SLICES_PER_NAME)
    directory.set(name, found)
    return found
  }
  const open = ({ key, slice, first, count }: Entry): Lane => {
    const version = made.get(slice) ?? 0
    const lane = kept.get(key, version)
    if (lane) return lane
    let more: Cold | null = null
    let given: Uint32Array | null = null
    const opened: Lane = {
      slice,
      count,
      base: first,
      ...unpackHot(hot.get(key)!, count),
      cold: () => {
        if (more === null) kept.grow(key, opened, 6 * count)
        more ??= unpackCold(cold.get(key)!, count)
        return more
      },
      said: () => {
        if (given === null) kept.grow(key, opened, 4 * count)
        given ??= unpackSaid(said.get(key)!, count)
        return given
      },
    }
    kept.put(key, version, opened)
    return opened
  }

  /** By slice, which slices of sessions its events name; of the version that is packed. */
  let reaches = new Map<number, Uint32Array | null>()
  const reachOf = (slice: number): Uint32Array | null => {
    const known = reaches.get(slice)
    if (known !== undefined) return known
    const bytes = reach.find(slice, made.get(slice) ?? 0)
    const found = bytes ? new Uint32Array(Uint8Array.from(bytes).buffer) : null
    reaches.set(slice, found)
    return found
  }
  const read = (name: number, from: number, to: number, versions: Map<number, number>): Lane[] =>
    lanesWhere(name, versions, ({ first, last }) => last >= from && first <= to)
  const readOfSessions = (name: number, slices: ReadonlySet<number>, versions: Map<number, number>): Lane[] =>
    lanesWhere(name, versions, ({ slice }) => reachOf(slice)?.some(one => slices.has(one)) ?? true)

  const lanesWhere = (
    name: number,
    versions: Map<number, number>,
    isWanted: (entry: Entry) => boolean,
  ): Lane[] => {
    refresh()
    const good = (slice: number) => made.get(slice) === (versions.get(slice) ?? 0)
    const found: Lane[] = []
    for (const entry of entriesOf(name)) {
      if (good(entry.slice) && isWanted(entry)) found.push(open(entry))
    }
    const last = sliceOf('event', newest.get() ?? 0)
    for (let slice = 0; slice <= last; slice++) {
      const lane = good(slice) ? null : loose(slice, versions.get(slice) ?? 0, name)
      if (lane) found.push(lane)
    }
    return found
  }
  const ofSlice = lanes.prepare<[number], { key: number; first: number; count: number; hot: Uint8Array }>(
    'SELECT key, first, count, hot FROM lane WHERE slice = ?',
  )
  const slices = (versions: Map<number, number>): Slice[] => {
    refresh()
    const last = sliceOf('event', newest.get() ?? 0)
    return Array.from({ length: last + 1 }, (_, slice): Slice => {
      const version = versions.get(slice) ?? 0
      const packed = made.get(slice) === version
      const read = (names: ReadonlySet<number>) =>
        ofSlice
          .all(slice)
          .filter(({ key }) => names.has(Math.floor(key / SLICES_PER_NAME)))
          .map(({ first, count, hot }) => ({ count, base: first, ...unpackHot(hot, count) }))
      const rows = (names: ReadonlySet<number>) =>
        [...names].flatMap(name => loose(slice, version, name) ?? [])
      return { slice, version, packed, events: packed ? read : rows }
    })
  }
  // What the directory names and what is then opened is of one moment.
  return {
    of: lanes.transaction(read),
    ofSessions: lanes.transaction(readOfSessions),
    slices: lanes.transaction(slices),
  }
}

/** Lanes used last, up to MOST_BYTES; each good for the version of its slice that it was made of. */
function keeper() {
  const known = new Map<number, { version: number; lane: Lane; size: number }>()
  let bytes = 0
  const drop = (key: number) => {
    const found = known.get(key)
    if (!found) return
    known.delete(key)
    bytes -= found.size
  }
  const dropOldest = () => {
    for (const oldest of known.keys()) {
      if (bytes <= MOST_BYTES) return
      drop(oldest)
    }
  }
  return {
    get: (key: number, version: number): Lane | undefined => {
      const found = known.get(key)
      if (found?.version !== version) return undefined
      known.delete(key)
      known.set(key, found)
      return found.lane
    },
    put: (key: number, version: number, lane: Lane): void => {
      drop(key)
      const size = lane.count * (lane.at.BYTES_PER_ELEMENT + lane.ident.BYTES_PER_ELEMENT)
      known.set(key, { version, lane, size })
      bytes += size
      dropOldest()
    },
    /** More of the lane was unpacked. */
    grow: (key: number, lane: Lane, more: number): void => {
      const found = known.get(key)
      if (found?.lane !== lane) return
      found.size += more
      bytes += more
      dropOldest()
    },
  }
}
