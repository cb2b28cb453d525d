import { expect, test } from 'vitest'
import { best } from '../../../server/store/sqlite/lanes/best.ts'

const NUMBERS = 20_000

/** The same each time; few of them differ, so that many tie. */
function numbers(different: number): number[] {
  let seed = 7
  return Array.from({ length: NUMBERS }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % different
  })
}

test('the first of many are those of all in order, with what ties with the last', () => {
  for (const different of [1, 3, 5_000, 1_000_000]) {
    for (const limit of [1, 50, NUMBERS * 2]) {
      const all = numbers(different)
      const found = best<number>(limit, (a, b) => b - a)
      for (const one of all) found.add(one)
      const ordered = all.sort((a, b) => b - a)
      const last = ordered[limit - 1] ?? Number.NEGATIVE_INFINITY
      expect(found.all()).toEqual(ordered.filter(one => one >= last))
    }
  }
})
