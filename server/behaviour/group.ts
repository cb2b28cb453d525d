/** The people of one side of a comparison, numbered in the order of their first sessions, with what these carry. */
import type { Visits } from './deeds.ts'

export interface Group<K> {
  persons: K[]
  /** Number of a person. */
  placeOf: Map<K, number>
  sessions: ArrayLike<K>
  /** By session: the number of its person. */
  owner: Int32Array
  /** By person: how many sessions. */
  visits: Float64Array
  /** By field and then person: the sum of the sessions that carry it, and how many these are. */
  sums: Float64Array[]
  counts: Float64Array[]
}

export function groupOf<K>({ length, person, session, fields }: Visits<K>): Group<K> {
  const persons: K[] = []
  const placeOf = new Map<K, number>()
  const owner = new Int32Array(length)
  for (let i = 0; i < length; i++) {
    const who = person[i]!
    let place = placeOf.get(who)
    if (place === undefined) {
      place = persons.push(who) - 1
      placeOf.set(who, place)
    }
    owner[i] = place
  }
  const visits = new Float64Array(persons.length)
  for (let i = 0; i < length; i++) visits[owner[i]!]! += 1
  const sums: Float64Array[] = []
  const counts: Float64Array[] = []
  for (const values of fields) {
    const sum = new Float64Array(persons.length)
    const count = new Float64Array(persons.length)
    for (let i = 0; i < length; i++) {
      const value = values[i]!
      if (Number.isNaN(value)) continue
      sum[owner[i]!]! += value
      count[owner[i]!]! += 1
    }
    sums.push(sum)
    counts.push(count)
  }
  return { persons, placeOf, sessions: session, owner, visits, sums, counts }
}

/** By person of the one group, the number of the same person in the other; -1: not in it. */
export function partners<K>({ persons }: Group<K>, { placeOf }: Group<K>): Int32Array {
  const found = new Int32Array(persons.length)
  for (let i = 0; i < found.length; i++) found[i] = placeOf.get(persons[i]!) ?? -1
  return found
}
