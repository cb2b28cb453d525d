import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const COUNT = fileURLToPath(new URL('../../.ci/count.js', import.meta.url))

const good = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] }
const bad = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
const unloadable = { status: 'failed', assertionResults: [] }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'segreel-count-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function count(results: string, code: number) {
  const file = join(folder, 'results.json')
  writeFileSync(file, results)
  const { stdout, status } = spawnSync(process.execPath, [COUNT, file, String(code)], { encoding: 'utf8' })
  return [stdout.trim(), status]
}

test.each([
  ['all tests passed', [good, good], 0, '2 passed, 0 failed', 0],
  ['a test failed', [good, bad], 1, '2 passed, 1 failed', 1],
  ['a file did not load', [good, unloadable], 1, '1 passed, 1 failed', 1],
  ['the run failed outside of any test', [good], 1, '1 passed, 1 failed', 1],
  ['no test ran', [], 0, '0 passed, 1 failed', 1],
])('the last line of CI says when %s', (_, testResults, code, line, exit) => {
  expect(count(JSON.stringify({ testResults }), code)).toEqual([line, exit])
})

test('the last line of CI says when the set-up failed before any result', () => {
  expect(count('', 1)).toEqual(['0 passed, 1 failed', 1])
})
