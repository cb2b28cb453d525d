/** Segments with every kind of condition, for the time until its first rows are there. */
import type { Amount } from '../../../contract/segment/segment.ts'
import type { Window } from '../../../contract/segment/windows.ts'
import type { AsOf, Question, ResolvedAct, ResolvedCondition } from '../../../server/segment/question.ts'
import { NAMES, NOW, PAGES } from './data.ts'
import { FAILURES, FIELDS, FINDINGS, TEXTS } from './lived-conditions.ts'

const DAY_MS = 86_400_000
const [A, B, C] = ['Report Opened', 'Export Clicked', 'Invite Sent']
const act = (event: string): ResolvedAct => ({ act: 'event', event, where: [] })
const last = (days: number) => ({ kind: 'last', days }) as const
const atLeast = (n: number) => ({ op: 'at-least', n }) as const
const is = (...values: (string | number)[]) => ({ op: 'is', values }) as const
const ever = { kind: 'ever' } as const
const phone: ResolvedCondition = { kind: 'field', field: 'device', is: is('phone') }

const company: ResolvedCondition = { kind: 'trait', trait: 'company', is: is('company-7') }
const tier: ResolvedCondition = { kind: 'trait', trait: 'tier', is: is('business') }
const thrice: ResolvedCondition = { kind: 'event', event: A, where: [], count: atLeast(3), window: last(7) }
const listed: ResolvedCondition = {
  ...{ kind: 'event', event: A, count: atLeast(1), window: last(28) },
  where: [{ path: ['list'], is: is('list-7') }],
}

type Kind = ResolvedCondition['kind']
/** Every kind of condition, so that none is slow unseen: what a new one is called here is the compiler's to ask. */
type OfEach<K extends string> = Record<K, Record<string, ResolvedCondition>>

const counting = (window: Window): ResolvedCondition => ({
  ...{ kind: 'event', event: B, where: [], count: atLeast(1) },
  window,
})
const did = (of: ResolvedAct, days = 28): ResolvedCondition => ({
  ...{ kind: 'did', of, count: atLeast(3) },
  window: last(days),
})
const page = (how: 'viewed' | 'entered' | 'left', seconds = 0): ResolvedAct => ({
  ...{ act: 'page', path: is(PAGES[3]!) },
  ...{ how, seconds },
})
const amount = (of: Amount, number: number): ResolvedCondition => ({
  ...{ kind: 'amount', event: A, where: [], of, path: ['count'] },
  ...{ is: { op: 'greater', number }, window: last(28) },
})
const steps = (...names: string[]) => names.map(event => ({ do: act(event), without: [] }))
const inSession = (where: ResolvedCondition): ResolvedCondition => ({
  ...{ kind: 'session', count: atLeast(2), window: last(28) },
  where,
})

/** Each window, of an event. */
const WINDOWS: Record<Window['kind'], Window> = {
  ever,
  last: last(28),
  ago: { kind: 'ago', from: 28, to: 7 },
  since: { kind: 'since', at: new Date(NOW - 40 * DAY_MS).toISOString() },
  between: {
    ...{ kind: 'between', from: new Date(NOW - 60 * DAY_MS).toISOString() },
    to: new Date(NOW - 30 * DAY_MS).toISOString(),
  },
  calendar: { kind: 'calendar', unit: 'month', back: 1, whole: true },
  'since-first': { kind: 'since-first', event: A, hours: 48 },
  after: { kind: 'after', event: A, hours: 24 },
  session: { kind: 'session' },
}

const PERSONS: OfEach<Exclude<Kind, OfSessionKind | 'users'>> = {
  trait: {
    'trait, rare': company,
    'trait, common': { kind: 'trait', trait: 'plan', is: is('pro') },
    'trait, number': { kind: 'trait', trait: 'seats', is: { op: 'greater', number: 30 } },
    'trait, part of a text': { kind: 'trait', trait: 'company', is: { op: 'contains', text: 'y-77' } },
    'trait, missing': { kind: 'trait', trait: 'plan', is: { op: 'missing' } },
  },
  moved: {
    'plan went up': {
      ...{ kind: 'moved', trait: 'plan', direction: 'up', window: last(28) },
      order: ['free', 'pro', 'enterprise'],
    },
  },
  seen: {
    'first seen in 7 days': { kind: 'seen', which: 'first', is: { op: 'in-last', days: 7 } },
    'last seen before 30 days': { kind: 'seen', which: 'last', is: { op: 'before-last', days: 30 } },
  },
  score: {
    'score above 40': { kind: 'score', is: { op: 'greater', number: 40 } },
    'score above 0': { kind: 'score', is: { op: 'greater', number: 0 } },
  },
  account: {
    'account with a trait': { kind: 'account', where: tier },
    'account with a number': {
      kind: 'account',
      where: { ...tier, trait: 'employees', is: { op: 'greater', number: 800 } },
    },
    'account that moved up': {
      kind: 'account',
      where: {
        ...{ kind: 'moved', trait: 'tier', direction: 'up', window: last(56) },
        order: ['trial', 'team', 'business'],
      },
    },
    'account that is listed': { kind: 'account', where: { kind: 'ids', of: 'account', ids: ['account-7'] } },
    'account of whose users none did': {
      kind: 'account',
      where: { kind: 'users', who: 'none', where: thrice },
    },
    'account of whose users 3 did': {
      kind: 'account',
      where: { kind: 'users', who: atLeast(3), where: thrice },
    },
  },
  event: {
    'event 3 times in 7 days': thrice,
    'event with a property': listed,
    'event with a number': { ...listed, where: [{ path: ['count'], is: { op: 'greater', number: 15 } }] },
    'event with one property above another': {
      ...listed,
      where: [{ path: ['count'], compared: { op: 'greater', path: ['list'] } }],
    },
    'never an event': {
      ...{ kind: 'event', event: NAMES[30]!, where: [] },
      ...{ count: { op: 'exactly', n: 0 }, window: ever },
    },
    'event within 48 h of the first visit': counting({ kind: 'since-first', event: null, hours: 48 }),
    ...Object.fromEntries(
      Object.entries(WINDOWS).map(([kind, window]) => [`event, window "${kind}"`, counting(window)]),
    ),
  },
  did: {
    'anything 3 times in 7 days': did({ act: 'any' }, 7),
    'page 3 times in 28 days': did(page('viewed')),
    'page for 10 s': did(page('viewed', 10)),
    'page entered 3 times': did(page('entered')),
    'page left 3 times': did(page('left')),
    'visits on a phone': did({ act: 'session', where: phone }),
  },
  days: {
    'on 5 different days of 28': { kind: 'days', of: act(A), count: atLeast(5), window: last(28) },
    'anything on 5 days of 28': { kind: 'days', of: { act: 'any' }, count: atLeast(5), window: last(28) },
    'page on 3 days of 28': { kind: 'days', of: page('viewed'), count: atLeast(3), window: last(28) },
  },
  first: {
    'for the first time in 7 days': { kind: 'first', of: act(C), window: last(7) },
    'page for the first time': { kind: 'first', of: page('viewed'), window: last(7) },
    'first within 48 h of an event': { kind: 'first', of: act(C), window: WINDOWS['since-first'] },
  },
  stopped: { 'stopped for 21 days': { kind: 'stopped', of: act(A), days: 21, before: 42 } },
  resumed: { 'came back after 30 days': { kind: 'resumed', of: act(A), days: 7, quiet: 30 } },
  regularly: {
    'in 4 of 8 weeks': { kind: 'regularly', of: act(A), unit: 'week', least: 4, last: 8 },
    'on 10 of 28 days': { kind: 'regularly', of: act(A), unit: 'day', least: 10, last: 28 },
  },
  change: {
    'sessions halved': {
      ...{ kind: 'change', of: { act: 'session', where: null }, direction: 'dropped' },
      ...{ percent: 50, days: 28 },
    },
    'event rose by half': { kind: 'change', of: act(A), direction: 'rose', percent: 50, days: 28 },
  },
  sequence: {
    'A, then B, then C within 24 h': {
      ...{ kind: 'sequence', steps: steps(A, B, C) },
      ...{ hours: 24, window: ever },
    },
    'A, then B without C': {
      ...{ kind: 'sequence', hours: 24, window: last(28) },
      steps: [
        { do: act(A), without: [] },
        { do: act(B), without: [act(C)] },
      ],
    },
    'page, then B': {
      ...{ kind: 'sequence', hours: 24, window: last(28) },
      steps: [
        { do: page('viewed'), without: [] },
        { do: act(B), without: [] },
      ],
    },
  },
  funnel: {
    'reached step 2, not 3': {
      ...{ kind: 'funnel', steps: [A, B, C].map(act), hours: 72 },
      ...{ reached: { op: 'exactly', n: 2 }, window: last(28) },
    },
  },
  amount: {
    'sum of a property': amount('sum', 60),
    'average of a property': amount('average', 12),
    'least of a property': amount('min', 10),
    'most of a property': amount('max', 18),
    'different values of a property': amount('distinct', 5),
  },
  revenue: {
    revenue: {
      ...{ kind: 'revenue', events: [A, 'Order Refunded'] },
      ...{ is: { op: 'at-most', number: 100 }, window: last(28) },
    },
  },
  session: {
    '5 sessions on a phone': { kind: 'session', count: atLeast(5), window: ever, where: phone },
    'sessions with a page': inSession({ kind: 'page', path: is(PAGES[3]!), count: atLeast(2) }),
    'sessions with rage on a page': inSession(FINDINGS['rage clicks on a page']!),
    'sessions with a finding': inSession(FINDINGS['any finding']!),
    'sessions with failed requests': inSession(FAILURES['failed requests']!),
    'sessions with a text': inSession(TEXTS['text seen']!),
    'sessions of a campaign': inSession(FIELDS['utm campaign']!),
    'sessions of a release': inSession(FIELDS.release!),
  },
  ids: {
    'list of 1,000 users': {
      ...{ kind: 'ids', of: 'user' },
      ids: Array.from({ length: 1_000 }, (_, i) => `user-${i * 7}`),
    },
  },
  and: { 'rare trait and event': { kind: 'and', of: [company, thrice] } },
  or: { 'rare trait or event': { kind: 'or', of: [company, thrice] } },
  not: { 'not a rare trait': { kind: 'not', of: company } },
  nothing: { nothing: { kind: 'nothing' } },
}

type OfSessionKind = 'field' | 'page' | 'visit' | 'finding' | 'failure' | 'text'
const SESSIONS: OfEach<OfSessionKind> & Record<string, Record<string, ResolvedCondition>> = {
  field: {
    'field of the session': { kind: 'field', field: 'country', is: is('AU') },
    'longer than 5 minutes': { kind: 'field', field: 'duration', is: { op: 'greater', number: 300_000 } },
    ...FIELDS,
  },
  page: { 'page of the session': { kind: 'page', path: is(PAGES[3]!), count: atLeast(2) } },
  visit: { 'third visit': { kind: 'visit', number: { op: 'exactly', n: 3 } } },
  finding: FINDINGS,
  failure: FAILURES,
  text: TEXTS,
  event: {
    'event in this session': {
      ...{ kind: 'event', event: A, where: [], count: atLeast(3) },
      window: WINDOWS.session,
    },
    'event in this session, with a property': { ...listed, window: { kind: 'session' } },
  },
  amount: {
    'sum in this session': {
      ...{ kind: 'amount', event: A, where: [], of: 'sum', path: ['count'] },
      ...{ is: { op: 'greater', number: 60 }, window: WINDOWS.session },
    },
  },
  sequence: {
    'A, then B in this session': {
      kind: 'sequence',
      steps: steps(A, B),
      hours: 1,
      window: { kind: 'session' },
    },
  },
}

const ACCOUNTS: OfEach<'users' | 'trait'> = {
  users: {
    'accounts with any who did': { kind: 'users', who: 'any', where: thrice },
    'accounts all of whom did': { kind: 'users', who: 'all', where: thrice },
    'accounts any of whom raged': {
      ...{ kind: 'users', who: 'any' },
      where: inSession(FINDINGS['finding: rage']!),
    },
  },
  trait: { 'accounts with a trait': tier },
}

const now: AsOf = { kind: 'at', time: NOW }
const then: AsOf = { kind: 'session' }
const question = (
  subject: 'person' | 'session' | 'account',
  where: ResolvedCondition,
  asOf: AsOf,
): Question => ({ segment: { subject, where }, asOf })

/** `then`: as of each session. */
export function questions(): Record<string, Question> {
  const found: Record<string, Question> = {}
  for (const [subject, kinds] of [
    ['person', PERSONS],
    ['session', SESSIONS],
    ['account', ACCOUNTS],
  ] as const) {
    for (const [name, where] of Object.values(kinds).flatMap(kind => Object.entries(kind))) {
      found[name] = question(subject, where, now)
      found[`${name}, as of each session`] = question(subject, where, then)
    }
  }
  return found
}
