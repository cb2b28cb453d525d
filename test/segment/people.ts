/** People as tests write them, and what is asked of them. */
import type { PersonEvent, PersonHistory, SessionHistory } from '../../server/segment/history.ts'
import { matchPerson, matchSession } from '../../server/segment/match.ts'
import type { ResolvedAct, ResolvedCondition } from '../../server/segment/question.ts'

export const DAY = 86_400_000
export const HOUR = 3_600_000
export const NOW = Date.UTC(2026, 10, 22, 12)

export function session(id: string, startedAt: number, rest: Partial<SessionHistory> = {}): SessionHistory {
  return {
    id,
    startedAt,
    endedAt: startedAt + 60_000,
    source: 'recorder',
    fields: {},
    pages: [],
    findings: [],
    failures: [],
    texts: [],
    ...rest,
  }
}

export function did(name: string, at: number, rest: Partial<PersonEvent> = {}): PersonEvent {
  return { name, at, messageId: `${name}-${at}`, properties: {}, ...rest }
}

export function person(rest: Partial<PersonHistory>): PersonHistory {
  return {
    id: 'p',
    userIds: [],
    anonymousIds: [],
    traits: [],
    events: [],
    sessions: [],
    accounts: [],
    ...rest,
  }
}

export const event = (name: string): ResolvedAct => ({ act: 'event', event: name, where: [] })

/** Whether the condition holds of the person at `time`. */
export function holds(
  where: ResolvedCondition,
  history: Partial<PersonHistory>,
  time = NOW,
  zone = 'UTC',
): boolean {
  const question = { segment: { subject: 'person', where }, asOf: { kind: 'at', time }, zone } as const
  return matchPerson(question, person(history))
}

/** Ids of the person's sessions in which it holds. */
export function listed(where: ResolvedCondition, history: Partial<PersonHistory>): string[] {
  const one = person(history)
  const question = { segment: { subject: 'session', where }, asOf: { kind: 'at', time: NOW } } as const
  return one.sessions.filter(session => matchSession(question, one, session)).map(({ id }) => id)
}
