import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { type Held, heldNot, Turning } from './held.ts'
import type { WhenAsked } from './when-asked.ts'

/** When each person had a value that passes. */
export function traitWhen(facts: Database): (node: Node<'trait'>, asked: WhenAsked) => Held {
  const nameKey = facts
    .prepare<[number, string], number>('SELECT key FROM trait_name WHERE project = ? AND name = ?')
    .pluck()
  const values = facts.prepare<[number], string>('SELECT DISTINCT value FROM trait WHERE name = ?').pluck()
  const rows = facts
    .prepare<[number, string], [person: number, at: number, until: number]>(
      'SELECT person, at, until FROM trait WHERE name = ? AND value = ?',
    )
    .raw()

  return ({ trait, is }, { project, persons }) => {
    const name = nameKey.get(project, trait)
    // What is missing passes: then it is told when each had a value which does not.
    const missing = testValue(is, undefined, 0)
    const had: [person: number, at: number, until: number][] = []
    for (const value of name === undefined ? [] : values.all(name)) {
      if (testValue(is, JSON.parse(value), 0) === missing) continue
      for (const row of rows.iterate(name!, value)) if (persons[row[0]] === 1) had.push(row)
    }
    had.sort(([one, at], [other, then]) => one - other || at - then)
    const turning = new Turning(persons.length, false)
    let last = 0
    for (const [person, at, until] of had) {
      if (person !== last) turning.of(person, false)
      last = person
      turning.from(at, true)
      turning.from(until, false)
    }
    return missing ? heldNot(turning.held()) : turning.held()
  }
}
