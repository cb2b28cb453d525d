import type { Condition, SegmentDefinition } from '../../contract/segment.ts'

/** A condition with every reference replaced by the tree it names. */
export type ResolvedCondition =
  | Exclude<Condition, { kind: 'and' | 'or' | 'not' | 'session' | 'segment' }>
  | { kind: 'and' | 'or'; of: ResolvedCondition[] }
  | { kind: 'not'; of: ResolvedCondition }
  | (Omit<Extract<Condition, { kind: 'session' }>, 'where'> & { where: ResolvedCondition })
  /** What a reference that could not be followed becomes: it matches nothing. */
  | { kind: 'nothing' }

export interface ResolvedSegment {
  subject: SegmentDefinition['subject']
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
}
