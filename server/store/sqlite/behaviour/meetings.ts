import type { Encounters } from '../../../behaviour/deeds.ts'
import type { Lane } from '../lanes/lane.ts'

export interface Meetings {
  /** By key of a session; 0: nobody asks for it. */
  heads: Int32Array
  /** Keys of the sessions that are asked for. */
  keys: Int32Array
  /** Whether it matters when something was met. */
  timed: boolean
  /** Of one thing that is met: the units of each side that met it, each once. One counter after another. */
  counter(): Counter
}

export interface Counter {
  add(session: number, at: number): void
  /** Events of sessions by the session's own person. */
  addEvents(lane: Lane, owners: Int32Array, persons: Int32Array): void
  counts(): { first: number; second: number }
}

export interface Counted {
  key: number
  first: number
  second: number
}

/** `sessions`: more than the highest key. */
export function meetings(asked: Encounters, sessions: number): Meetings {
  /** Of a session, place + 1 in `asked` of the last that asks for it; each leads to the one before. */
  const heads = new Int32Array(sessions)
  const before = new Int32Array(asked.length)
  const { length, session: asking, until, unit, side } = asked
  let units = 0
  for (let i = 0; i < length; i++) {
    before[i] = heads[asking[i]!]!
    heads[asking[i]!] = i + 1
    if (unit[i]! >= units) units = unit[i]! + 1
  }
  const keys = new Int32Array(length)
  let count = 0
  for (let key = 0; key < heads.length; key++) if (heads[key] !== 0) keys[count++] = key
  /** By unit, the last counter that counted it. */
  const counted = new Uint32Array(units)
  const sides = new Float64Array(2)
  let nth = 0
  const add = (session: number, at: number): void => {
    for (let place = heads[session]!; place > 0; place = before[place - 1]!) {
      const who = unit[place - 1]!
      if (counted[who] === nth || (until !== null && at > until[place - 1]!)) continue
      counted[who] = nth
      sides[side[place - 1]!]! += 1
    }
  }
  const addEvents = (lane: Lane, owners: Int32Array, persons: Int32Array): void => {
    const { session } = lane.cold()
    const { at, ident, base } = lane
    for (let i = 0; i < lane.count; i++) {
      const its = session[i]!
      const head = heads[its]!
      // Mostly one asks for it, and has met it before.
      if (!(head > 0) || (before[head - 1] === 0 && counted[unit[head - 1]!] === nth)) continue
      if (persons[its] === owners[ident[i]!]) add(its, base + at[i]!)
    }
  }
  return {
    ...{ heads, keys: keys.subarray(0, count), timed: until !== null },
    counter: () => {
      nth += 1
      sides.fill(0)
      return { add, addEvents, counts: () => ({ first: sides[0]!, second: sides[1]! }) }
    },
  }
}

/** Places of the keys, those of a key beside each other: counted, then laid out. */
function sortedBy(keys: ArrayLike<number>): { order: Uint32Array; starts: Uint32Array } {
  let most = 0
  for (let i = 0; i < keys.length; i++) if (keys[i]! > most) most = keys[i]!
  const starts = new Uint32Array(most + 2)
  for (let i = 0; i < keys.length; i++) starts[keys[i]! + 1]! += 1
  for (let key = 1; key < starts.length; key++) starts[key]! += starts[key - 1]!
  const next = starts.slice()
  const order = new Uint32Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    order[next[keys[i]!]!] = i
    next[keys[i]!]! += 1
  }
  return { order, starts }
}

export interface Met {
  key: ArrayLike<number>
  session: ArrayLike<number>
  /** Null: from the beginning of the session. */
  at: ArrayLike<number> | null
}

/** Of each key the units that met it, key by key. */
export function countedBy(all: Meetings, { key, session, at }: Met): Counted[] {
  const { order, starts } = sortedBy(key)
  const counts: Counted[] = []
  for (let which = 0; which + 1 < starts.length; which++) {
    if (starts[which] === starts[which + 1]) continue
    const count = all.counter()
    for (let n = starts[which]!; n < starts[which + 1]!; n++) {
      const i = order[n]!
      count.add(session[i]!, at === null ? Number.NEGATIVE_INFINITY : at[i]!)
    }
    counts.push({ key: which, ...count.counts() })
  }
  return counts
}
