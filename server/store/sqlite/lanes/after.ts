/** What persons did within some time after something else. */
import type { Database } from 'better-sqlite3'
import { countByPerson } from './count.ts'
import type { Lane } from './lane.ts'
import { only } from './passing.ts'
import { type Gathered, gather, PER_LANE, sortByTime, tieSettler } from './steps.ts'

interface Asked {
  found: Lane[]
  /** What it must follow, later by its time or, at the same time, by its messageId. */
  others: Lane[]
  /** ms */
  within: number
  /** epoch ms, included */
  until: number
  owners: Int32Array
  persons: number
  /** False: what is found is no event, and later than any event of the same ms. */
  areEvents: boolean
}

const FOUND = 0

/** The events of `found` that follow another in time. */
export function followers(facts: Database): (asked: Asked) => Lane[] {
  const settleTies = tieSettler(facts)
  return ({ found, others, within, until, owners, persons, areEvents }) => {
    const span = { from: Number.NEGATIVE_INFINITY, to: until }
    const among = countByPerson(found, owners, persons, span)
    const both = countByPerson(others, owners, persons, span)
    const members = Uint8Array.from(among, (n, person) => Number(n > 0 && both[person]! > 0))
    members[0] = 0
    // An event that is its own other stands before it in the order of gathering, and is not its follower.
    const gathered = gather({ lanes: [found, others], span, owners, persons }, members)
    const { starts, at, name, where } = gathered
    const places = new Map<Lane, number[]>()
    for (let person = 0; person < persons; person++) {
      const [from, to] = [starts[person]!, starts[person + 1]!]
      if (from === to) continue
      const tied = sortByTime(gathered, from, to)
      if (tied && areEvents) settleTies(gathered, from, to)
      if (tied && !areEvents) othersFirst(gathered, from, to)
      let last = Number.NEGATIVE_INFINITY
      for (let i = from; i < to; i++) {
        if (name[i] !== FOUND) last = at[i]!
        else if (at[i]! - last <= within) {
          const lane = gathered.lanes[Math.floor(where[i]! / PER_LANE)]!
          const known = places.get(lane)
          if (known) known.push(where[i]! % PER_LANE)
          else places.set(lane, [where[i]! % PER_LANE])
        }
      }
    }
    return [...places].map(([lane, own]) => only(lane, own))
  }
}

/** Of moments at the same time, those that may be followed. */
function othersFirst({ at, name, where }: Gathered, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    for (let j = i; j > from && at[j - 1] === at[j] && name[j] !== FOUND && name[j - 1] === FOUND; j--) {
      ;[name[j], name[j - 1]] = [name[j - 1]!, name[j]!]
      ;[where[j], where[j - 1]] = [where[j - 1]!, where[j]!]
    }
  }
}
