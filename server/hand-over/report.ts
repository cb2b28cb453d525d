import type { Environment, Failure } from '../../contract/facts.ts'
import type { Step } from './steps.ts'
import { failureWords, wordsOf } from './words.ts'

export interface ReportInput {
  /** Link to the moment. */
  link: string
  environment: Environment
  /** Epoch ms. */
  at: number
  steps: Step[]
  /** Words that name what is wrong, such as the sentence of a frustration; the first failure without them. */
  problem?: string
}

export interface Report {
  title: string
  markdown: string
}

/** A bug report as Markdown: what, where, how to get there, what was logged; expected and actual are left open. */
export function reportOf({ link, environment, at, steps, problem }: ReportInput): Report {
  const failures = steps.flatMap(step => (step.kind === 'failure' ? [step.failure] : []))
  const title = titleOf(steps, failures, problem)
  const walk = steps.filter(step => step.kind !== 'failure')
  const lines = [
    `[Watch the moment](${link}) (${new Date(at).toISOString()})`,
    '',
    '### Steps',
    ...walk.map((step, i) => `${i + 1}. ${plain(wordsOf(step))}`),
    ...(walk.length === 0 ? ['Nothing was clicked or typed in this range.'] : []),
    '',
    '### Expected',
    '',
    '### Actual',
    problem ? plain(problem) : '',
    '',
    '### Errors',
    ...(failures.length > 0 ? errorLines(failures) : ['None were recorded in this range.']),
    '',
    '### Environment',
    ...environmentLines(environment),
    '',
  ]
  return { title, markdown: lines.join('\n') }
}

function titleOf(steps: Step[], failures: Failure[], problem: string | undefined): string {
  const words = problem ?? (failures[0] ? failureWords(failures[0]) : undefined)
  const last = steps.findLast(step => step.kind === 'click')
  const page = steps.findLast(step => step.kind === 'open')
  const title = words ?? (last ? wordsOf(last) : page ? wordsOf(page) : 'A moment of a session')
  return title.length > 120 ? `${title.slice(0, 119)}…` : title
}

/** The same error again is counted, not repeated. */
function errorLines(failures: Failure[]): string[] {
  const times = new Map<string, number>()
  for (const line of failures.map(errorLine)) times.set(line, (times.get(line) ?? 0) + 1)
  return [...times].map(([line, n]) => (n === 1 ? line : line.replace(/^- /, `- ${n} times: `)))
}

function errorLine(failure: Failure): string {
  const stack = failure.stack ? `\n\n  \`\`\`\n${indent(failure.stack)}\n  \`\`\`` : ''
  return `- ${plain(failureWords(failure))}${failure.source ? ` (\`${failure.source.replaceAll('`', "'")}\`)` : ''}${stack}`
}

function indent(stack: string): string {
  return stack
    .replaceAll('```', "'''")
    .split('\n')
    .slice(0, 12)
    .map(line => `  ${line}`)
    .join('\n')
}

function environmentLines(environment: Environment): string[] {
  const { browser, browserVersion, os, device, language, viewport, release } = environment
  const rows: [string, string | undefined][] = [
    ['Browser', browser && [browser, browserVersion].filter(Boolean).join(' ')],
    ['System', os],
    ['Device', device],
    ['Viewport', viewport && `${viewport.width} × ${viewport.height}`],
    ['Language', language],
    ['Release', release],
  ]
  return rows.flatMap(([name, value]) => (value ? [`- ${name}: ${plain(value)}`] : []))
}

/** What a visitor's page said is text, not Markdown: no links, pictures, markup or mentions come out of it. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#!]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\s+/g, ' ')
}
