/** Who had which values of a trait, from when until when. */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { FOREVER } from '../people/folding.ts'

/** By key of a person: its values stand at [starts[person], starts[person + 1]), in the order of time. */
export interface Having {
  starts: Uint32Array
  /** Epoch ms, and when it ended: that is not included. */
  at: Float64Array
  until: Float64Array
}

export interface TraitValues {
  /** What is missing passes: then those are told that do not pass. */
  missing: boolean
  having: Having
}

/** Of each person the values that pass, or those that do not: in either case nobody is read who never had the trait. */
export function traitValues(facts: Database) {
  const nameKey = facts
    .prepare<[number, string], number>('SELECT key FROM trait_name WHERE project = ? AND name = ?')
    .pluck()
  const values = facts.prepare<[number], string>('SELECT DISTINCT value FROM trait WHERE name = ?').pluck()
  const ended = facts
    .prepare<[number, string], [person: number, at: number, until: number]>(
      `SELECT person, at, until FROM trait WHERE name = ? AND value = ? AND until < ${FOREVER}`,
    )
    .raw()
  // Most have theirs still: two columns, in the order of the index, take 40 ms of 200,000 where rows take 95.
  const lasting = (column: 'person' | 'at') =>
    facts
      .prepare<[number, string], number>(
        `SELECT ${column} FROM trait WHERE name = ? AND value = ? AND until = ${FOREVER} ORDER BY at, person, nth`,
      )
      .pluck()
  const [holders, since] = [lasting('person'), lasting('at')]

  return ({ trait, is }: Node<'trait'>, project: number, persons: number): TraitValues => {
    const name = nameKey.get(project, trait)
    const missing = testValue(is, undefined, 0)
    const parts: Part[] = []
    for (const value of name === undefined ? [] : values.all(name)) {
      if (testValue(is, JSON.parse(value), 0) === missing) continue
      parts.push({ person: holders.all(name!, value), at: since.all(name!, value), until: null })
      const rows = ended.all(name!, value)
      const [person, at, until] = [rows.map(row => row[0]), rows.map(row => row[1]), rows.map(row => row[2])]
      parts.push({ person, at, until })
    }
    return { missing, having: byPerson(parts, persons) }
  }
}

interface Part {
  person: number[]
  at: number[]
  /** Null: for ever. */
  until: number[] | null
}

function byPerson(parts: readonly Part[], persons: number): Having {
  const starts = new Uint32Array(persons + 2)
  for (const { person } of parts) for (const who of person) starts[who + 2]! += 1
  for (let i = 3; i < starts.length; i++) starts[i]! += starts[i - 1]!
  const total = starts[persons + 1]!
  const having = { starts, at: new Float64Array(total), until: new Float64Array(total) }
  for (const part of parts) lay(part, having)
  for (let who = 1; who <= persons; who++) inOrder(having, starts[who]!, starts[who + 1]!)
  return having
}

function lay({ person, at, until }: Part, having: Having): void {
  for (let i = 0; i < person.length; i++) {
    // starts[who + 1] is where the person's next one goes, and in the end where the next person's begin.
    const who = person[i]!
    const place = having.starts[who + 1]!
    having.starts[who + 1] = place + 1
    having.at[place] = at[i]!
    having.until[place] = until === null ? FOREVER : until[i]!
  }
}

/** There are few of each. */
function inOrder({ at, until }: Having, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const [time, end] = [at[i]!, until[i]!]
    let place = i
    for (; place > from && at[place - 1]! > time; place--) {
      at[place] = at[place - 1]!
      until[place] = until[place - 1]!
    }
    at[place] = time
    until[place] = end
  }
}
