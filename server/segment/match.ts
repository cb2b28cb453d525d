/**
 * What a segment means. This is the definition: engines compile the same tree to SQL and must answer exactly as
 * these functions do, which test/segment/oracle.test.ts proves on generated people.
 */
import type { Count } from '../../contract/segment-values.ts'
import type { Window } from '../../contract/segment-windows.ts'
import type { PersonEvent, PersonHistory, SessionHistory } from './history.ts'
import type { AsOf, Question, ResolvedCondition } from './question.ts'
import { traitsAsOf } from './traits.ts'
import { testValue, valueAt } from './value.ts'

const DAY_MS = 86_400_000

/** Whether a session is in the segment; for a segment of persons, whether its person is. */
export function matchSession(question: Question, person: PersonHistory, session: SessionHistory): boolean {
  const { subject, where } = question.segment
  return holds(where, person, subject === 'session' ? session : null, timeOf(question.asOf, session))
}

/** Whether a person is in the segment: a segment of sessions holds persons with at least one such session. */
export function matchPerson(question: Question, person: PersonHistory): boolean {
  const { segment, asOf } = question
  if (segment.subject === 'session' || asOf.kind === 'session') {
    return person.sessions.some(session => matchSession(question, person, session))
  }
  return holds(segment.where, person, null, asOf.time)
}

export function timeOf(asOf: AsOf, session: SessionHistory): number {
  return asOf.kind === 'at' ? asOf.time : session.startedAt
}

export function holds(
  node: ResolvedCondition,
  person: PersonHistory,
  session: SessionHistory | null,
  asOf: number,
): boolean {
  switch (node.kind) {
    case 'and':
      return node.of.every(part => holds(part, person, session, asOf))
    case 'or':
      return node.of.some(part => holds(part, person, session, asOf))
    case 'not':
      return !holds(node.of, person, session, asOf)
    case 'trait':
      return testValue(node.is, valueAt(traitsAsOf(person, asOf), [node.trait]))
    case 'event':
      return counted(node.count, eventsOf(node, person, session, asOf).length)
    case 'page':
      return counted(node.count, session?.pages.filter(page => testValue(node.path, page.path)).length ?? 0)
    case 'field':
      return testValue(node.is, session?.fields[node.field])
    case 'session':
      return counted(node.count, sessionsOf(node, person, session, asOf).length)
    case 'nothing':
      return false
  }
}

/** The events an `event` condition counts. */
export function eventsOf(
  node: Extract<ResolvedCondition, { kind: 'event' }>,
  person: PersonHistory,
  session: SessionHistory | null,
  asOf: number,
): PersonEvent[] {
  return person.events.filter(
    event =>
      event.name === node.event &&
      (node.window.kind === 'session'
        ? event.sessionId !== undefined && event.sessionId === session?.id
        : inWindow(node.window, event.at, asOf)) &&
      node.where.every(test => testValue(test.is, valueAt(event.properties, test.path))),
  )
}

/** The sessions a `session` condition counts. */
export function sessionsOf(
  node: Extract<ResolvedCondition, { kind: 'session' }>,
  person: PersonHistory,
  session: SessionHistory | null,
  asOf: number,
): SessionHistory[] {
  return person.sessions.filter(
    other =>
      (node.window.kind === 'session'
        ? other.id === session?.id
        : inWindow(node.window, other.startedAt, asOf)) && holds(node.where, person, other, asOf),
  )
}

/** Nothing after `asOf` counts; a rolling window is open at its old end: (asOf - days, asOf]. */
function inWindow(window: Exclude<Window, { kind: 'session' }>, at: number, asOf: number): boolean {
  if (at > asOf) return false
  switch (window.kind) {
    case 'ever':
      return true
    case 'last':
      return at > asOf - window.days * DAY_MS
    case 'since':
      return at >= Date.parse(window.at)
  }
}

export function counted(count: Count, n: number): boolean {
  switch (count.op) {
    case 'at-least':
      return n >= count.n
    case 'at-most':
      return n <= count.n
    case 'exactly':
      return n === count.n
  }
}
