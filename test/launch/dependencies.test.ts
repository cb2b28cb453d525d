import { describe, expect, test } from 'vitest'
import { isInstalled } from '../../server/launch/dependencies.js'

const locked = {
  '': { version: '0.1.0' },
  'node_modules/hono': { version: '4.13.19', integrity: 'sha512-a' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
}

describe('the dependencies count as installed', () => {
  test('when every locked package is there, though those for other machines are not', () => {
    expect(isInstalled(locked, { 'node_modules/hono': { version: '4.13.19', integrity: 'sha512-a' } })).toBe(
      true,
    )
  })

  test('not when a package is missing', () => {
    expect(isInstalled(locked, {})).toBe(false)
  })

  test('not when a package has another version or other bytes', () => {
    expect(isInstalled(locked, { 'node_modules/hono': { version: '4.13.18', integrity: 'sha512-a' } })).toBe(
      false,
    )
    expect(isInstalled(locked, { 'node_modules/hono': { version: '4.13.19', integrity: 'sha512-b' } })).toBe(
      false,
    )
  })
})
