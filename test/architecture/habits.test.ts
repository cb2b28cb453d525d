import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './tree.ts'

const files = sourceFiles()
const code = files.filter(file => /\.(ts|tsx)$/.test(file) && !file.endsWith('.d.ts'))
/** Lines with the pattern, but for those excused by the same line or the one above. */
const linesWith = (pattern: RegExp, among: string[], excuse = /(?!)/) =>
  among.flatMap(file => {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.flatMap((line, i) =>
      pattern.test(line) && !excuse.test(line) && !excuse.test(lines[i - 1] ?? '')
        ? [`${file}:${i + 1} ${line.trim()}`]
        : [],
    )
  })

test('[A4] no file is longer than 300 lines', () => {
  const long = files.filter(file => readFileSync(file, 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})

test('[A5] no dumping grounds and no barrels', () => {
  const vague = /(^|\/)([a-z-]+-)?(utils?|helpers?|common|shared|misc|managers?|lib)(\/|\.[a-z]+$)/
  expect(files.filter(file => vague.test(file))).toEqual([])
  expect(code.filter(file => /^index\.tsx?$/.test(basename(file)))).toEqual([])
})

test('[A6] files are kebab-case, components are capitalised', () => {
  const named = files.map(file =>
    basename(file).replace(/\.(browser\.)?(test|config)?\.?(ts|tsx|js|css)$/, ''),
  )
  expect(named.filter(name => !/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)(\.[a-z]+)*$/.test(name))).toEqual(
    [],
  )
})

test('[A7] the compiler is not silenced; an error swallowed has its reason beside it', () => {
  const self = code.filter(file => !file.startsWith('test/'))
  expect(linesWith(/@ts-(ignore|nocheck)/, self)).toEqual([])
  const swallowed = /catch *(\([^)]*\))? *\{ *\}|\.catch\(\(\) *=> *(\{ *\}|undefined|null)\)/
  expect(linesWith(swallowed, self, /\/\/ |\* /)).toEqual([])
})
