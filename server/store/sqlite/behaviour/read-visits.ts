import type { Database } from 'better-sqlite3'
import type { Known, Visitors, Visits, Whom } from '../../../behaviour/deeds.ts'
import { visitorsOf } from '../../../behaviour/group.ts'
import type { Question } from '../../../segment/question.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Chosen } from '../lanes/chosen.ts'
import { isText } from '../lanes/moment.ts'
import { byStart } from './by-start.ts'

const NOBODY: Visits = { length: 0, person: [], session: [], at: [], fields: [] }

export function visitReader(
  db: Database,
  segments: Answering,
  within: Known['within'],
): Pick<Known, 'visits' | 'visitors' | 'totals'> {
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

  /** Two sides often ask for the same, or for all others. */
  const chooser = (project: number) => {
    const known = new Map<Question, Chosen | null>()
    return (question: Question): Chosen | null => {
      const found = known.has(question) ? known.get(question)! : segments.membersOf(question, project)
      known.set(question, found)
      return found
    }
  }

  const visits: Known['visits'] = (id, fields, asked) => {
    const project = projectKey.get(id)
    if (project === undefined) return asked.map(() => ({ ...NOBODY, fields: fields.map(() => []) }))
    const moment = segments.moment()
    const { person, started } = moment.sessions()
    const chosenBy = chooser(project)
    return asked.map((one): Visits => {
      const session = byStart(keysOf({ id, project }, one, chosenBy), started, earlierId)
      const { length } = session
      const at = new Float64Array(length)
      for (let n = 0; n < length; n++) at[n] = started[session[n]!]!
      const numbers = moment.numbersOf(
        fields.filter(field => !isText(field)),
        session,
      )
      return {
        length,
        person: session.map(key => person[key]!),
        ...{ session, at },
        fields: fields.map(field =>
          isText(field) ? new Float64Array(length).fill(Number.NaN) : numbers.shift()!,
        ),
      }
    })
  }

  return {
    visits,
    visitors: (id, asked) => {
      const project = projectKey.get(id)
      if (project === undefined) return asked.map(() => visitorsOf(NOBODY))
      const { person, started } = segments.moment().sessions()
      const chosenBy = chooser(project)
      return asked.map(one => {
        const session = keysOf({ id, project }, one, chosenBy)
        const own = new Int32Array(session.length)
        for (let i = 0; i < own.length; i++) own[i] = person[session[i]!]!
        const all = visitorsOf({ length: session.length, person: own, session })
        inOrderOfStart(all, started, earlierId)
        return all
      })
    },
    totals: (_, fields, { session, starts }) => segments.moment().totalsOf(fields, session, starts),
  }
}

/** Those of each person: keys are mostly in the order of time. */
function inOrderOfStart(
  { session, starts }: Visitors,
  started: Float64Array,
  tie: (a: number, b: number) => number,
): void {
  for (let who = 0; who + 1 < starts.length; who++) {
    const [from, to] = [starts[who]!, starts[who + 1]!]
    let ordered = true
    for (let i = from + 1; i < to; i++) ordered &&= started[session[i - 1]!]! < started[session[i]!]!
    if (!ordered) session.subarray(from, to).sort((a, b) => started[a]! - started[b]! || tie(a, b))
  }
}
