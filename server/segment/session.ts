/** What a session, or a person's sessions together, tell. */
import { personScore } from '../../contract/frustration/frustration.ts'
import type { ValueTest } from '../../contract/segment/values.ts'
import type { PersonHistory, SessionFailure, SessionFinding, SessionHistory } from './history.ts'
import type { Node } from './question.ts'
import { testNumber, testValue } from './value.ts'

/** 1 is the person's first. */
export function numberOf(session: SessionHistory, person: PersonHistory): number {
  return person.sessions.findIndex(({ id }) => id === session.id) + 1
}

export function findingsIn(node: Node<'finding'>, session: SessionHistory, asOf: number): SessionFinding[] {
  return session.findings.filter(
    ({ kind, page, element }) =>
      (node.of.length === 0 || node.of.includes(kind)) &&
      passes(node.page, page, asOf) &&
      passes(node.element, element, asOf),
  )
}

export function failuresIn(
  node: Node<'failure'>,
  failures: readonly SessionFailure[],
  asOf: number,
): SessionFailure[] {
  return failures.filter(
    ({ kind, message, address, status }) =>
      (node.of.length === 0 || node.of.includes(kind)) &&
      passes(node.message, message, asOf) &&
      passes(node.address, address, asOf) &&
      passes(node.status, status, asOf),
  )
}

function passes(test: ValueTest | null, value: string | number | undefined, asOf: number): boolean {
  return test === null || testValue(test, value, asOf)
}

/** Without regard to case, somewhere within one text. */
export function readable({ contains }: Node<'text'>, texts: readonly string[]): boolean {
  const wanted = contains.toLowerCase()
  return texts.some(text => text.toLowerCase().includes(wanted))
}

/** Scores of the last ten judged sessions begun until then, newest first. */
export function scoresOf({ sessions }: PersonHistory, asOf: number): number[] {
  const judged = sessions.filter(({ startedAt }) => startedAt <= asOf)
  return judged
    .flatMap(({ fields }) => fields.frustrationScore ?? [])
    .slice(-10)
    .reverse()
}

/** Of whom no session was judged, nothing is known. */
export function scorePasses(node: Node<'score'>, scores: readonly number[]): boolean {
  return scores.length > 0 && testNumber(node.is, personScore(scores))
}

export function scoreHolds(node: Node<'score'>, person: PersonHistory, asOf: number): boolean {
  return scorePasses(node, scoresOf(person, asOf))
}
