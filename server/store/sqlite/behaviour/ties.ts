/** Which of two deeds at one time comes first. */
import type { DeedRows } from './deed-rows.ts'

export interface TieKey {
  key: number
  session: number
}

/** Orders two deeds of one rank at one time. */
export type Tie = (rank: number, a: TieKey, b: TieKey) => number

export type Told = Pick<DeedRows, 'rankOf' | 'key' | 'session'>

export function compared(one: Told, a: number, other: Told, b: number, tie: Tie): number {
  const rank = one.rankOf(a)
  return (
    rank - other.rankOf(b) ||
    tie(rank, { key: one.key(a), session: one.session(a) }, { key: other.key(b), session: other.session(b) })
  )
}
