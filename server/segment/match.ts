/**
 * What a segment means. This is the definition: engines compile the same tree to SQL and must answer exactly as
 * these functions do, which test/segment/oracle.test.ts proves on generated people.
 */

import { actsOf } from '../../contract/segment/tree.ts'
import { DEFAULT_ZONE } from '../../contract/zone.ts'
import { holdsOfAccount } from './account.ts'
import { amountHolds } from './amount.ts'
import type { PersonEvent, PersonHistory, SessionHistory } from './history.ts'
import { type ActMoment, counted, type Judged, type Judgement, judge } from './judge.ts'
import { type Moment, momentsOf } from './moments.ts'
import { goes, type Move, movesOf } from './moves.ts'
import { type AsOf, type Node, type Question, type ResolvedCondition, rootOf } from './question.ts'
import { failuresIn, findingsIn, numberOf, readable, scoreHolds } from './session.ts'
import { traitsAsOf } from './traits.ts'
import { testProperty, testValue, valueAt } from './value.ts'
import { type Asked, firstSeen, inWindow, lastSeen } from './window.ts'

/** Whether a session is in the segment; for a segment of persons or accounts, whether its person is. */
export function matchSession(question: Question, person: PersonHistory, session: SessionHistory): boolean {
  return holds(rootOf(question.segment), askedOf(question, person, session))
}

/** Whether a person is in the segment: a segment of sessions holds persons with at least one such session. */
export function matchPerson(question: Question, person: PersonHistory): boolean {
  const { segment, asOf } = question
  if (segment.subject === 'session' || asOf.kind === 'session') {
    return person.sessions.some(session => matchSession(question, person, session))
  }
  return holds(rootOf(segment), askedOf(question, person, null))
}

export function askedOf(
  { segment, asOf, zone = DEFAULT_ZONE }: Question,
  person: PersonHistory,
  session: SessionHistory | null,
): Asked {
  return {
    person,
    session: segment.subject === 'session' ? session : null,
    asOf: asOf.kind === 'at' ? asOf.time : timeOf(asOf, session!),
    zone,
  }
}

export function timeOf(asOf: AsOf, session: SessionHistory): number {
  return asOf.kind === 'at' ? asOf.time : session.startedAt
}

export function holds(node: ResolvedCondition, asked: Asked): boolean {
  const { person, session, asOf } = asked
  switch (node.kind) {
    case 'and':
      return node.of.every(part => holds(part, asked))
    case 'or':
      return node.of.some(part => holds(part, asked))
    case 'not':
      return !holds(node.of, asked)
    case 'trait':
      return testValue(node.is, valueAt(traitsAsOf(person, asOf), [node.trait]), asOf)
    case 'moved':
      return movesIn(node, asked).length > 0
    case 'seen':
      return testValue(node.is, seenAt(node, asked), asOf)
    case 'score':
      return scoreHolds(node, person, asOf)
    case 'ids':
      return isListed(node, asked)
    case 'account':
      return person.accounts.some(
        ({ since, account }) => since <= asOf && holdsOfAccount(node.where, account, asked, holds),
      )
    case 'event':
      return counted(node.count, eventsOf(node, asked).length)
    case 'did':
      return counted(node.count, timesOf(node, asked).length)
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
    case 'sequence':
    case 'funnel':
      return judgementOf(node, asked).holds
    case 'amount':
    case 'revenue':
      return amountHolds(node, amountsOf(node, asked))
    case 'session':
      return counted(node.count, sessionsOf(node, asked).length)
    case 'page':
      return counted(
        node.count,
        session?.pages.filter(page => testValue(node.path, page.path, asOf)).length ?? 0,
      )
    case 'field':
      return testValue(node.is, session?.fields[node.field], asOf)
    case 'visit':
      return session !== null && counted(node.number, numberOf(session, person))
    case 'finding':
      return counted(node.count, session ? findingsIn(node, session, asOf).length : 0)
    case 'failure':
      return counted(node.count, session ? failuresIn(node, session.failures, asOf).length : 0)
    case 'text':
      return session !== null && readable(node, session.texts)
    // Only an account has users.
    case 'users':
    case 'nothing':
      return false
  }
}

/** The events an `event` condition counts. */
export function eventsOf(node: Node<'event'>, asked: Asked): PersonEvent[] {
  return asked.person.events.filter(
    event =>
      event.name === node.event &&
      inWindow(node.window, event, asked) &&
      node.where.every(test => testProperty(test, event.properties, asked.asOf)),
  )
}

/** The moments a `did` condition counts. */
export function timesOf(node: Node<'did'>, asked: Asked): Moment[] {
  return momentsOf(node.of, asked, holds).filter(moment => inWindow(node.window, moment, asked))
}

export function judgementOf(node: Judged, asked: Asked): Judgement {
  const window = 'window' in node ? node.window : null
  const moments = actsOf(node).flatMap(({ act }, i) =>
    momentsOf(act, asked, holds).map((moment): ActMoment => {
      return { ...moment, act: i, inside: window === null || inWindow(window, moment, asked) }
    }),
  )
  return judge(node, moments, asked.asOf, asked.zone)
}

/** The events whose properties an `amount` or `revenue` condition takes together. */
export function amountsOf(node: Node<'amount' | 'revenue'>, asked: Asked): PersonEvent[] {
  const names = node.kind === 'amount' ? [node.event] : node.events
  const where = node.kind === 'amount' ? node.where : []
  return asked.person.events.filter(
    event =>
      names.includes(event.name) &&
      inWindow(node.window, event, asked) &&
      where.every(test => testProperty(test, event.properties, asked.asOf)),
  )
}

/** The changes of a trait that go the way a `moved` condition asks for. */
export function movesIn(node: Node<'moved'>, asked: Asked): Move[] {
  const { person, session } = asked
  return movesOf(node.trait, person.traits).filter(({ at, before, after }) => {
    if (!goes(node, before, after)) return false
    if (node.window.kind !== 'session') return inWindow(node.window, { at }, asked)
    return session !== null && at >= session.startedAt && at <= session.endedAt
  })
}

export function seenAt({ which }: Node<'seen'>, { person, asOf }: Asked): number | undefined {
  if (which === 'last') return lastSeen(person, asOf)
  const first = firstSeen(person)
  return first !== undefined && first <= asOf ? first : undefined
}

/** The sessions a `session` condition counts. */
export function sessionsOf(node: Node<'session'>, asked: Asked): SessionHistory[] {
  return asked.person.sessions.filter(
    session =>
      inWindow(node.window, { at: session.startedAt, sessionId: session.id }, asked) &&
      holds(node.where, { ...asked, session }),
  )
}

function isListed({ of, ids }: Node<'ids'>, { person, session }: Asked): boolean {
  const among = setOf(ids)
  switch (of) {
    case 'user':
      return person.userIds.some(id => among.has(id))
    case 'anonymous':
      return person.anonymousIds.some(id => among.has(id))
    case 'person':
      return among.has(person.id)
    case 'session':
      return session !== null && among.has(session.id)
    // Asked of an account only (account.ts).
    case 'account':
      return false
  }
}

const sets = new WeakMap<string[], Set<string>>()

/** Lists are long, and asked of each person. */
export function setOf(ids: string[]): Set<string> {
  const known = sets.get(ids) ?? new Set(ids)
  sets.set(ids, known)
  return known
}
