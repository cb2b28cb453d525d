/** Which of some sessions are of a segment, where that takes less time than to tell it of all. */
import { DEFAULT_ZONE } from '../../../../contract/zone.ts'
import { type Question, type ResolvedCondition, rootOf } from '../../../segment/question.ts'
import { amongThe, gainsFromFew } from './among.ts'
import type { Evaluate } from './evaluate.ts'
import type { Moment } from './moment.ts'
import { isToldOfAll, type standingJudge } from './standings.ts'
import { atStarts } from './when-asked.ts'

/** Those of the keys that are of the segment. */
type Holding = (keys: number[]) => number[]

/** Null: it is told of all, or only SQL can tell. */
export function judgeOfFew(evaluate: Evaluate, stood: ReturnType<typeof standingJudge>) {
  return (
    { segment, asOf, zone = DEFAULT_ZONE }: Question,
    project: number,
    moment: Moment,
  ): Holding | null => {
    const node = rootOf(segment)
    const ofSession = segment.subject === 'session'
    if (!gainsFromFew(node) || (asOf.kind === 'session' && !isToldOfAll(node, ofSession))) return null
    const { person } = moment.sessions()
    const present = moment.present()
    const told = { persons: new Map(), sessions: new Map() }
    return keys => {
      const among = amongThe(keys, moment.sessions(), present.length)
      // What else is told of sessions as of their start hangs on no time.
      const asked = { moment, project, time: asOf.kind === 'at' ? asOf.time : 0, zone, among, told }
      if (asOf.kind === 'session') {
        const bySql = (own: ResolvedCondition) => {
          const members = evaluate.sessions(own, asked)
          return Uint8Array.from(keys, key => members[key]!)
        }
        const standing = atStarts(keys, moment.sessions())
        const found = stood(node, standing, { moment, project, zone, atStarts: true, bySql })
        return keys.filter((_, i) => found[i] === 1)
      }
      if (ofSession) {
        const members = evaluate.sessions(node, asked)
        return keys.filter(key => members[key] === 1)
      }
      const members = evaluate.persons(node, asked)
      return keys.filter(key => present[person[key]!] === project && members[person[key]!] === 1)
    }
  }
}
