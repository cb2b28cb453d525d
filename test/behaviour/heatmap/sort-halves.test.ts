import { expect, test } from 'vitest'
import { sortHalves } from '../../../server/store/heat/sort-halves.ts'

/** `bits`: of the high half that differ. */
function numbers(count: number, bits: number): Uint32Array<ArrayBuffer> {
  let last = 7
  return Uint32Array.from({ length: count * 2 }, (_, i) => {
    last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0
    return i % 2 === 1 ? last >>> (32 - bits) : last
  })
}

test.each([
  [3, 20],
  [20_000, 32],
  [20_000, 16],
  [20_001, 3],
])('numbers of 64 bits are sorted: %i of them, %i bits of the high half', (count, bits) => {
  const halves = numbers(count, bits)
  const expected = new BigUint64Array(halves.slice().buffer).sort()
  sortHalves(halves)
  expect(new BigUint64Array(halves.buffer)).toEqual(expected)
})
