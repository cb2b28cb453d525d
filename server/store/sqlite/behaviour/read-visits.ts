import type { Database } from 'better-sqlite3'
import type { SessionField } from '../../../../contract/fields.ts'
import type { Known, Visits, Whom } from '../../../behaviour/deeds.ts'
import type { Answering } from '../lanes/answering.ts'
import { isText } from '../lanes/moment.ts'

const NOBODY: Visits = { length: 0, person: [], session: [], at: [], fields: [] }

export function visitReader(db: Database, segments: Answering, within: Known['within']): Known['visits'] {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const idOf = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()

  /** Sessions of the dates that are asked for. */
  const keysOf = (id: string, project: number, whom: Whom, from: number, to: number): number[] => {
    const { project: of, person, started } = segments.moment().sessions()
    const { question, others = false, judged } = whom
    const chosen = question && judged === 'asked' ? segments.membersOf(question, project)?.sessions() : null
    const found: number[] = []
    for (let key = 0; key < of.length; key++) {
      if (of[key] !== project || started[key]! < from || started[key]! >= to) continue
      if (!chosen || (chosen[key] === 1) !== others) found.push(key)
    }
    if (chosen || (!question && !others)) return found
    const inside = within(id, whom, 'session', {
      length: found.length,
      person: found.map(key => person[key]!),
      session: found,
      at: found.map(key => started[key]!),
    })
    return found.filter((_, i) => inside[i])
  }

  return (id, fields, asked) => {
    const project = projectKey.get(id)
    if (project === undefined) return asked.map(() => ({ ...NOBODY, fields: fields.map(() => []) }))
    const moment = segments.moment()
    const { person, started } = moment.sessions()
    const inOrder = (a: number, b: number) =>
      started[a]! - started[b]! || (idOf.get(a)! < idOf.get(b)! ? -1 : 1)
    const found = asked.map(({ whom, from, to }) => keysOf(id, project, whom, from, to).sort(inOrder))
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
