import type { Database } from 'better-sqlite3'
import type { SessionField } from '../../../../contract/fields.ts'
import type { Known, Visits, Whom } from '../../../behaviour/deeds.ts'
import type { Question } from '../../../segment/question.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Chosen } from '../lanes/chosen.ts'
import { isText } from '../lanes/moment.ts'
import { byStart } from './by-start.ts'

const NOBODY: Visits = { length: 0, person: [], session: [], at: [], fields: [] }

export function visitReader(db: Database, segments: Answering, within: Known['within']): Known['visits'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const idOf = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()

  const earlierId = (a: number, b: number) => (idOf.get(a)! < idOf.get(b)! ? -1 : 1)

  /** Sessions of the dates that are asked for. */
  const keysOf = (
    { id, project }: { id: string; project: number },
    { whom, from, to }: { whom: Whom; from: number; to: number },
    chosenBy: (question: Question) => Chosen | null,
  ): Int32Array => {
    const { project: of, person, started } = segments.moment().sessions()
    const { question, others = false, judged } = whom
    const chosen = question && judged === 'asked' ? chosenBy(question) : null
    const byPerson = chosen?.byPerson === true
    const members = chosen && (byPerson ? chosen.persons : chosen.sessions())
    const wanted = others ? 0 : 1
    const found = new Int32Array(of.length)
    let count = 0
    for (let key = 0; key < of.length; key++) {
      if (of[key] !== project || !(started[key]! >= from && started[key]! < to)) continue
      if (members !== null && members[byPerson ? person[key]! : key] !== wanted) continue
      found[count] = key
      count += 1
    }
    const keys = found.slice(0, count)
    if (chosen || (!question && !others)) return keys
    const inside = within(id, whom, 'session', {
      length: count,
      person: keys.map(key => person[key]!),
      session: keys,
      at: Float64Array.from(keys, key => started[key]!),
    })
    return keys.filter((_, i) => inside[i])
  }

  return (id, fields, asked) => {
    const project = projectKey.get(id)
    if (project === undefined) return asked.map(() => ({ ...NOBODY, fields: fields.map(() => []) }))
    const moment = segments.moment()
    const { person, started } = moment.sessions()
    // Two sides often ask for the same, or for all others.
    const known = new Map<Question, Chosen | null>()
    const chosenBy = (question: Question): Chosen | null => {
      const found = known.has(question) ? known.get(question)! : segments.membersOf(question, project)
      known.set(question, found)
      return found
    }
    const found = asked.map(one => byStart(keysOf({ id, project }, one, chosenBy), started, earlierId))
    const starts = found.map((_, i) => found.slice(0, i).reduce((sum, { length }) => sum + length, 0))
    // All at once: a slice that several name is unpacked once.
    const session = new Int32Array(found.reduce((sum, { length }) => sum + length, 0))
    for (const [i, keys] of found.entries()) session.set(keys, starts[i]!)
    const numeric = fields.filter(field => !isText(field))
    const numbers = new Map<SessionField, Float64Array>(
      moment.numbersOf(numeric, session).map((values, i) => [numeric[i]!, values]),
    )
    return found.map(({ length }, i): Visits => {
      const [from, to] = [starts[i]!, starts[i]! + length]
      const own = session.subarray(from, to)
      const at = new Float64Array(length)
      for (let n = 0; n < length; n++) at[n] = started[own[n]!]!
      return {
        length,
        person: own.map(key => person[key]!),
        ...{ session: own, at },
        fields: fields.map(
          field => numbers.get(field)?.subarray(from, to) ?? new Float64Array(length).fill(Number.NaN),
        ),
      }
    })
  }
}
