/** The frustration score of each person, from the column of sessions (segment/session.ts). */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { scorePasses } from '../../../segment/session.ts'
import { type Members, membersWhere } from './count.ts'
import type { Asked, Moment } from './moment.ts'

/** The score is told from so many sessions, the newest. */
const MOST = 10

/** Judged sessions person after person, the oldest first: those of a person stand at [starts[p], starts[p + 1]). */
interface Judged {
  starts: Uint32Array
  /** epoch ms */
  at: Float64Array
  score: Float64Array
}

function judgedSessions(facts: Database): (moment: Moment, project: number) => Judged {
  const idOf = facts.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  return (moment, project) => {
    const { project: of, person, started } = moment.sessions()
    const scores = moment.number('frustrationScore')
    const starts = new Uint32Array(moment.present().length + 1)
    const counts = (key: number) => of[key] === project && !Number.isNaN(scores[key]!)
    for (let key = 0; key < of.length; key++) if (counts(key)) starts[person[key]! + 1]! += 1
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
    const keys = new Int32Array(starts.at(-1) ?? 0)
    const next = starts.slice()
    for (let key = 0; key < of.length; key++) {
      if (!counts(key)) continue
      keys[next[person[key]!]!] = key
      next[person[key]!]! += 1
    }
    const oldestFirst = (a: number, b: number) =>
      started[a]! - started[b]! || (idOf.get(a)! < idOf.get(b)! ? -1 : 1)
    for (let who = 0; who + 1 < starts.length; who++) {
      const [begin, end] = [starts[who]!, starts[who + 1]!]
      let i = begin + 1
      while (i < end && started[keys[i]!]! > started[keys[i - 1]!]!) i += 1
      if (i < end) keys.subarray(begin, end).sort(oldestFirst)
    }
    const at = new Float64Array(keys.length)
    const score = new Float64Array(keys.length)
    for (let i = 0; i < keys.length; i++) {
      at[i] = started[keys[i]!]!
      score[i] = scores[keys[i]!]!
    }
    return { starts, at, score }
  }
}

/** Whether those that count of a person at a time pass. */
function passes(
  node: Node<'score'>,
  { starts, at, score }: Judged,
): (person: number, until: number) => boolean {
  // Used again for each: there are as many as sessions.
  const told: number[] = []
  return (person, until) => {
    const [begin, end] = [starts[person]!, starts[person + 1]!]
    if (begin === end) return false
    let [low, high] = [begin, end]
    while (low < high) {
      const middle = (low + high) >> 1
      if (at[middle]! <= until) low = middle + 1
      else high = middle
    }
    told.length = 0
    for (let i = low - 1; i >= begin && told.length < MOST; i--) told.push(score[i]!)
    return scorePasses(node, told)
  }
}

export function scored(facts: Database): (node: Node<'score'>, asked: Asked) => Members {
  const judged = judgedSessions(facts)
  return (node, { moment, project, time }) => {
    const holds = passes(node, judged(moment, project))
    return membersWhere(moment.present().length, who => holds(who, time))
  }
}

interface Told {
  length: number
  person: ArrayLike<number>
  at: ArrayLike<number>
}

/** The same, each as of a time of its own. */
export function scoredAt(facts: Database) {
  const judged = judgedSessions(facts)
  return (node: Node<'score'>, { length, person, at }: Told, moment: Moment, project: number): Members => {
    const holds = passes(node, judged(moment, project))
    return membersWhere(length, i => holds(person[i]!, at[i]!))
  }
}
