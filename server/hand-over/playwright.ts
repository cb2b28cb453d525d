/**
 * A range as a Playwright test. It finds elements by test id, label or role and name, waits for what the session
 * showed, and fills what was masked from a fixtures object of typed placeholders.
 */
import type { Failure } from '../../contract/facts.ts'
import { locatorOf } from './locator.ts'
import { placeholderFor } from './placeholder.ts'
import type { Step } from './steps.ts'
import { failureWords, wordsOf } from './words.ts'

export interface TestOptions {
  title: string
  link: string
  /** `until-fixed`: fails as long as the bug is there. `while-it-exists`: passes as long as it is. */
  expect: 'until-fixed' | 'while-it-exists'
  viewport: { width: number; height: number } | null
}

export function playwrightTest(steps: Step[], options: TestOptions): string {
  const fixtures = new Map<string, string>()
  const failures = steps.flatMap(step => (step.kind === 'failure' ? [step.failure] : []))
  const first = steps.find(step => step.kind === 'open')
  const origin = first?.kind === 'open' ? originOf(first.href) : ''
  const body = steps.flatMap(step => linesOf(step, fixtures, origin))
  const watched = { requests: failures.filter(isRequest), errors: failures.filter(isScript) }
  return [
    "import { expect, test } from '@playwright/test'",
    '',
    `/** Where the site runs: set TEST_BASE_URL to test another place than the one recorded. */`,
    `const base = process.env.TEST_BASE_URL ?? ${quoted(origin)}`,
    ...fixtureLines(fixtures),
    '',
    `/** Recorded: ${options.link.replaceAll('*/', '')} */`,
    ...(options.viewport
      ? [
          `test.use({ viewport: { width: ${options.viewport.width}, height: ${options.viewport.height} } })`,
          '',
        ]
      : []),
    `test(${quoted(options.title)}, async ({ page }) => {`,
    ...watchLines(watched).map(line => `  ${line}`),
    ...body.map(line => (line === '' ? '' : `  ${line}`)),
    ...outcomeLines(watched, options.expect).map(line => `  ${line}`),
    '})',
    '',
  ].join('\n')
}

function linesOf(step: Step, fixtures: Map<string, string>, origin: string): string[] {
  switch (step.kind) {
    case 'open':
      return [
        `// ${oneLine(wordsOf(step))}`,
        `await page.goto(base + ${quoted(pathOf(step.href, origin))})`,
        ...titleLine(step.title),
      ]
    case 'fill': {
      // Which option was chosen is masked as well; the first real one stands for it.
      if (step.target.tag === 'select') return [`await ${locatorOf(step.target)}.selectOption({ index: 1 })`]
      const name = fixtureName(step.target.name, fixtures)
      fixtures.set(name, placeholderFor(step.target))
      return [`await ${locatorOf(step.target)}.fill(fixtures.${name})`]
    }
    case 'click': {
      const act = `await ${locatorOf(step.target)}.click()`
      const lines = Array.from({ length: step.times }, () => act)
      if (!step.leadsTo) return lines
      const path = pathOf(step.leadsTo.href, origin).replace(/[?#].*$/s, '')
      return [
        ...lines,
        `await page.waitForURL(url => url.pathname === ${quoted(path)})`,
        ...titleLine(step.leadsTo.title),
      ]
    }
    case 'failure':
      return [`// Here it failed: ${oneLine(failureWords(step.failure))}`]
  }
}

/** A masked title says nothing that could be checked. */
function titleLine(title: string): string[] {
  return title === '' || title.includes('*') ? [] : [`await expect(page).toHaveTitle(${quoted(title)})`]
}

interface Watched {
  requests: Failure[]
  errors: Failure[]
}

function watchLines({ requests, errors }: Watched): string[] {
  return [
    ...(requests.length > 0
      ? [
          'const answers: { path: string; status: number }[] = []',
          "page.on('response', answer => answers.push({ path: new URL(answer.url()).pathname, status: answer.status() }))",
        ]
      : []),
    ...(errors.length > 0
      ? ['const errors: string[] = []', "page.on('pageerror', error => errors.push(error.message))"]
      : []),
    ...(requests.length + errors.length > 0 ? [''] : []),
  ]
}

function outcomeLines({ requests, errors }: Watched, mode: TestOptions['expect']): string[] {
  const byPath = new Map(
    requests.map(failure => [pathOf(failure.source ?? '', '').replace(/[?#].*$/s, ''), failure]),
  )
  const messages = new Set(errors.map(failure => failure.message))
  const fixed = mode === 'until-fixed'
  return [
    ...(byPath.size + messages.size > 0
      ? [
          '',
          fixed
            ? '// The bug, until it is fixed: this fails as long as it is there.'
            : '// The bug, as recorded: this passes as long as it is there.',
        ]
      : []),
    ...[...byPath].flatMap(([path, failure]) => {
      const last = `answers.findLast(answer => answer.path === ${quoted(path)})?.status`
      return fixed
        ? [`await expect.poll(() => ${last}).toBeDefined()`, `expect(${last}).toBeLessThan(400)`]
        : [`await expect.poll(() => ${last}).toBe(${failure.status ?? 0})`]
    }),
    ...[...messages].map(message => {
      const said = `errors.some(error => error.includes(${quoted(message.replace(/^Uncaught (\w*Error: )?/, ''))}))`
      return fixed ? `expect(${said}).toBe(false)` : `await expect.poll(() => ${said}).toBe(true)`
    }),
  ]
}

function fixtureLines(fixtures: Map<string, string>): string[] {
  if (fixtures.size === 0) return []
  const rows = [...fixtures].map(([name, value]) => `  ${name}: ${quoted(value)},`)
  return [
    '',
    '/** What the visitor put in is masked in the recording: these are placeholders. */',
    'const fixtures = {',
    ...rows,
    '}',
  ]
}

/** `Full name` -> `fullName`, made unique. */
function fixtureName(label: string, taken: Map<string, string>): string {
  const words = label.normalize('NFKD').match(/[A-Za-z][A-Za-z0-9]*/g) ?? ['field']
  const name = words
    .slice(0, 4)
    .map((word, i) =>
      i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}${n}`
    if (!taken.has(candidate)) return candidate
  }
}

function isRequest(failure: Failure): boolean {
  return failure.kind === 'request' && failure.source !== undefined
}

function isScript(failure: Failure): boolean {
  return failure.kind === 'uncaught'
}

function originOf(href: string): string {
  return URL.canParse(href) ? new URL(href).origin : ''
}

/** The path and query on the site itself; a whole address on another. */
function pathOf(href: string, origin: string): string {
  if (!URL.canParse(href)) return href
  const url = new URL(href)
  return origin !== '' && url.origin !== origin ? href : url.pathname + url.search + url.hash
}

function quoted(text: string): string {
  return `'${text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/\r?\n|\u2028|\u2029/g, ' ')}'`
}

function oneLine(text: string): string {
  return text.replace(/\s+|\u2028|\u2029/g, ' ')
}
