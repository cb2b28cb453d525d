import type { ResolvedCondition } from '../../../segment/question.ts'
import type { Sessions } from './columns.ts'
import type { Members } from './count.ts'
import type { Held } from './held.ts'
import type { Moment, Span } from './moment.ts'

export interface WhenAsked {
  moment: Moment
  project: number
  zone: string
  /** By key of a person, 1: it is told of them; of others anything may stand. */
  persons: Members
  /** Of the times that are asked about, epoch ms. */
  span: Span
}

/** Of conditions that are told so (when-told.ts). */
export type When = (node: ResolvedCondition, asked: WhenAsked) => Held

/** Each as of a time of its own. One sort of array: code that meets several reads each of millions more slowly. */
export interface Stood {
  length: number
  person: Int32Array
  at: Float64Array
}

/** These sessions, where they begin. */
export function atStarts(keys: readonly number[], { person, started }: Sessions): Stood {
  const stood = {
    length: keys.length,
    person: new Int32Array(keys.length),
    at: new Float64Array(keys.length),
  }
  for (const [i, key] of keys.entries()) {
    stood.person[i] = person[key]!
    stood.at[i] = started[key]!
  }
  return stood
}
