/** Sessions in which something was found or failed so many times, or could be read: told from lanes. */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { failuresPassing, phrasesWith, spotsPassing } from '../compile/session.ts'
import type { Sql } from '../sql.ts'
import { failureKindKey } from '../write/failures.ts'
import { kindKey } from '../write/verdict.ts'
import { type Members, thoseCounted } from './count.ts'
import type { Asked } from './moment.ts'

/** By key of a session. */
export interface Lived {
  finding(node: Node<'finding'>, asked: Asked): Members
  failure(node: Node<'failure'>, asked: Asked): Members
  text(node: Node<'text'>, asked: Asked): Members
}

const KINDS = 256

export function living(facts: Database): Lived {
  const keysOf = ({ text, params }: Sql): number[] =>
    facts
      .prepare<Sql['params'], number>(text)
      .pluck()
      .all(...params)

  return {
    finding: (node, { moment, project, time }) => {
      const counts = new Uint32Array(moment.sessions().length)
      const kinds = marksOfKinds(node.of.map(kindKey))
      const isAnywhere = !node.page && !node.element
      const spots = isAnywhere ? null : marksOf(keysOf(spotsPassing(node, { project, asOf: time })))
      for (const { first, session, spot, kind } of moment.findings()) {
        for (let i = 0; i < session.length; i++) {
          if (kinds[kind[i]!] === 1 && (spots === null || spots[spot[i]!] === 1)) {
            counts[first + session[i]!]! += 1
          }
        }
      }
      return thoseCounted(node.count, counts)
    },
    failure: (node, { moment, project, time }) => {
      const counts = new Uint32Array(moment.sessions().length)
      const kinds = marksOfKinds(node.of.map(failureKindKey))
      const isAny = !node.message && !node.address && !node.status
      const those = isAny ? null : marksOf(keysOf(failuresPassing(node, { project, asOf: time })))
      for (const { first, session, failure, times, kind } of moment.failures()) {
        for (let i = 0; i < session.length; i++) {
          if (kinds[kind[i]!] === 1 && (those === null || those[failure[i]!] === 1)) {
            counts[first + session[i]!]! += times[i]!
          }
        }
      }
      return thoseCounted(node.count, counts)
    },
    text: (node, { moment, project, time, among }) =>
      moment.saying(keysOf(phrasesWith(node, { project, asOf: time })), among?.slices),
  }
}

/** None: every kind is asked for. */
function marksOfKinds(keys: readonly number[]): Uint8Array {
  const marks = new Uint8Array(KINDS).fill(keys.length === 0 ? 1 : 0)
  for (const key of keys) marks[key] = 1
  return marks
}

/** By key, 1 for each of these. */
function marksOf(keys: readonly number[]): Uint8Array {
  const marks = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1)
  for (const key of keys) marks[key] = 1
  return marks
}
