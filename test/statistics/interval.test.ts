import { expect, test } from 'vitest'
import { correctedZ, newcombe, wilson, Z95 } from '../../server/statistics/interval.ts'

/** Published values: Newcombe, Statistics in Medicine 17 (1998), 857-872 and 873-890. */
test('[F20] intervals are those that Wilson and Newcombe published', () => {
  const { low, high } = wilson(81, 263)
  expect(low).toBeCloseTo(0.2553, 4)
  expect(high).toBeCloseTo(0.3662, 4)
  expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4)
  const difference = newcombe([56, 70], [48, 80])
  expect(difference.low).toBeCloseTo(0.0524, 4)
  expect(difference.high).toBeCloseTo(0.3339, 4)
})

test('[F20] nobody asked is no share, and many comparisons ask for wider intervals', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
  expect(correctedZ(1)).toBeCloseTo(Z95, 2)
  expect(correctedZ(100)).toBeCloseTo(3.48, 2)
})
