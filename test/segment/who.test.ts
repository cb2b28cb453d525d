import { expect, test } from 'vitest'
import type { Json } from '../../contract/event.ts'
import type { AccountHistory, PersonHistory } from '../../server/segment/history.ts'
import type { Node, ResolvedCondition } from '../../server/segment/question.ts'
import { testProperty, testValue } from '../../server/segment/value.ts'
import { DAY, did, holds, listed, NOW, person, session } from './people.ts'

test('[M22] all of several values, and dates seen from the time asked for', () => {
  const both = (value: Json) => testValue({ op: 'has-all', values: ['a', 'b'] }, value, NOW)
  expect([['b', 'x', 'a'], ['a'], 'a', null].map(both)).toEqual([true, false, false, false])
  expect(testValue({ op: 'has-all', values: ['a'] }, 'a', NOW)).toBe(true)
  const times = [NOW - 7 * DAY, NOW - 7 * DAY + 1, NOW, NOW + 1, NOW + 7 * DAY, NOW + 7 * DAY + 1]
  const passing = (op: 'in-last' | 'before-last' | 'in-next') =>
    times.map(at => testValue({ op, days: 7 }, new Date(at).toISOString(), NOW))
  expect(passing('in-last')).toEqual([false, true, true, false, false, false])
  expect(passing('before-last')).toEqual([true, false, false, false, false, false])
  expect(passing('in-next')).toEqual([false, false, false, true, true, false])
  expect(testValue({ op: 'in-last', days: 7 }, 'yesterday', NOW)).toBe(false)
})

test('[M23] a property compared with another of the same event', () => {
  const passes = (op: 'equals' | 'differs' | 'greater', limit: Json) =>
    testProperty({ path: ['total'], compared: { op, path: ['limit'] } }, { total: 5, limit }, NOW)
  expect([5, '5', null].map(limit => passes('equals', limit))).toEqual([true, false, false])
  expect([5, '5', null].map(limit => passes('differs', limit))).toEqual([false, true, true])
  expect([4, 5, '4'].map(limit => passes('greater', limit))).toEqual([true, false, false])
})

test('[M38] upgrades and downgrades', () => {
  const traits = ['free', 'pro', 'trial', 'free', 'enterprise'].map((plan, i) => ({
    at: NOW - (5 - i) * DAY,
    messageId: `m${i}`,
    traits: { plan, seats: 10 - i },
  }))
  const moved = (
    direction: 'up' | 'down',
    days: number,
    more: Partial<Node<'moved'>> = {},
  ): Node<'moved'> => ({
    kind: 'moved',
    trait: 'plan',
    direction,
    order: ['free', 'pro', 'enterprise'],
    window: { kind: 'last', days },
    ...more,
  })
  // From pro over trial to free: no step of it is between two known plans.
  expect([moved('up', 2), moved('down', 9)].map(node => holds(node, { traits }))).toEqual([true, false])
  expect(holds(moved('up', 1), { traits })).toBe(false)
  const seats = { trait: 'seats', order: [] }
  expect([moved('down', 9, seats), moved('up', 9, seats)].map(node => holds(node, { traits }))).toEqual([
    true,
    false,
  ])
})

test('[M39] first and last seen, and the score', () => {
  const history = {
    events: [did('A', NOW - 3 * DAY)],
    traits: [{ at: NOW - 9 * DAY, messageId: 'm', traits: {} }],
    sessions: [session('s1', NOW - DAY, { fields: { frustrationScore: 40 } })],
  }
  const seen = (which: 'first' | 'last', days: number): ResolvedCondition => ({
    kind: 'seen',
    which,
    is: { op: 'in-last', days },
  })
  expect(
    [seen('first', 9), seen('first', 10), seen('last', 1), seen('last', 2)].map(node => holds(node, history)),
  ).toEqual([false, true, false, true])
  expect(holds({ kind: 'seen', which: 'first', is: { op: 'missing' } }, {})).toBe(true)
  const score: ResolvedCondition = { kind: 'score', is: { op: 'at-most', number: 40 } }
  expect([holds(score, history), holds(score, {}), holds(score, history, NOW - 2 * DAY)]).toEqual([
    true,
    false,
    false,
  ])
})

test('[M40] the number of a session, and its findings', () => {
  const findings = [
    { at: NOW, kind: 'rage' as const, page: '/checkout', element: 'button#pay' },
    { at: NOW, kind: 'dead' as const, page: '/checkout', element: '' },
  ]
  const sessions = [session('s1', NOW - DAY), session('s2', NOW, { findings })]
  expect(listed({ kind: 'visit', number: { op: 'exactly', n: 1 } }, { sessions })).toEqual(['s1'])
  const finding = (more: Partial<Node<'finding'>>): Node<'finding'> => {
    return { kind: 'finding', of: [], page: null, element: null, count: { op: 'at-least', n: 1 }, ...more }
  }
  const found = (more: Partial<Node<'finding'>>) => listed(finding(more), { sessions })
  expect(
    found({
      of: ['rage'],
      page: { op: 'is', values: ['/checkout'] },
      element: { op: 'is', values: ['button#pay'] },
    }),
  ).toEqual(['s2'])
  expect(found({ of: ['dead'], element: { op: 'is', values: ['button#pay'] } })).toEqual([])
  expect(found({ element: { op: 'is', values: [''] } })).toEqual(['s2'])
  expect(found({ count: { op: 'exactly', n: 0 } })).toEqual(['s1'])
})

test('[M41] failures and texts of a session', () => {
  const failures = [
    { at: NOW, kind: 'request' as const, message: 'POST /api/pay failed', address: '/api/pay', status: 502 },
    { at: NOW, kind: 'uncaught' as const, message: 'x is undefined' },
  ]
  const sessions = [session('s1', NOW, { failures, texts: ['Your Cart is empty'] }), session('s2', NOW)]
  const failure = (more: Partial<Node<'failure'>>) =>
    listed(
      {
        kind: 'failure',
        of: [],
        message: null,
        address: null,
        status: null,
        count: { op: 'exactly', n: 1 },
        ...more,
      },
      { sessions },
    )
  expect(
    failure({ message: { op: 'contains', text: 'PAY' }, status: { op: 'at-least', number: 500 } }),
  ).toEqual(['s1'])
  expect(failure({ status: { op: 'missing' } })).toEqual(['s1'])
  expect(failure({ address: { op: 'exists' }, of: ['uncaught'] })).toEqual([])
  expect(listed({ kind: 'text', contains: 'cart is' }, { sessions })).toEqual(['s1'])
})

test('[M42] accounts: their traits, and any, all or none of their users', () => {
  const acme: AccountHistory = {
    id: 'acme',
    traits: [{ at: NOW - 9 * DAY, messageId: 'g1', traits: { plan: 'enterprise' } }],
    users: [],
  }
  const join = (id: string, since: number, events: PersonHistory['events']): PersonHistory => {
    const one = person({ id, events, accounts: [{ since, account: acme }] })
    acme.users.push({ since, person: one })
    return one
  }
  const ada = join('ada', NOW - 9 * DAY, [did('A', NOW - DAY)])
  join('bob', NOW - 2 * DAY, [])
  const users = (who: Node<'users'>['who']): ResolvedCondition => ({
    kind: 'account',
    where: {
      kind: 'users',
      who,
      where: {
        kind: 'event',
        event: 'A',
        where: [],
        count: { op: 'at-least', n: 1 },
        window: { kind: 'ever' },
      },
    },
  })
  expect(holds(users('any'), ada)).toBe(true)
  expect([
    holds(users('all'), ada),
    holds(users('none'), ada),
    holds(users({ op: 'exactly', n: 1 }), ada),
  ]).toEqual([false, false, true])
  // Before bob came nobody had done it; all of nobody is not all.
  expect([holds(users('none'), ada, NOW - 3 * DAY), holds(users('all'), ada, NOW - 10 * DAY)]).toEqual([
    true,
    false,
  ])
  const plan: ResolvedCondition = {
    kind: 'account',
    where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['enterprise'] } },
  }
  expect([holds(plan, ada), holds(plan, ada, NOW - 10 * DAY), holds(plan, person({}))]).toEqual([
    true,
    false,
    false,
  ])
})

test('[M43] who is named in a list', () => {
  const ids = (of: Node<'ids'>['of'], ...ids: string[]): Node<'ids'> => ({ kind: 'ids', of, ids })
  const history = {
    userIds: ['ada'],
    anonymousIds: ['a', 'b'],
    sessions: [session('s1', NOW), session('s2', NOW)],
  }
  expect(
    [ids('user', 'ada'), ids('anonymous', 'x', 'b'), ids('person', 'p'), ids('user', 'a')].map(node =>
      holds(node, history),
    ),
  ).toEqual([true, true, true, false])
  expect(listed(ids('session', 's2'), history)).toEqual(['s2'])
})
