import { expect, test } from 'vitest'
import type { Count } from '../../contract/segment/values.ts'
import type { Window } from '../../contract/segment/windows.ts'
import type { PersonEvent, PersonHistory } from '../../server/segment/history.ts'
import { matchPerson, matchSession } from '../../server/segment/match.ts'
import type { AsOf, ResolvedCondition, ResolvedSegment } from '../../server/segment/question.ts'
import { DAY, did, NOW, person, session } from './people.ts'

const now: AsOf = { kind: 'at', time: NOW }
const once: Count = { op: 'at-least', n: 1 }
const ever: Window = { kind: 'ever' }

const ofSessions = (where: ResolvedCondition): ResolvedSegment => ({ subject: 'session', where })
const ofPersons = (where: ResolvedCondition): ResolvedSegment => ({ subject: 'person', where })

function holds(where: ResolvedCondition, history: Partial<PersonHistory>, asOf: AsOf = now): boolean {
  return matchPerson({ segment: ofPersons(where), asOf }, person(history))
}

function listed(where: ResolvedCondition, history: Partial<PersonHistory>, asOf: AsOf = now): string[] {
  const one = person(history)
  const question = { segment: ofSessions(where), asOf }
  return one.sessions.filter(session => matchSession(question, one, session)).map(({ id }) => id)
}

const event = (name: string, count: Count, window: Window): ResolvedCondition => {
  return { kind: 'event', event: name, where: [], count, window }
}

test('[M8] and, or, not; what cannot be followed matches nothing', () => {
  const yes = event('A', { op: 'at-least', n: 0 }, ever)
  const no: ResolvedCondition = { kind: 'nothing' }
  expect(holds(no, {})).toBe(false)
  expect(holds({ kind: 'and', of: [yes, no] }, {})).toBe(false)
  expect(holds({ kind: 'or', of: [yes, no] }, {})).toBe(true)
  expect(holds({ kind: 'not', of: yes }, {})).toBe(false)
})

test('[M9] a trait has its latest value as of the time asked for', () => {
  const traits = [
    { at: NOW - 2 * DAY, messageId: 'm1', traits: { plan: 'pro' } },
    { at: NOW, messageId: 'm2', traits: { plan: 'free' } },
    { at: NOW + 1, messageId: 'm3', traits: { plan: null } },
  ]
  const is = (plan: string): ResolvedCondition => ({
    kind: 'trait',
    trait: 'plan',
    is: { op: 'is', values: [plan] },
  })
  const missing: ResolvedCondition = { kind: 'trait', trait: 'plan', is: { op: 'missing' } }
  expect(holds(is('free'), { traits })).toBe(true)
  expect(holds(is('pro'), { traits }, { kind: 'at', time: NOW - 1 })).toBe(true)
  expect(holds(missing, { traits }, { kind: 'at', time: NOW - 3 * DAY })).toBe(true)
  expect(holds(missing, { traits }, { kind: 'at', time: NOW + 1 })).toBe(true)
})

test('[M10] a rolling window is open at its old end and closed at the time asked for', () => {
  const within = (at: number) =>
    holds(event('A', once, { kind: 'last', days: 7 }), { events: [did('A', at)] })
  expect([NOW - 7 * DAY, NOW - 7 * DAY + 1, NOW, NOW + 1].map(within)).toEqual([false, true, true, false])
})

test('[M10] "since" counts from its very moment; nothing after the time asked for ever counts', () => {
  const since: Window = { kind: 'since', at: new Date(NOW - DAY).toISOString() }
  const within = (window: Window) => (at: number) =>
    holds(event('A', once, window), { events: [did('A', at)] })
  expect([NOW - DAY - 1, NOW - DAY, NOW, NOW + 1].map(within(since))).toEqual([false, true, true, false])
  expect([NOW - 999 * DAY, NOW + 1].map(within(ever))).toEqual([true, false])
})

test('[M11] counts: at least, at most, exactly; "did not" is exactly 0', () => {
  const events = [did('A', NOW - 1), did('A', NOW - 1), did('a', NOW)]
  const counts: [Count, boolean][] = [
    [{ op: 'at-least', n: 2 }, true],
    [{ op: 'at-least', n: 3 }, false],
    [{ op: 'at-most', n: 2 }, true],
    [{ op: 'at-most', n: 1 }, false],
    [{ op: 'exactly', n: 2 }, true],
    [{ op: 'exactly', n: 0 }, false],
  ]
  for (const [count, answer] of counts) expect(holds(event('A', count, ever), { events })).toBe(answer)
  expect(holds(event('Never', { op: 'exactly', n: 0 }, ever), { events })).toBe(true)
  expect(holds(event('Never', { op: 'at-most', n: 3 }, ever), {})).toBe(true)
})

test('[M12] an event counts when all of its property tests pass', () => {
  const where: ResolvedCondition = {
    kind: 'event',
    event: 'A',
    where: [
      { path: ['plan', 'name'], is: { op: 'is', values: ['pro'] } },
      { path: ['seats'], is: { op: 'at-least', number: 5 } },
    ],
    count: once,
    window: ever,
  }
  const events = (properties: PersonEvent['properties']) => ({ events: [did('A', NOW, { properties })] })
  expect(holds(where, events({ plan: { name: 'pro' }, seats: 5 }))).toBe(true)
  expect(holds(where, events({ plan: { name: 'pro' }, seats: '5' }))).toBe(false)
  expect(holds(where, events({ plan: 'pro', seats: 9 }))).toBe(false)
})

test('[M13] the window "this session" counts the events that carry the session’s id', () => {
  const history = {
    events: [did('A', NOW - DAY, { sessionId: 's1' }), did('A', NOW - DAY)],
    sessions: [session('s1', NOW - 2 * DAY), session('s2', NOW - DAY)],
  }
  expect(listed(event('A', once, { kind: 'session' }), history)).toEqual(['s1'])
  expect(listed(event('A', { op: 'exactly', n: 0 }, { kind: 'session' }), history)).toEqual(['s2'])
})

test('[M14] a page condition counts the session’s views of pages whose path passes', () => {
  const pages = ['/pricing', '/', '/pricing'].map(path => ({ at: NOW, until: NOW, path }))
  const sessions = [session('s1', NOW, { pages }), session('s2', NOW)]
  const page = (count: Count): ResolvedCondition => ({
    kind: 'page',
    path: { op: 'starts', text: '/PRI' },
    count,
  })
  expect(listed(page({ op: 'exactly', n: 2 }), { sessions })).toEqual(['s1'])
  expect(listed(page({ op: 'at-most', n: 1 }), { sessions })).toEqual(['s2'])
})

test('[M15] a field that the recording does not tell is missing', () => {
  const sessions = [
    session('s1', NOW, { fields: { device: 'phone', duration: 300_000 } }),
    session('s2', NOW),
  ]
  const device = (op: 'is' | 'is-not'): ResolvedCondition => {
    return { kind: 'field', field: 'device', is: { op, values: ['phone'] } }
  }
  expect(listed(device('is'), { sessions })).toEqual(['s1'])
  expect(listed(device('is-not'), { sessions })).toEqual(['s2'])
  expect(
    listed({ kind: 'field', field: 'duration', is: { op: 'at-most', number: 1 } }, { sessions }),
  ).toEqual([])
})

test('[M16] "has a session where" means one session with all of it, begun in the window', () => {
  const where: ResolvedCondition = {
    kind: 'and',
    of: [
      { kind: 'field', field: 'device', is: { op: 'is', values: ['phone'] } },
      { kind: 'field', field: 'duration', is: { op: 'greater', number: 300_000 } },
    ],
  }
  const has: ResolvedCondition = { kind: 'session', where, count: once, window: { kind: 'last', days: 7 } }
  const apart = [
    session('s1', NOW, { fields: { device: 'phone', duration: 5 } }),
    session('s2', NOW, { fields: { device: 'desktop', duration: 400_000 } }),
  ]
  const both = session('s3', NOW - DAY, { fields: { device: 'phone', duration: 400_000 } })
  expect(holds(has, { sessions: apart })).toBe(false)
  expect(holds(has, { sessions: [...apart, both] })).toBe(true)
  expect(holds(has, { sessions: [{ ...both, startedAt: NOW - 7 * DAY }] })).toBe(false)
  // A segment of persons lists every session of its persons.
  const question = { segment: ofPersons(has), asOf: now }
  expect(matchSession(question, person({ sessions: [...apart, both] }), apart[0]!)).toBe(true)
})

test('[M17] as of the session: who the person was when it began', () => {
  const history = {
    events: [did('A', NOW - 3 * DAY)],
    sessions: [session('before', NOW - 4 * DAY), session('soon', NOW - 3 * DAY), session('later', NOW)],
  }
  const lately = event('A', once, { kind: 'last', days: 2 })
  expect(listed(lately, history, { kind: 'session' })).toEqual(['soon'])
  expect(listed(lately, history, now)).toEqual([])
  expect(holds(lately, history, { kind: 'session' })).toBe(true)
})

test('[M18] a segment of sessions holds the persons with at least one such session', () => {
  const where: ResolvedCondition = { kind: 'field', field: 'device', is: { op: 'missing' } }
  const question = { segment: ofSessions(where), asOf: now }
  expect(matchPerson(question, person({ sessions: [session('s1', NOW)] }))).toBe(true)
  expect(matchPerson(question, person({}))).toBe(false)
})
