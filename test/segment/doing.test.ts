import { expect, test } from 'vitest'
import type { Window } from '../../contract/segment/windows.ts'
import type { Node, ResolvedAct } from '../../server/segment/question.ts'
import { DAY, did, event, HOUR, holds, NOW, session } from './people.ts'

const ever: Window = { kind: 'ever' }
const [A, B, C] = [event('A'), event('B'), event('C')]
const ago = (...days: number[]) => days.map(n => did('A', NOW - n * DAY)).reverse()

test('[M27] page views, entries and exits of any session are acts', () => {
  const sessions = [
    session('s1', NOW - DAY, {
      fields: { entryPath: '/', exitPath: '/pricing' },
      pages: [
        { at: NOW - DAY, until: NOW - DAY + 30_000, path: '/' },
        { at: NOW - DAY + 30_000, until: NOW - DAY + 45_000, path: '/pricing' },
      ],
    }),
    session('s2', NOW),
  ]
  const page = (how: 'viewed' | 'entered' | 'left', path: string, seconds = 0): ResolvedAct => {
    return { act: 'page', path: { op: 'is', values: [path] }, how, seconds }
  }
  const once = (of: ResolvedAct) =>
    holds({ kind: 'did', of, count: { op: 'exactly', n: 1 }, window: ever }, { sessions })
  expect([page('viewed', '/'), page('viewed', '/', 30), page('viewed', '/', 31)].map(once)).toEqual([
    true,
    true,
    false,
  ])
  expect([page('entered', '/'), page('entered', '/pricing'), page('left', '/pricing')].map(once)).toEqual([
    true,
    false,
    true,
  ])
  const any: ResolvedAct = { act: 'session', where: null }
  const told: ResolvedAct = {
    act: 'session',
    where: { kind: 'field', field: 'entryPath', is: { op: 'exists' } },
  }
  expect([any, told].map(once)).toEqual([false, true])
})

test('[M28] acts are counted in the window', () => {
  const twice: Node<'did'> = {
    kind: 'did',
    of: { act: 'any' },
    count: { op: 'exactly', n: 2 },
    window: { kind: 'last', days: 2 },
  }
  expect(holds(twice, { events: ago(0, 1, 2) })).toBe(true)
  expect(holds(twice, { events: ago(0, 2) })).toBe(false)
})

test('[M29] different days are days of the project’s zone', () => {
  const on = (n: number): Node<'days'> => ({ kind: 'days', of: A, count: { op: 'exactly', n }, window: ever })
  // 23:30 and 00:30 UTC: two days in UTC, one in Berlin.
  const events = [did('A', Date.UTC(2026, 10, 20, 23, 30)), did('A', Date.UTC(2026, 10, 21, 0, 30))]
  expect([holds(on(2), { events }), holds(on(1), { events }, NOW, 'Europe/Berlin')]).toEqual([true, true])
})

test('[M30] the very first time', () => {
  const first: Node<'first'> = { kind: 'first', of: A, window: { kind: 'last', days: 7 } }
  expect([ago(6, 1), ago(8, 1), ago(7), []].map(events => holds(first, { events }))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('[M31] stopped, and started again', () => {
  const stopped: Node<'stopped'> = { kind: 'stopped', of: A, days: 21, before: 28 }
  const times = [ago(30), ago(21), ago(49), ago(48.9), ago(30, 20), ago(60)]
  expect(times.map(events => holds(stopped, { events }))).toEqual([true, true, false, true, false, false])
  const resumed: Node<'resumed'> = { kind: 'resumed', of: A, days: 7, quiet: 14 }
  const again = [ago(20, 1), ago(15, 1), ago(1), ago(20, 5, 1), ago(30, 8), ago(22, 6, 5)]
  expect(again.map(events => holds(resumed, { events }))).toEqual([true, false, false, true, false, true])
})

test('[M32] in so many of the last weeks, this one included', () => {
  // Sunday: this week began on Monday, six and a half days ago.
  const weekly: Node<'regularly'> = { kind: 'regularly', of: A, unit: 'week', least: 2, last: 3 }
  expect([ago(0, 7), ago(0, 1), ago(0, 20), ago(0, 21)].map(events => holds(weekly, { events }))).toEqual([
    true,
    false,
    true,
    false,
  ])
  const daily: Node<'regularly'> = { kind: 'regularly', of: A, unit: 'day', least: 2, last: 2 }
  expect([ago(0, 1), ago(0, 2)].map(events => holds(daily, { events }))).toEqual([true, false])
})

test('[M33] dropped or rose against the period before', () => {
  const change = (direction: 'dropped' | 'rose', percent: number): Node<'change'> => ({
    kind: 'change',
    of: A,
    direction,
    percent,
    days: 7,
  })
  const [four, two, one] = [[8, 9, 10, 11], [1, 2], [1]]
  const cases: [number[], Node<'change'>, boolean][] = [
    [[...four, ...two], change('dropped', 50), true],
    [[...four, ...two], change('dropped', 51), false],
    [four, change('dropped', 100), true],
    [[], change('dropped', 1), false],
    [[8, ...two], change('rose', 100), true],
    [[8, ...two], change('rose', 101), false],
    [one, change('rose', 1_000), true],
    [[], change('rose', 1), false],
  ]
  for (const [days, asked, answer] of cases) {
    expect([days, holds(asked, { events: ago(...days.sort((a, b) => a - b)) })]).toEqual([days, answer])
  }
})

test('[M34] steps in order, within the hours, with nothing forbidden between', () => {
  const at = NOW - DAY
  const events = (names: string) => [...names].map((name, i) => did(name, at + i * HOUR))
  const sequence = (hours: number, without: ResolvedAct[] = []): Node<'sequence'> => ({
    kind: 'sequence',
    steps: [
      { do: A, without: [] },
      { do: B, without },
    ],
    hours,
    window: ever,
  })
  const asked = (node: Node<'sequence'>, names: string) => holds(node, { events: events(names) })
  expect([asked(sequence(1), 'AB'), asked(sequence(1), 'BA'), asked(sequence(1), 'AXB')]).toEqual([
    true,
    false,
    false,
  ])
  // A later beginning may fit where an earlier one does not, and the other way round.
  expect([
    asked(sequence(1), 'AXAB'),
    asked(sequence(9, [C]), 'ACB'),
    asked(sequence(9, [C]), 'ACAB'),
  ]).toEqual([true, false, true])
  expect([asked(sequence(9, [{ act: 'any' }]), 'AXB'), asked(sequence(9, [{ act: 'any' }]), 'XAB')]).toEqual([
    false,
    true,
  ])
  const twice: Node<'sequence'> = {
    ...sequence(9),
    steps: [
      { do: A, without: [] },
      { do: A, without: [] },
    ],
  }
  expect([asked(twice, 'A'), asked(twice, 'AA')]).toEqual([false, true])
})

test('[M35] the furthest step reached', () => {
  const reached = (n: number): Node<'funnel'> => ({
    kind: 'funnel',
    steps: [A, B, C],
    hours: 2,
    reached: { op: 'exactly', n },
    window: ever,
  })
  const furthest = (names: string) => {
    const events = [...names].map((name, i) => did(name, NOW - DAY + i * HOUR))
    return [0, 1, 2, 3].filter(n => holds(reached(n), { events }))
  }
  expect(['', 'B', 'A', 'AB', 'BAC', 'ABC', 'ABXC', 'AXXABC'].map(furthest)).toEqual([
    [0],
    [0],
    [1],
    [2],
    [1],
    [3],
    [2],
    [3],
  ])
})

test('[M36] a property of the events, taken together', () => {
  const amount = (of: Node<'amount'>['of'], number: number): Node<'amount'> => ({
    kind: 'amount',
    event: 'A',
    where: [],
    of,
    path: ['total'],
    is: { op: 'equals', number },
    window: { kind: 'last', days: 7 },
  })
  const totals = (...values: (number | string | null | number[])[]) =>
    values.map((total, i) => did('A', NOW - i * HOUR, { properties: { total } })).reverse()
  const events = totals(10, 20, 20, '5', null, [20, 30])
  expect(holds(amount('sum', 50), { events })).toBe(true)
  expect(holds(amount('average', 50 / 3), { events })).toBe(true)
  expect(holds(amount('min', 10), { events }) && holds(amount('max', 20), { events })).toBe(true)
  expect(holds(amount('distinct', 4), { events })).toBe(true)
  expect([
    holds(amount('sum', 0), {}),
    holds(amount('distinct', 0), {}),
    holds(amount('min', 0), {}),
  ]).toEqual([true, true, false])
})

test('[M37] revenue, with refunds taken off', () => {
  const revenue = (number: number): Node<'revenue'> => ({
    kind: 'revenue',
    events: ['Order Completed', 'Order Refunded'],
    is: { op: 'equals', number },
    window: ever,
  })
  const events = [
    did('Order Completed', NOW - 4, { properties: { revenue: 100, total: 119 } }),
    did('Order Completed', NOW - 3, { properties: { $revenue: 50 } }),
    did('Order Completed', NOW - 2, { properties: { total: 30 } }),
    did('Order Refunded', NOW - 1, { properties: { total: 30 } }),
    did('Checkout Started', NOW, { properties: { revenue: 999 } }),
  ]
  expect(holds(revenue(150), { events })).toBe(true)
  expect(holds(revenue(0), {})).toBe(true)
})
