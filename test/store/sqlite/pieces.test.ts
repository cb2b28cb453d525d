import { expect, test } from 'vitest'
import * as declared from '../../../server/store/sqlite/lanes/pieces.ts'
import { SLICED } from '../../../server/store/sqlite/lanes/slices.ts'

test('each kind of pieces has a number of its own: two of one number would be read as each other', () => {
  const pieces = Object.values(declared).filter(value => typeof value === 'number')
  expect(pieces.length).toBeGreaterThan(5)
  const numbers = [...pieces, ...Object.values(SLICED).map(({ kind }) => kind)]
  expect(new Set(numbers).size).toBe(numbers.length)
})
