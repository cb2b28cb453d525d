/** When each identity did something, or its traits changed, for the first and the last time: slices that are whole are read once. */
import type { Database } from 'better-sqlite3'
import type { EventLanes } from './event-lanes.ts'
import { pieces, SEEN } from './pieces.ts'
import { type SeenPart, unpackSeen } from './seen-piece.ts'
import { keysOf } from './slices.ts'

export interface Seen {
  /** By key of an identity, epoch ms; infinite where nothing is known of it. As of the running transaction. */
  read(versions: Map<number, number>, identities: number): { first: Float64Array; last: Float64Array }
}

/** As a row of table event tells. */
export const CHANGES_TRAITS = 1

export function seenByIdentity(facts: Database, lanes: Database, events: EventLanes): Seen {
  const { find } = pieces(lanes, SEEN)
  const names = facts.prepare<[], number>('SELECT key FROM event_name WHERE asked = 1').pluck()
  const changed = changesBySlice(facts)
  let whole = new Map<number, number>()
  let first = new Float64Array(0)
  let last = new Float64Array(0)

  const add = (slice: ReturnType<EventLanes['slices']>[number], asked: ReadonlySet<number>, into: Times) => {
    const bytes = slice.packed ? find(slice.slice, slice.version) : undefined
    if (bytes) return addPart(unpackSeen(bytes), into)
    for (const { count, base, at, ident } of slice.events(asked)) {
      for (let i = 0; i < count; i++) tell(ident[i]!, at[i]! + base, into)
    }
    for (const [, who, at] of changed(slice.slice, slice.version)) tell(who, at, into)
  }

  return {
    read: (versions, identities) => {
      const slices = events.slices(versions)
      const asked = new Set(names.all())
      // What changed may have taken back what was the first: then all is read again.
      const good = slices.every(({ slice, version }) => (whole.get(slice) ?? version) === version)
      if (!good) {
        whole = new Map()
        first = new Float64Array(0)
        last = new Float64Array(0)
      }
      if (first.length < identities) {
        first = grown(first, identities, Number.POSITIVE_INFINITY)
        last = grown(last, identities, Number.NEGATIVE_INFINITY)
      }
      for (const slice of slices) {
        if (!slice.packed || whole.has(slice.slice)) continue
        add(slice, asked, { first, last })
        whole.set(slice.slice, slice.version)
      }
      const now = { first: first.slice(), last: last.slice() }
      for (const slice of slices) if (!whole.has(slice.slice)) add(slice, asked, now)
      return now
    },
  }
}

interface Times {
  first: Float64Array
  last: Float64Array
}

function addPart({ ident, base, first, last }: SeenPart, into: Times): void {
  for (let i = 0; i < ident.length; i++) {
    const who = ident[i]!
    if (first[i]! + base < into.first[who]!) into.first[who] = first[i]! + base
    if (last[i]! + base > into.last[who]!) into.last[who] = last[i]! + base
  }
}

function tell(who: number, time: number, into: Times): void {
  if (time < into.first[who]!) into.first[who] = time
  if (time > into.last[who]!) into.last[who] = time
}

type Change = [key: number, ident: number, at: number]
/** Slices remembered. */
const MOST = 64

/** Changes of traits in slices that no lane tells of: read once, rows added since are added. */
function changesBySlice(facts: Database): (slice: number, version: number) => readonly Change[] {
  const rows = facts
    .prepare<[number, number], Change>(
      `SELECT key, ident, at FROM event WHERE key > ? AND key < ? AND changes = ${CHANGES_TRAITS} AND ident IS NOT NULL
       ORDER BY key`,
    )
    .raw()
  const newest = facts.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const known = new Map<number, { version: number; upTo: number; changes: Change[] }>()

  return (slice, version) => {
    const [from, to] = keysOf('event', slice)
    const found = known.get(slice)
    const own = found?.version === version ? found : { version, upTo: from - 1, changes: [] }
    for (const change of rows.all(own.upTo, to)) own.changes.push(change)
    own.upTo = Math.max(own.upTo, Math.min(newest.get() ?? 0, to - 1))
    known.delete(slice)
    known.set(slice, own)
    const [oldest] = known.keys()
    if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    return own.changes
  }
}

function grown(before: Float64Array, length: number, fill: number): Float64Array<ArrayBuffer> {
  const after = new Float64Array(Math.ceil(length * 1.1)).fill(fill)
  after.set(before)
  return after
}
