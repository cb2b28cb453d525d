/** What persons did within some time after something else. */
import type { Database } from 'better-sqlite3'
import { combined, countByPerson, type Members, membersWhere, opposite } from './count.ts'
import type { Lane } from './lane.ts'
import { only } from './passing.ts'
import { type Gathered, gather, lanesOf, sortByTime, tieSettler } from './steps.ts'
import { areStored, PER_LANE, type Streamed, type Stretch, streamed } from './streamed.ts'

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
  /** Who is asked of; none: everyone. */
  among?: Members
  /** False: what is found is no event, and later than any event of the same ms. */
  areEvents: boolean
}

const FOUND = 0

/** The events of `found` that follow another in time. */
export function followers(facts: Database): (asked: Asked) => Lane[] {
  const settleTies = tieSettler(facts)

  return ({ found, others, within, until, owners, persons, among, areEvents }) => {
    const span = { from: Number.NEGATIVE_INFINITY, to: until }
    // An event that is its own other stands before it in the order of gathering, and is not its follower.
    const done = among && opposite(among)
    const asked = { lanes: [found, others], span, owners, persons, ...(done && { done }) }
    const places = new Map<Lane, number[]>()
    /** Answers when the last other was. */
    const follow = ({ at, name, where, all }: Stretch, from: number, to: number, before: number): number => {
      let last = before
      for (let i = from; i < to; i++) {
        if (name[i] !== FOUND) last = at[i]!
        else if (at[i]! - last <= within) {
          const lane = all[Math.floor(where[i]! / PER_LANE)]!
          const known = places.get(lane)
          if (known) known.push(where[i]! % PER_LANE)
          else places.set(lane, [where[i]! % PER_LANE])
        }
      }
      return last
    }
    const left = inStretches(asked, follow, places)
    const members = left ?? both(asked, among)
    if (members.includes(1)) {
      const few = left === null ? asked : { ...asked, lanes: lanesOf(asked, left) }
      const gathered = gather(few, members)
      for (let person = 0; person < persons; person++) {
        const [from, to] = [gathered.starts[person]!, gathered.starts[person + 1]!]
        if (from === to) continue
        const tied = sortByTime(gathered, from, to)
        if (tied && areEvents) settleTies(gathered, from, to)
        if (tied && !areEvents) othersFirst(gathered, from, to)
        follow({ ...gathered, all: gathered.lanes }, from, to, Number.NEGATIVE_INFINITY)
      }
    }
    return [...places].map(([lane, own]) => only(lane, own))
  }
}

/** Persons who did both. */
function both({ lanes, owners, persons, span }: Streamed, among: Members | undefined): Members {
  const [found, others] = lanes.map(own => countByPerson(own, owners, persons, span))
  const members = membersWhere(persons, person => person > 0 && found![person]! > 0 && others![person]! > 0)
  return among ? combined('and', [members, among]) : members
}

type Follow = (own: Stretch, from: number, to: number, before: number) => number

/** Tells all whose order is known as they are stored; answers those that are left; null: everyone. */
function inStretches(asked: Streamed, follow: Follow, places: Map<Lane, number[]>): Members | null {
  const [found, others] = asked.lanes
  if (!areStored(asked.lanes) || found!.some(lane => others!.includes(lane))) return null
  const last = new Float64Array(asked.persons).fill(Number.NEGATIVE_INFINITY)
  const left = streamed(asked, (person, own, count) => {
    last[person] = follow(own, 0, count, last[person]!)
  })
  if (left === null) return new Uint8Array(0)
  for (const [lane, own] of places) {
    places.set(
      lane,
      own.filter(i => left[asked.owners[lane.ident[i]!]!] === 0),
    )
  }
  return left
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
