/** When each identity did something for the first and the last time: slices that are whole are read once. */
import type { Database } from 'better-sqlite3'
import type { EventLanes } from './event-lanes.ts'
import { pieces, SEEN } from './pieces.ts'
import { type SeenPart, unpackSeen } from './seen-piece.ts'

export interface Seen {
  /** By key of an identity, epoch ms; infinite where nothing was done. As of the running transaction. */
  read(versions: Map<number, number>, identities: number): { first: Float64Array; last: Float64Array }
}

export function seenByIdentity(facts: Database, lanes: Database, events: EventLanes): Seen {
  const { find } = pieces(lanes, SEEN)
  const names = facts.prepare<[], number>('SELECT key FROM event_name WHERE asked = 1').pluck()
  let whole = new Map<number, number>()
  let first = new Float64Array(0)
  let last = new Float64Array(0)

  const add = (
    slice: ReturnType<EventLanes['slices']>[number],
    asked: ReadonlySet<number>,
    into: { first: Float64Array; last: Float64Array },
  ) => {
    const bytes = slice.packed ? find(slice.slice, slice.version) : undefined
    if (bytes) return addPart(unpackSeen(bytes), into)
    for (const { count, base, at, ident } of slice.events(asked)) {
      for (let i = 0; i < count; i++) {
        const who = ident[i]!
        const time = at[i]! + base
        if (time < into.first[who]!) into.first[who] = time
        if (time > into.last[who]!) into.last[who] = time
      }
    }
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

function addPart(
  { ident, base, first, last }: SeenPart,
  into: { first: Float64Array; last: Float64Array },
): void {
  for (let i = 0; i < ident.length; i++) {
    const who = ident[i]!
    if (first[i]! + base < into.first[who]!) into.first[who] = first[i]! + base
    if (last[i]! + base > into.last[who]!) into.last[who] = last[i]! + base
  }
}

function grown(before: Float64Array, length: number, fill: number): Float64Array<ArrayBuffer> {
  const after = new Float64Array(Math.ceil(length * 1.1)).fill(fill)
  after.set(before)
  return after
}
