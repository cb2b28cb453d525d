import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newest, newestOfFew } from '../../../server/store/sqlite/lanes/newest.ts'

/** Many share a start, and later keys are not always later. */
const session = fc.record({ listed: fc.nat(9), started: fc.nat(400), member: fc.boolean() })
const asked = fc.record({
  limit: fc.integer({ min: 1, max: 9 }),
  upTo: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(400)),
  from: fc.oneof(fc.constant(Number.NEGATIVE_INFINITY), fc.nat(400)),
  to: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(400)),
})

test('looked for among few first, the newest are those among all, or there are too few of them', () => {
  /** Found at the first look, at a later one, and not. */
  const rounds = [0, 0, 0]
  const property = fc.property(
    fc.array(session, { minLength: 1, maxLength: 3_000, size: 'max' }),
    fc.constantFrom(1, 3, 40, 400),
    asked,
    (sessions, rare, span) => {
      const listed = Uint8Array.from(sessions, one => Number(one.listed > 0))
      const started = Float64Array.from(sessions, one => one.started)
      const holds = (key: number) => listed[key] === 1 && sessions[key]!.member && key % rare === 0
      let looks = 0
      const few = newestOfFew(listed, started, span, keys => {
        looks += 1
        return keys.filter(holds)
      })
      rounds[few === null ? 2 : Math.min(looks, 2) - 1]! += 1
      if (few === null) return
      const page = (keys: number[]) =>
        keys.sort((a, b) => started[b]! - started[a]! || b - a).slice(0, span.limit)
      const members = Uint8Array.from(sessions, (_, key) => Number(holds(key)))
      expect(page(few)).toEqual(page(newest(members, started, span)))
    },
  )
  fc.assert(property, { numRuns: 150 })
  expect(Math.min(...rounds)).toBeGreaterThan(0)
})
