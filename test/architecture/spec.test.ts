import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const written = [...readFileSync('SPEC.md', 'utf8').matchAll(/^\s*- \*\*([A-Z]\d+)\*\*/gm)].map(
  match => match[1],
)
const rules = new Set(written)
const tests = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'test'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => file.endsWith('.ts') && existsSync(file))
const cited = new Set(
  tests.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/\[([A-Z]\d+)\]/g)].map(match => match[1])),
)

test('[A8] every rule a test cites is written, and every rule written is cited by a test', () => {
  expect([...cited].filter(rule => !rules.has(rule))).toEqual([])
  expect([...rules].filter(rule => !cited.has(rule))).toEqual([])
  expect(written.filter((rule, i) => written.indexOf(rule) !== i)).toEqual([])
})
