/** The frustration score of each person, from the column of sessions (segment/session.ts). */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { scorePasses } from '../../../segment/session.ts'
import { type Members, membersWhere } from './count.ts'
import type { Asked, Moment } from './moment.ts'

/** The score is told from so many sessions, the newest. */
const MOST = 10

/** The scores that count of a person at a time, the newest first. */
function scoresOf(facts: Database) {
  const idOf = facts.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  return (moment: Moment, project: number): ((person: number, until: number) => number[] | undefined) => {
    const { project: of, person, started } = moment.sessions()
    const scores = moment.number('frustrationScore')
    const newestFirst = (a: number, b: number) =>
      started[b]! - started[a]! || (idOf.get(a)! < idOf.get(b)! ? 1 : -1)
    const judged = new Map<number, number[]>()
    for (let key = 0; key < of.length; key++) {
      if (of[key] !== project || Number.isNaN(scores[key]!)) continue
      const known = judged.get(person[key]!)
      if (known) known.push(key)
      else judged.set(person[key]!, [key])
    }
    for (const keys of judged.values()) keys.sort(newestFirst)
    return (who, until) => {
      const known = judged.get(who)?.filter(key => started[key]! <= until)
      return known?.slice(0, MOST).map(key => scores[key]!)
    }
  }
}

export function scored(facts: Database): (node: Node<'score'>, asked: Asked) => Members {
  const scores = scoresOf(facts)
  return (node, { moment, project, time }) => {
    const told = scores(moment, project)
    return membersWhere(moment.present().length, who => {
      const known = told(who, time)
      return known !== undefined && scorePasses(node, known)
    })
  }
}

interface Told {
  length: number
  person: ArrayLike<number>
  at: ArrayLike<number>
}

/** The same, each as of a time of its own. */
export function scoredAt(facts: Database) {
  const scores = scoresOf(facts)
  return (node: Node<'score'>, { length, person, at }: Told, moment: Moment, project: number): Members => {
    const told = scores(moment, project)
    return membersWhere(length, i => {
      const known = told(person[i]!, at[i]!)
      return known !== undefined && scorePasses(node, known)
    })
  }
}
