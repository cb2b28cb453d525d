/** The people of one side of a comparison, with what their sessions carry. */
import type { SessionField } from '../../contract/fields.ts'
import type { Known, Stood, Totals, Visitors, VisitQuery } from './deeds.ts'

export interface Group extends Visitors {
  /** By person: how many sessions. */
  visits: Float64Array
  /** By field. */
  totals: Totals[]
}

export function groupsOf(
  known: Known,
  project: string,
  fields: readonly SessionField[],
  asked: readonly VisitQuery[],
): Group[] {
  return known.visitors(project, asked).map(all => {
    const visits = new Float64Array(all.person.length)
    for (let i = 0; i < visits.length; i++) visits[i] = all.starts[i + 1]! - all.starts[i]!
    return { ...all, visits, totals: known.totals(project, fields, all) }
  })
}

/** By person of the one group, the number of the same person in the other; -1: not in it. */
export function partners({ person }: Group, other: Group): Int32Array {
  const numbers = numbersFor(other.person)
  for (let i = 0; i < other.person.length; i++) numbers[other.person[i]!] = i + 1
  const found = new Int32Array(person.length)
  for (let i = 0; i < person.length; i++) found[i] = (numbers[person[i]!] ?? 0) - 1
  return found
}

/** Of sessions in order: each person's beside each other, as they were. */
export function visitorsOf({ length, person, session }: Omit<Stood, 'at'>): Visitors {
  /** By key of a person how many sessions it has, then where its next one goes. */
  const next = numbersFor(person)
  for (let i = 0; i < length; i++) next[person[i]!]! += 1
  let persons = 0
  let place = 0
  for (let key = 0; key < next.length; key++) {
    const own = next[key]!
    if (own > 0) persons += 1
    next[key] = place
    place += own
  }
  const all: Visitors = {
    person: new Int32Array(persons),
    starts: new Int32Array(persons + 1),
    session: new Int32Array(length),
  }
  for (let i = 0; i < length; i++) {
    all.session[next[person[i]!]!] = session[i]!
    next[person[i]!]! += 1
  }
  // Where the next one would go is where the next person's begin.
  for (let key = 0, nth = 0, begun = 0; key < next.length; key++) {
    if (next[key] === begun) continue
    all.person[nth] = key
    nth += 1
    begun = next[key]!
    all.starts[nth] = begun
  }
  return all
}

/** A number for each key. */
function numbersFor(keys: ArrayLike<number>): Int32Array {
  let most = 0
  for (let i = 0; i < keys.length; i++) if (keys[i]! > most) most = keys[i]!
  return new Int32Array(most + 1)
}
