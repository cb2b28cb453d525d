/** Whom a question is asked of, where a page needs no more: some sessions, and the persons they are of. */
import type { ResolvedCondition } from '../../../segment/question.ts'
import type { Sessions } from './columns.ts'
import { sliceOf } from './slices.ts'

export interface Among {
  /** Of the sessions. */
  keys: readonly number[]
  /** By key of a session, its place among them; 0: not one of them. */
  places: Int32Array
  /** One more than there are. */
  length: number
  /** 1, by key of a person. */
  persons: Uint8Array
  /** Slices of the sessions. */
  slices: ReadonlySet<number>
}

export function amongThe(keys: readonly number[], { person, length }: Sessions, persons: number): Among {
  const places = new Int32Array(length)
  const owners = new Uint8Array(persons)
  for (const [i, key] of keys.entries()) {
    places[key] = i + 1
    owners[person[key]!] = 1
  }
  const slices = new Set(keys.map(key => sliceOf('session', key)))
  return { keys, places, length: keys.length + 1, persons: owners, slices }
}

/**
 * Whether it is told of few in less time than of all: what is told in an order, what follows something, what was
 * done in one session, and what could be read in it. Anything else goes through all lanes and tables anyway.
 */
export function gainsFromFew(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.some(gainsFromFew)
    case 'not':
      return gainsFromFew(node.of)
    case 'sequence':
    case 'funnel':
    case 'text':
      return true
    case 'session':
      return node.window.kind === 'session' ? gainsFromFew(node.where) : node.window.kind === 'after'
    default:
      return 'window' in node && (node.window.kind === 'session' || node.window.kind === 'after')
  }
}
