import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { type Held, heldNot, Turning } from './held.ts'
import { traitValues } from './trait-values.ts'
import type { WhenAsked } from './when-asked.ts'

/** When each person had a value that passes. */
export function traitWhen(facts: Database): (node: Node<'trait'>, asked: WhenAsked) => Held {
  const valuesOf = traitValues(facts)
  return (node, { project, persons }) => {
    const { missing, having } = valuesOf(node, project, persons.length)
    const { starts, at, until } = having
    const turning = new Turning(persons.length, false)
    for (let person = 1; person < persons.length; person++) {
      if (persons[person] === 0 || starts[person] === starts[person + 1]) continue
      turning.of(person, false)
      for (let i = starts[person]!; i < starts[person + 1]!; i++) {
        turning.from(at[i]!, true)
        turning.from(until[i]!, false)
      }
    }
    return missing ? heldNot(turning.held()) : turning.held()
  }
}
