import type { Encounters } from '../../../behaviour/deeds.ts'

export interface Meetings {
  /** By key of a session; 0: nobody asks for it. */
  heads: Int32Array
  isAsked(session: number): boolean
  /** Of one thing that is met: the units of each side that met it, each once. One counter after another. */
  counter(): {
    add(session: number, at: number): void
    counts(): { first: number; second: number }
  }
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
  /** By unit, the last counter that counted it. */
  const counted = new Uint32Array(units)
  let nth = 0
  return {
    heads,
    isAsked: session => heads[session] !== 0 && heads[session] !== undefined,
    counter: () => {
      const own = ++nth
      let first = 0
      let second = 0
      return {
        add: (session, at) => {
          for (let place = heads[session]!; place !== 0; place = before[place - 1]!) {
            const who = unit[place - 1]!
            if (counted[who] === own || (until !== null && at > until[place - 1]!)) continue
            counted[who] = own
            if (side[place - 1] === 0) first += 1
            else second += 1
          }
        },
        counts: () => ({ first, second }),
      }
    },
  }
}

/** Places of the keys, those of a key beside each other: counted, then laid out. */
export function sortedBy(keys: ArrayLike<number>): { order: Uint32Array; starts: Uint32Array } {
  let most = 0
  for (let i = 0; i < keys.length; i++) if (keys[i]! > most) most = keys[i]!
  const starts = new Uint32Array(most + 2)
  for (let i = 0; i < keys.length; i++) starts[keys[i]! + 1]! += 1
  for (let key = 1; key < starts.length; key++) starts[key]! += starts[key - 1]!
  const next = starts.slice()
  const order = new Uint32Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    order[next[key]!] = i
    next[key]! += 1
  }
  return { order, starts }
}
