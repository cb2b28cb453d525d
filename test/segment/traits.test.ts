import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byTime, type Json, type JsonObject } from '../../contract/event.ts'
import type { TraitChange } from '../../server/segment/history.ts'
import { traitsAsOf } from '../../server/segment/traits.ts'

function fold(...changes: { traits?: JsonObject; operations?: JsonObject }[]): JsonObject {
  const traits = changes.map(
    (change, i): TraitChange => ({ at: i, messageId: `m${i}`, traits: {}, ...change }),
  )
  return { ...traitsAsOf({ traits }, Number.POSITIVE_INFINITY) }
}

test.each<[string, JsonObject, Json | undefined]>([
  ['$setOnce', { x: 'first' }, 'before'],
  ['$add', { x: 2 }, 'before'],
  ['$append', { x: 'a' }, ['before', 'a']],
  ['$prepend', { x: ['a', 'b'] }, ['a', 'b', 'before']],
  ['$postInsert', { x: 'before' }, ['before']],
  ['$preInsert', { x: ['new', 'before'] }, ['new', 'before']],
  ['$remove', { x: 'before' }, []],
  ['$clearAll', {}, undefined],
])('[E31] %s on what is there', (name, given, after) => {
  expect(fold({ traits: { x: 'before' } }, { operations: { [name]: given } }).x).toEqual(after)
})

test('[E31] operators where nothing is yet', () => {
  expect(
    fold({ operations: { $setOnce: { a: 1 }, $add: { b: 2 }, $append: { c: 'x' }, $remove: { d: 1 } } }),
  ).toEqual({
    a: 1,
    b: 2,
    c: ['x'],
  })
})

test('[E31] a key named __proto__ changes nothing but itself', () => {
  const operations: JsonObject = JSON.parse(
    '{"$add":{"__proto__":1},"$setOnce":{"__proto__":{"admin":true}}}',
  )
  fold({ operations })
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
})

const change = fc.record({
  at: fc.integer({ min: 0, max: 5 }),
  messageId: fc.string({ minLength: 1, maxLength: 3 }),
  traits: fc.constant<JsonObject>({}),
  operations: fc.oneof(
    fc.integer().map((n): JsonObject => ({ $add: { x: n } })),
    fc.string().map((s): JsonObject => ({ $append: { l: s } })),
    fc.string().map((s): JsonObject => ({ $setOnce: { o: s } })),
  ),
})

test('[E31] the order of arrival does not matter', () => {
  const arrivals = fc.uniqueArray(change, { selector: one => one.messageId, maxLength: 12 })
  const shuffled = arrivals.chain(list =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  )
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      const ordered = (list: TraitChange[]) => traitsAsOf({ traits: [...list].sort(byTime) }, 9)
      expect(ordered(other)).toEqual(ordered(one))
    }),
  )
})
