import { expect, test } from 'vitest'
import type { Json } from '../../contract/event.ts'
import type { ValueTest } from '../../contract/segment/values.ts'
import { testValue, valueAt } from '../../server/segment/value.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

type Example = [test: ValueTest, passes: (Json | undefined)[], fails: (Json | undefined)[]]

test.each<Example>([
  [{ op: 'is', values: ['5'] }, ['5', ['x', '5']], [5, '05', ' 5', null, undefined, [], {}]],
  [{ op: 'is', values: [1] }, [1, 1.0, [true, 1]], [true, '1', null]],
  [{ op: 'is', values: [true] }, [true], [1, 'true']],
  [{ op: 'is', values: ['Pro', 'free'] }, ['Pro', 'free'], ['pro', 'Pro ', '']],
  [{ op: 'is-not', values: ['Pro'] }, ['pro', null, undefined, 5, []], ['Pro', ['x', 'Pro']]],
])('[M2] %j: by type, exactly; any element of a list; `is-not` is its opposite', (asked, passes, fails) => {
  for (const value of passes) expect([value, testValue(asked, value, NOW)]).toEqual([value, true])
  for (const value of fails) expect([value, testValue(asked, value, NOW)]).toEqual([value, false])
})

test.each<Example>([
  [{ op: 'contains', text: 'PRO' }, ['pro plan', 'a Pro', ['x', 'PRO']], ['p ro', 5, true, null, undefined]],
  [{ op: 'not-contains', text: 'pro' }, ['free', null, undefined, 5], ['Pro']],
  [{ op: 'starts', text: '/Pri' }, ['/pricing'], ['x/pricing', null]],
  [{ op: 'ends', text: 'É' }, ['café'], ['cafés', 'cafe', null]],
  [{ op: 'contains', text: '%' }, ['100%'], ['100']],
])('[M3] %j: texts without regard to case', (asked, passes, fails) => {
  for (const value of passes) expect([value, testValue(asked, value, NOW)]).toEqual([value, true])
  for (const value of fails) expect([value, testValue(asked, value, NOW)]).toEqual([value, false])
})

test.each<Example>([
  [{ op: 'greater', number: 5 }, [5.1, [1, 9]], [5, '6', true, null, undefined]],
  [{ op: 'at-least', number: 5 }, [5, 6], [4.9, '5']],
  [{ op: 'less', number: 0 }, [-1], [0, '-1', null, undefined]],
  [{ op: 'at-most', number: 0 }, [0, -1], [0.1, null, false, '']],
])('[M4] %j: numbers with numbers only', (asked, passes, fails) => {
  for (const value of passes) expect([value, testValue(asked, value, NOW)]).toEqual([value, true])
  for (const value of fails) expect([value, testValue(asked, value, NOW)]).toEqual([value, false])
})

test.each<Example>([
  [
    { op: 'before', date: '2026-10-25T02:00:00+02:00' },
    ['2026-10-24', '2026-10-24T23:59:59', '2026-10-25T01:30:00+02:00', Date.UTC(2026, 9, 24)],
    ['2026-10-25', '2026-10-25T00:00:00Z', 'yesterday', '2026-13-01', null, undefined, true, ''],
  ],
  [
    { op: 'after', date: '2026-10-25T00:00:00Z' },
    ['2026-10-25T00:00:01Z', '2026-10-25T02:00:01', Date.UTC(2026, 9, 26)],
    ['2026-10-25', '26.10.2026', null, undefined],
  ],
])('[M5] %j: ISO texts, without a zone UTC, and numbers as epoch ms', (asked, passes, fails) => {
  for (const value of passes) expect([value, testValue(asked, value, NOW)]).toEqual([value, true])
  for (const value of fails) expect([value, testValue(asked, value, NOW)]).toEqual([value, false])
})

test('[M6] null and absent are both missing; everything else exists', () => {
  for (const value of [null, undefined]) expect(testValue({ op: 'missing' }, value, NOW)).toBe(true)
  for (const value of ['', 0, false, [], {}]) expect(testValue({ op: 'exists' }, value, NOW)).toBe(true)
})

test('[M7] a path leads through own keys of plain objects, and nowhere else', () => {
  const object = { a: { 'b.c': { d: 1 } }, list: [{ x: 1 }], text: 'abc' }
  expect(valueAt(object, ['a', 'b.c', 'd'])).toBe(1)
  for (const path of [
    ['a', 'b', 'c'],
    ['list', '0'],
    ['list', 'length'],
    ['text', 'length'],
    ['toString'],
    ['__proto__'],
  ]) {
    expect(valueAt(object, path)).toBeUndefined()
  }
  expect(valueAt(JSON.parse('{"__proto__":5}'), ['__proto__'])).toBe(5)
})
