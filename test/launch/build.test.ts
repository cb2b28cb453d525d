import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../server/launch/build.js'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'segreel-build-'))
  mkdirSync(join(root, 'viewer', 'ui'), { recursive: true })
  writeFileSync(join(root, 'viewer', 'ui', 'button.tsx'), 'button')
  writeFileSync(join(root, 'vite.config.ts'), 'config')
})

afterEach(() => rmSync(root, { recursive: true }))

const print = () => fingerprint(root, ['viewer', 'vite.config.ts', 'not-there'])

describe('a bundle is stale', () => {
  test('not when its files were only written again', () => {
    const before = print()
    writeFileSync(join(root, 'viewer', 'ui', 'button.tsx'), 'button')
    expect(print()).toBe(before)
  })

  test('when a file deep in a folder, or a single file, changed', () => {
    const before = print()
    writeFileSync(join(root, 'viewer', 'ui', 'button.tsx'), 'BUTTON')
    const between = print()
    writeFileSync(join(root, 'vite.config.ts'), 'CONFIG')
    expect(new Set([before, between, print()]).size).toBe(3)
  })

  test('when a file was added or renamed', () => {
    const before = print()
    renameSync(join(root, 'viewer', 'ui', 'button.tsx'), join(root, 'viewer', 'ui', 'knob.tsx'))
    const between = print()
    writeFileSync(join(root, 'viewer', 'empty.ts'), '')
    expect(new Set([before, between, print()]).size).toBe(3)
  })
})
