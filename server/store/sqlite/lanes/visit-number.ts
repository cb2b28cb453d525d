/** Which of its person's sessions each is: 1 is the first; at one time the first by its id. */
import type { Database } from 'better-sqlite3'
import type { Sessions } from './columns.ts'

/** By key of a session; 0 where it is not listed. */
export function visitNumbers(facts: Database): (sessions: Sessions, persons: number) => Uint32Array {
  const idOf = facts.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()

  return ({ project, person, started }, persons) => {
    const starts = new Uint32Array(persons + 2)
    for (let i = 0; i < project.length; i++) if (project[i] !== 0) starts[person[i]! + 2]! += 1
    for (let i = 2; i < starts.length; i++) starts[i]! += starts[i - 1]!
    const keys = new Uint32Array(starts[persons + 1]!)
    // starts[person + 1] is where the person's next session goes, and in the end where the next person's begin.
    for (let i = 0; i < project.length; i++) {
      if (project[i] === 0) continue
      keys[starts[person[i]! + 1]!] = i
      starts[person[i]! + 1]! += 1
    }
    const inOrder = (a: number, b: number) =>
      started[a]! - started[b]! || (idOf.get(a)! < idOf.get(b)! ? -1 : 1)
    const numbers = new Uint32Array(project.length)
    for (let who = 0; who < persons; who++) {
      const own = keys.subarray(starts[who]!, starts[who + 1]!)
      if (own.length > 1) own.sort(inOrder)
      for (let i = 0; i < own.length; i++) numbers[own[i]!] = i + 1
    }
    return numbers
  }
}
