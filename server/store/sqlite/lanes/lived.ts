/** Sessions in which something was found or failed so many times: counted in lanes. */
import type { Database } from 'better-sqlite3'
import type { Node } from '../../../segment/question.ts'
import { failuresPassing, spotsPassing } from '../compile/session.ts'
import type { Sql } from '../sql.ts'
import { failureKindKey } from '../write/failures.ts'
import { kindKey } from '../write/verdict.ts'
import { type Members, thoseCounted } from './count.ts'
import type { Asked } from './moment.ts'

type LivedNode = Node<'finding' | 'failure'>

const KINDS = 256

/** By key of a session. */
export function livedThrough(facts: Database): (node: LivedNode, asked: Asked) => Members {
  const marked = ({ text, params }: Sql): Uint8Array => {
    const keys = facts
      .prepare<Sql['params'], number>(text)
      .pluck()
      .all(...params)
    const marks = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1)
    for (const key of keys) marks[key] = 1
    return marks
  }

  return (node, { moment, project, time }) => {
    const counts = new Uint32Array(moment.sessions().length)
    const kinds = marksOf(node)
    const things = thingsOf(node, project, time)
    const marks = things && marked(things)
    for (const { first, session, thing, times, kind } of moment.lived(node.kind)) {
      for (let i = 0; i < session.length; i++) {
        if (kinds[kind[i]!] === 1 && (marks === null || marks[thing[i]!] === 1)) {
          counts[first + session[i]!]! += times[i]!
        }
      }
    }
    return thoseCounted(node.count, counts)
  }
}

function marksOf(node: LivedNode): Uint8Array {
  const keys = node.kind === 'finding' ? node.of.map(kindKey) : node.of.map(failureKindKey)
  const marks = new Uint8Array(KINDS).fill(keys.length === 0 ? 1 : 0)
  for (const key of keys) marks[key] = 1
  return marks
}

/** Keys of what else is asked of; null: nothing but the kind is. */
function thingsOf(node: LivedNode, project: number, asOf: number): Sql | null {
  if (node.kind === 'finding') {
    return node.page || node.element ? spotsPassing(node, { project, asOf }) : null
  }
  return node.message || node.address || node.status ? failuresPassing(node, { project, asOf }) : null
}
