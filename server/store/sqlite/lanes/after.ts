/** How often each person did something within some time after something else. */
import type { Database } from 'better-sqlite3'
import { countByPerson } from './count.ts'
import type { Lane } from './lane.ts'
import { gather, sortByTime, tieSettler } from './steps.ts'

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
}

const FOUND = 0

export function afterAnother(facts: Database): (asked: Asked) => Uint32Array {
  const settleTies = tieSettler(facts)
  return ({ found, others, within, until, owners, persons }) => {
    const span = { from: Number.NEGATIVE_INFINITY, to: until }
    const among = countByPerson(found, owners, persons, span)
    const both = countByPerson(others, owners, persons, span)
    const members = Uint8Array.from(among, (n, person) => Number(n > 0 && both[person]! > 0))
    members[0] = 0
    // An event that is its own other stands before it in the order of gathering, and is not its follower.
    const gathered = gather({ lanes: [found, others], span, owners, persons }, members)
    const { starts, at, name } = gathered
    const counts = new Uint32Array(persons)
    for (let person = 0; person < persons; person++) {
      const [from, to] = [starts[person]!, starts[person + 1]!]
      if (from === to) continue
      if (sortByTime(gathered, from, to)) settleTies(gathered, from, to)
      let last = Number.NEGATIVE_INFINITY
      for (let i = from; i < to; i++) {
        if (name[i] !== FOUND) last = at[i]!
        else if (at[i]! - last <= within) counts[person]! += 1
      }
    }
    return counts
  }
}
