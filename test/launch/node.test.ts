import { expect, test } from 'vitest'
import { isNewEnough } from '../../server/launch/node.js'

test.each([
  ['v20.20.2', false],
  ['v22.17.9', false],
  ['v22.18.0', true],
  ['v23.0.0', true],
  ['v24.21.0', true],
  ['v26.0.0-nightly', true],
])('Node %s runs TypeScript as it is: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected)
})
