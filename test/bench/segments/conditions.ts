/** A segment of each sort, for the time until its first rows are there. */
import type { AsOf, Question, ResolvedAct, ResolvedCondition } from '../../../server/segment/question.ts'
import { NAMES, NOW, PAGES } from './data.ts'

const [A, B, C] = ['Report Opened', 'Export Clicked', 'Invite Sent']
const act = (event: string): ResolvedAct => ({ act: 'event', event, where: [] })
const last = (days: number) => ({ kind: 'last', days }) as const
const atLeast = (n: number) => ({ op: 'at-least', n }) as const
const is = (...values: (string | number)[]) => ({ op: 'is', values }) as const
const ever = { kind: 'ever' } as const

const company: ResolvedCondition = { kind: 'trait', trait: 'company', is: is('company-7') }
const thrice: ResolvedCondition = { kind: 'event', event: A, where: [], count: atLeast(3), window: last(7) }
const listed: ResolvedCondition = {
  ...{ kind: 'event', event: A, count: atLeast(1), window: last(28) },
  where: [{ path: ['list'], is: is('list-7') }],
}

export const OF_PERSONS: Record<string, ResolvedCondition> = {
  'trait, rare': company,
  'trait, common': { kind: 'trait', trait: 'plan', is: is('pro') },
  'trait, number': { kind: 'trait', trait: 'seats', is: { op: 'greater', number: 30 } },
  'event 3 times in 7 days': thrice,
  'event with a property': listed,
  'event with a number': { ...listed, where: [{ path: ['count'], is: { op: 'greater', number: 15 } }] },
  'never an event': {
    kind: 'event',
    event: NAMES[30]!,
    where: [],
    count: { op: 'exactly', n: 0 },
    window: ever,
  },
  'event within 24 h of another': {
    ...{ kind: 'event', event: B, where: [], count: atLeast(1) },
    window: { kind: 'after', event: A, hours: 24 },
  },
  'event within 48 h of the first visit': {
    ...{ kind: 'event', event: A, where: [], count: atLeast(1) },
    window: { kind: 'since-first', event: null, hours: 48 },
  },
  'on 5 different days of 28': { kind: 'days', of: act(A), count: atLeast(5), window: last(28) },
  'in 4 of 8 weeks': { kind: 'regularly', of: act(A), unit: 'week', least: 4, last: 8 },
  'anything on 5 days of 28': { kind: 'days', of: { act: 'any' }, count: atLeast(5), window: last(28) },
  'for the first time in 7 days': { kind: 'first', of: act(C), window: last(7) },
  'stopped for 21 days': { kind: 'stopped', of: act(A), days: 21, before: 42 },
  'came back after 30 days': { kind: 'resumed', of: act(A), days: 7, quiet: 30 },
  'sessions halved': {
    kind: 'change',
    of: { act: 'session', where: null },
    direction: 'dropped',
    percent: 50,
    days: 28,
  },
  'A, then B, then C within 24 h': {
    kind: 'sequence',
    steps: [A, B, C].map(event => ({ do: act(event), without: [] })),
    ...{ hours: 24, window: ever },
  },
  'sum of a property': {
    ...{ kind: 'amount', event: A, where: [], of: 'sum', path: ['count'] },
    ...{ is: { op: 'greater', number: 60 }, window: last(28) },
  },
  'page 3 times in 28 days': {
    ...{ kind: 'did', count: atLeast(3), window: last(28) },
    of: { act: 'page', path: is(PAGES[3]!), how: 'viewed', seconds: 0 },
  },
  'first seen in 7 days': { kind: 'seen', which: 'first', is: { op: 'in-last', days: 7 } },
  'last seen before 30 days': { kind: 'seen', which: 'last', is: { op: 'before-last', days: 30 } },
  '5 sessions on a phone': {
    ...{ kind: 'session', count: atLeast(5), window: ever },
    where: { kind: 'field', field: 'device', is: is('phone') },
  },
}
export const OF_SESSIONS: Record<string, ResolvedCondition> = {
  'field of the session': { kind: 'field', field: 'country', is: is('AU') },
  'page of the session': { kind: 'page', path: is(PAGES[3]!), count: atLeast(2) },
  'third visit': { kind: 'visit', number: { op: 'exactly', n: 3 } },
  'event in this session': {
    kind: 'event',
    event: A,
    where: [],
    count: atLeast(3),
    window: { kind: 'session' },
  },
  'event in this session, with a property': { ...listed, window: { kind: 'session' } },
}

const now: AsOf = { kind: 'at', time: NOW }
const then: AsOf = { kind: 'session' }
const question = (subject: 'person' | 'session', where: ResolvedCondition, asOf: AsOf): Question => {
  return { segment: { subject, where }, asOf }
}

export function questions(): Record<string, Question> {
  const found: Record<string, Question> = {}
  for (const [name, where] of Object.entries(OF_PERSONS)) found[name] = question('person', where, now)
  for (const [name, where] of Object.entries(OF_SESSIONS)) found[name] = question('session', where, now)
  const rare: ResolvedCondition = { kind: 'and', of: [company, thrice] }
  for (const [name, where] of Object.entries({
    'trait, rare': company,
    'event 3 times in 7 days': thrice,
    'rare trait and event': rare,
    'event with a property': listed,
    'on 5 different days of 28': OF_PERSONS['on 5 different days of 28']!,
    'sessions halved': OF_PERSONS['sessions halved']!,
  })) {
    found[`${name}, as of each session`] = question('person', where, then)
  }
  return found
}
