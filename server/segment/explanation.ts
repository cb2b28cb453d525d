import type { Explanation } from '../../contract/api.ts'
import type { SessionHistory } from './history.ts'
import type { Moment } from './moments.ts'
import type { ResolvedCondition } from './question.ts'
import type { Asked } from './window.ts'

export type Evidence = Explanation['evidence']
const MOST_EVIDENCE = 10

/** What is told of a condition, whether it holds or not. */
export interface Told {
  sentence: string
  evidence: Evidence
  /** What would have to be otherwise; shown when it does not hold. */
  missing: string
  parts?: Explanation[]
}

export type ExplainNode = (node: ResolvedCondition, at: string, asked: Asked) => Explanation

export function told(
  at: string,
  holds: boolean,
  { sentence, evidence, missing, parts = [] }: Told,
): Explanation {
  return {
    at,
    holds,
    sentence,
    evidence: evidence.toSorted((a, b) => b.at - a.at).slice(0, MOST_EVIDENCE),
    ...(holds ? {} : { missing }),
    parts,
  }
}

export function evidenceOf(moments: readonly Moment[]): Evidence {
  return moments.map(({ at, label, messageId, sessionId }) => ({
    at,
    label,
    ...(messageId === undefined ? {} : { messageId }),
    ...(sessionId === undefined ? {} : { sessionId }),
  }))
}

/** Something at a moment of a session. */
export function inSession(session: SessionHistory, at: number, label: string): Evidence[number] {
  return { at, label, sessionId: session.id }
}

export function together(kind: 'and' | 'or', parts: Explanation[]): Told {
  const true_ = parts.filter(part => part.holds).length
  const wanting = parts.flatMap(part => part.missing ?? [])
  return {
    sentence: `${kind === 'and' ? 'all' : 'at least one'} of ${parts.length}: ${true_} hold`,
    evidence: [],
    missing: wanting.join(kind === 'and' ? '; ' : '; or '),
    parts,
  }
}

export function opposite(part: Explanation): Told {
  return {
    sentence: `not: ${part.sentence}`,
    evidence: [],
    missing: `that this does not hold: ${part.sentence}`,
    parts: [part],
  }
}
