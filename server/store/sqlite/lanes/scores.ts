/** The frustration score of each person, from the column of sessions (segment/session.ts). */
import type { Database } from 'better-sqlite3'
import { meanScore } from '../../../../contract/frustration/frustration.ts'
import type { Node } from '../../../segment/question.ts'
import { testNumber } from '../../../segment/value.ts'
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

/** By place of a session, whether the score it leaves its person with passes. */
function passing(node: Node<'score'>, { starts, score }: Judged): Uint8Array {
  const passes = new Uint8Array(score.length)
  for (let who = 0; who + 1 < starts.length; who++) {
    const [begin, end] = [starts[who]!, starts[who + 1]!]
    for (let last = begin; last < end; last++) {
      // The newest first, as personScore adds them: what is no whole number then rounds alike.
      let sum = 0
      const oldest = Math.max(begin, last - MOST + 1)
      for (let i = last; i >= oldest; i--) sum += score[i]!
      passes[last] = Number(testNumber(node.is, meanScore(sum, last - oldest + 1)))
    }
  }
  return passes
}

/** The place of a person's last judged session until a time; before the first of them: there was none. */
function lastUntil({ starts, at }: Judged, person: number, until: number): number {
  let [low, high] = [starts[person]!, starts[person + 1]!]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! <= until) low = middle + 1
    else high = middle
  }
  return low - 1
}

export function scored(facts: Database): (node: Node<'score'>, asked: Asked) => Members {
  const judged = judgedSessions(facts)
  return (node, { moment, project, time }) => {
    const all = judged(moment, project)
    const passes = passing(node, all)
    return membersWhere(moment.present().length, who => {
      const last = lastUntil(all, who, time)
      return last >= all.starts[who]! && passes[last] === 1
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
  const judged = judgedSessions(facts)
  return (node: Node<'score'>, { length, person, at }: Told, moment: Moment, project: number): Members => {
    const all = judged(moment, project)
    const passes = passing(node, all)
    return membersWhere(length, i => {
      const last = lastUntil(all, person[i]!, at[i]!)
      return last >= all.starts[person[i]!]! && passes[last] === 1
    })
  }
}
