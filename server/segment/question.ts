import type { Listed } from '../../contract/segment/list.ts'
import type { ActOf, ConditionOf, StepOf, Subject } from '../../contract/segment/segment.ts'

/** What references become. */
export type Resolved =
  /** Named in a list. */
  | { kind: 'ids'; of: Listed; ids: string[] }
  /** A reference that could not be followed: it matches nothing. */
  | { kind: 'nothing' }

/** A condition with every reference replaced by what it names. */
export type ResolvedCondition = ConditionOf<Resolved>
export type ResolvedAct = ActOf<Resolved>
export type ResolvedStep = StepOf<Resolved>
export type Node<K extends ResolvedCondition['kind']> = Extract<ResolvedCondition, { kind: K }>

export interface ResolvedSegment {
  subject: Subject
  where: ResolvedCondition
}

/**
 * The time a segment is asked for. `at`: every window ends there. `session`: for each session, windows end at
 * its start, so that it tells who the person was when this began.
 */
export type AsOf = { kind: 'at'; time: number } | { kind: 'session' }

export interface Question {
  segment: ResolvedSegment
  asOf: AsOf
  /** IANA name of the time zone that calendar days go by; absent: UTC. */
  zone?: string
}

/** A segment of accounts is asked of persons as "belongs to such an account". */
export function rootOf({ subject, where }: ResolvedSegment): ResolvedCondition {
  return subject === 'account' ? { kind: 'account', where } : where
}
