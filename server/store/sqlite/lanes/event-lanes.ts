import { totalmem } from 'node:os'
import type { Database } from 'better-sqlite3'
import { type Cold, type Lane, unpackCold, unpackHot, unpackSaid, unpackSources } from './lane.ts'
import { SLICES_PER_NAME } from './lanes-file.ts'
import { looseSlices } from './loose.ts'
import { pieces } from './pieces.ts'
import { SLICED, sliceOf } from './slices.ts'

const MB = 2 ** 20
/** Bytes of memory there are: of the container (0: it has no limit), of the machine. */
const MEMORY = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem())
/** Bytes of unpacked lanes a thread keeps: two months of twenty million events take 190 MB. */
const MOST_BYTES = Math.min(384 * MB, Math.max(128 * MB, MEMORY / 64))

interface Entry {
  key: number
  slice: number
  first: number
  last: number
  count: number
  source: number | Uint8Array
}

export interface EventLanes {
  /** Every event of the name at [from, to], and some beyond; as of the running transaction. */
  of(name: number, from: number, to: number, versions: Map<number, number>): Lane[]
  /** Every event of the name that names a session of one of these slices, and some others; of the running transaction. */
  ofSessions(name: number, slices: ReadonlySet<number>, versions: Map<number, number>): Lane[]
  /** Reads what is in no lane; then all events of any name are told without a look into the tables. */
  ahead(versions: Map<number, number>): (name: number) => Lane[]
  /** Every slice there is, in order; as of the running transaction. */
  slices(versions: Map<number, number>): Slice[]
}

export interface Slice {
  slice: number
  version: number
  /** False: rows may be added to it, and its version stays. */
  packed: boolean
  /** No event is before or after; infinite where that is not known. */
  first: number
  last: number
  /** Its events of these names; not kept. */
  events(names: ReadonlySet<number>): Lane[]
  /** All its events; not kept. */
  byName(): Iterable<readonly [name: number, lane: Lane]>
  /** False: it names no session of these slices. */
  names(sessionSlices: ReadonlySet<number>): boolean
}

export function eventLanes(facts: Database, lanes: Database): EventLanes {
  const loose = looseSlices(facts)
  const newest = facts.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const packed = lanes.prepare<[], [number, number]>('SELECT slice, version FROM packed').raw()
  const COLUMNS = 'key, slice, first, last, count, source'
  const entries = lanes.prepare<[number, number], Entry>(
    `SELECT ${COLUMNS} FROM lane WHERE key >= ? AND key < ? ORDER BY key`,
  )
  const ofSlice = lanes.prepare<[number], Entry>(`SELECT ${COLUMNS} FROM lane WHERE slice = ?`)
  const bounds = lanes
    .prepare<[], [number, number, number]>('SELECT slice, min(first), max(last) FROM lane GROUP BY slice')
    .raw()
  const hot = lanes.prepare<[number], Uint8Array>('SELECT hot FROM lane WHERE key = ?').pluck()
  const cold = lanes.prepare<[number], Uint8Array>('SELECT body FROM cold WHERE key = ?').pluck()
  const said = lanes.prepare<[number], Uint8Array>('SELECT body FROM said WHERE key = ?').pluck()
  const reach = pieces(lanes, SLICED.event.kind)
  const kept = keeper()
  let changes: unknown = null
  let directory = new Map<number, Entry[]>()
  let made = new Map<number, number>()
  let times = new Map<number, { first: number; last: number }>()

  const refresh = () => {
    // Of another connection's commits: sqlite.org/pragma.html#pragma_data_version
    const now = lanes.pragma('data_version', { simple: true })
    if (now === changes) return
    changes = now
    directory = new Map()
    made = new Map(packed.all())
    reaches = new Map()
    times = new Map(bounds.all().map(([slice, first, last]) => [slice, { first, last }]))
  }
  const entriesOf = (name: number): Entry[] => {
    const known = directory.get(name)
    if (known) return known
    const found = entries.all(name * SLICES_PER_NAME, (name + 1) * SLICES_PER_NAME)
    directory.set(name, found)
    return found
  }
  const unpack = ({ key, slice, first, count, source }: Entry): Lane => {
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
      sources: () => unpackSources(source, count),
    }
    return opened
  }
  const open = (entry: Entry): Lane => {
    const version = made.get(entry.slice) ?? 0
    const known = kept.get(entry.key, version)
    if (known) return known
    const lane = unpack(entry)
    kept.put(entry.key, version, lane)
    return lane
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
  const reachesOne = (slice: number, wanted: ReadonlySet<number>): boolean =>
    reachOf(slice)?.some(one => wanted.has(one)) ?? true
  const tail = (versions: Map<number, number>) => {
    const last = sliceOf('event', newest.get() ?? 0)
    const found: ReadonlyMap<number, Lane>[] = []
    for (let slice = 0; slice <= last; slice++) {
      const version = versions.get(slice) ?? 0
      if (made.get(slice) !== version) found.push(loose(slice, version))
    }
    return found
  }
  const whole = (
    name: number,
    versions: Map<number, number>,
    isWanted: (entry: Entry) => boolean,
  ): Lane[] => {
    const good = (slice: number) => made.get(slice) === (versions.get(slice) ?? 0)
    return entriesOf(name)
      .filter(entry => good(entry.slice) && isWanted(entry))
      .map(open)
  }
  const lanesWhere = (
    name: number,
    versions: Map<number, number>,
    isWanted: (entry: Entry) => boolean,
  ): Lane[] => {
    refresh()
    const found = whole(name, versions, isWanted)
    return [...found, ...tail(versions).flatMap(byName => byName.get(name) ?? [])]
  }
  const read = (name: number, from: number, to: number, versions: Map<number, number>): Lane[] =>
    lanesWhere(name, versions, ({ first, last }) => last >= from && first <= to)
  const readOfSessions = (name: number, slices: ReadonlySet<number>, versions: Map<number, number>): Lane[] =>
    lanesWhere(name, versions, ({ slice }) => reachesOne(slice, slices))
  const readAhead = (versions: Map<number, number>) => {
    refresh()
    const rest = tail(versions)
    return (name: number): Lane[] => [
      ...whole(name, versions, () => true),
      ...rest.flatMap(byName => byName.get(name) ?? []),
    ]
  }
  const nameOf = ({ key }: Entry): number => Math.floor(key / SLICES_PER_NAME)
  const readSlice = lanes.transaction((slice: number, names: ReadonlySet<number> | null) =>
    ofSlice
      .all(slice)
      .filter(entry => names === null || names.has(nameOf(entry)))
      .map(entry => [nameOf(entry), unpack(entry)] as const),
  )
  const slices = (versions: Map<number, number>): Slice[] => {
    refresh()
    const last = sliceOf('event', newest.get() ?? 0)
    return Array.from({ length: last + 1 }, (_, slice): Slice => {
      const version = versions.get(slice) ?? 0
      const packed = made.get(slice) === version
      const rows = (names: ReadonlySet<number>) => {
        const byName = loose(slice, version)
        return [...names].flatMap(name => byName.get(name) ?? [])
      }
      const nothing = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }
      const anything = { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY }
      return {
        slice,
        version,
        packed,
        ...(packed ? (times.get(slice) ?? nothing) : anything),
        events: names => (packed ? readSlice(slice, names).map(([, lane]) => lane) : rows(names)),
        byName: () => (packed ? readSlice(slice, null) : loose(slice, version)),
        names: wanted => !packed || reachesOne(slice, wanted),
      }
    })
  }
  // What the directory names and what is then opened is of one moment.
  return {
    of: lanes.transaction(read),
    ofSessions: lanes.transaction(readOfSessions),
    ahead: lanes.transaction(readAhead),
    slices: lanes.transaction(slices),
  }
}

/**
 * Lanes used of late, up to MOST_BYTES; each good for the version of its slice that it was made of. A question that asks
 * for more than there is room for finds what it found first kept the next time, instead of what it found last, which
 * would be in nobody's way until then.
 */
function keeper() {
  const known = new Map<number, { version: number; lane: Lane; size: number; used: number }>()
  let bytes = 0
  let looks = 0
  const drop = (key: number) => {
    const found = known.get(key)
    if (!found) return
    known.delete(key)
    bytes -= found.size
  }
  /** Drops what was not looked for while twice as many were as there are. */
  const dropOld = () => {
    for (const [key, { used }] of known) {
      if (bytes <= MOST_BYTES || looks - used < 2 * known.size) return
      drop(key)
    }
  }
  return {
    get: (key: number, version: number): Lane | undefined => {
      looks += 1
      const found = known.get(key)
      if (found?.version !== version) return undefined
      known.delete(key)
      found.used = looks
      known.set(key, found)
      return found.lane
    },
    put: (key: number, version: number, lane: Lane): void => {
      drop(key)
      const size = lane.count * (lane.at.BYTES_PER_ELEMENT + lane.ident.BYTES_PER_ELEMENT)
      known.set(key, { version, lane, size, used: looks })
      bytes += size
      dropOld()
      if (bytes > MOST_BYTES) drop(key)
    },
    /** More of the lane was unpacked. */
    grow: (key: number, lane: Lane, more: number): void => {
      const found = known.get(key)
      if (found?.lane !== lane) return
      found.size += more
      bytes += more
      dropOld()
      if (bytes > MOST_BYTES) drop(key)
    },
  }
}
