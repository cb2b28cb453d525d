/** The people of one side of a comparison, numbered in the order of their first sessions, with what these carry. */
import type { Visits } from './deeds.ts'

export interface Group {
  persons: Int32Array
  sessions: ArrayLike<number>
  /** By session: the number of its person. */
  owner: Int32Array
  /** By person: how many sessions. */
  visits: Float64Array
  /** By field and then person: the sum of the sessions that carry it, and how many these are. */
  sums: Float64Array[]
  counts: Float64Array[]
}

export function groupOf({ length, person, session, fields }: Visits): Group {
  const persons = new Int32Array(length)
  /** By key of a person, its number + 1. */
  const numbers = numbersFor(person)
  const owner = new Int32Array(length)
  let count = 0
  for (let i = 0; i < length; i++) {
    const who = person[i]!
    if (numbers[who] === 0) {
      persons[count] = who
      count += 1
      numbers[who] = count
    }
    owner[i] = numbers[who]! - 1
  }
  const visits = new Float64Array(count)
  for (let i = 0; i < length; i++) visits[owner[i]!]! += 1
  const sums: Float64Array[] = []
  const counts: Float64Array[] = []
  for (const values of fields) {
    const sum = new Float64Array(count)
    const carrying = new Float64Array(count)
    for (let i = 0; i < length; i++) {
      const value = values[i]!
      if (Number.isNaN(value)) continue
      sum[owner[i]!]! += value
      carrying[owner[i]!]! += 1
    }
    sums.push(sum)
    counts.push(carrying)
  }
  return { persons: persons.slice(0, count), sessions: session, owner, visits, sums, counts }
}

/** By person of the one group, the number of the same person in the other; -1: not in it. */
export function partners({ persons }: Group, other: Group): Int32Array {
  const numbers = numbersFor(other.persons)
  for (let i = 0; i < other.persons.length; i++) numbers[other.persons[i]!] = i + 1
  const found = new Int32Array(persons.length)
  for (let i = 0; i < persons.length; i++) found[i] = (numbers[persons[i]!] ?? 0) - 1
  return found
}

/** A number for each key. */
function numbersFor(keys: ArrayLike<number>): Int32Array {
  let most = 0
  for (let i = 0; i < keys.length; i++) if (keys[i]! > most) most = keys[i]!
  return new Int32Array(most + 1)
}
