import type { ResolvedCondition } from '../../../segment/question.ts'
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

/** Each as of a time of its own. */
export interface Stood {
  length: number
  person: ArrayLike<number>
  at: ArrayLike<number>
}
