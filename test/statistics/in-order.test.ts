import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../../server/statistics/in-order.ts'

/** More than are sorted by comparing. */
const MANY = 5_000

/** Counts, means of counts, times that differ in their last bits only, negative ones. */
const value = fc.oneof(
  fc.nat(20),
  fc.nat(20).map(n => n / 7),
  fc.nat(1_000_000).map(n => 1_790_000_000_000 + n / 1_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

test('many numbers are in order, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 400 }), some => {
      const numbers = Float64Array.from(
        { length: MANY },
        (_, i) => some[(i * 7_919) % some.length]! + (i % 3),
      )
      expect(inOrder(numbers.slice())).toEqual(numbers.slice().sort((a, b) => a - b))
    }),
    { numRuns: 40 },
  )
})
