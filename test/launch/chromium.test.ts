import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../server/launch/chromium.js'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segreel-chromium-'))
  for (const name of ['first', 'second', 'third']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'first', 'chromium'), 'not a program', { mode: 0o644 })
  writeFileSync(join(folder, 'second', 'google-chrome'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, 'third', 'chromium'), '#!/bin/sh\n', { mode: 0o755 })
})

afterAll(() => rmSync(folder, { recursive: true }))

const path = () => ['first', 'second', 'third'].map(name => join(folder, name)).join(delimiter)

describe('the Chromium of the tests', () => {
  test('is what CHROME_PATH says', async () => {
    expect(await findChromium({ CHROME_PATH: '/opt/chrome', PATH: path() })).toBe('/opt/chrome')
  })

  test('else the first program of a known name on the PATH', async () => {
    expect(await findChromium({ PATH: path() })).toBe(join(folder, 'second', 'google-chrome'))
  })
})
