/** The frustration score of each person, from the column of sessions (segment/session.ts). */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { scorePasses } from '../../../segment/session.ts'
import type { Members } from './count.ts'
import type { Asked } from './moment.ts'

/** The score is told from so many sessions, the newest. */
const MOST = 10

export function scored(facts: Database): (node: Node<'score'>, asked: Asked) => Members {
  const idOf = facts.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  return (node, { moment, project, time }) => {
    const { project: of, person, started } = moment.sessions()
    const scores = moment.number('frustrationScore')
    const newestFirst = (a: number, b: number) =>
      started[b]! - started[a]! || (idOf.get(a)! < idOf.get(b)! ? 1 : -1)
    const judged = new Map<number, number[]>()
    for (let key = 0; key < of.length; key++) {
      if (of[key] !== project || started[key]! > time || Number.isNaN(scores[key]!)) continue
      const known = judged.get(person[key]!)
      if (known) known.push(key)
      else judged.set(person[key]!, [key])
    }
    const members = new Uint8Array(moment.present().length)
    for (const [who, keys] of judged) {
      const newest = keys.sort(newestFirst).slice(0, MOST)
      members[who] = Number(
        scorePasses(
          node,
          newest.map(key => scores[key]!),
        ),
      )
    }
    return members
  }
}
