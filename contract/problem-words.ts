/** What a schema finds wrong, as a sentence for people: what to do first, the name of the field behind it. */
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** `place`: where in what was sent, when it is not the whole of it. */
export function sentenceOf(issue: Issue | undefined, place = placeOf(issue)): string {
  if (!issue) return 'What was sent is not of its form.'
  const where = place === '' ? '' : ` (${place})`
  if (isWritten(issue)) return `${capital(issue.message.replace(/\.$/, ''))}${where}.`
  return told(issue, place === '' ? 'what was sent' : `“${place}”`)
}

/** Where the place stands beside it: only what a program expected needs the name of the field. */
export function sentenceBeside(issue: Issue): string {
  return sentenceOf(issue, isWritten(issue) ? '' : String(issue.path.at(-1) ?? ''))
}

function placeOf(issue: Issue | undefined): string {
  return issue?.path.map(String).join('.') ?? ''
}

/** Words of our own schemas; zod's say what a program expected. */
function isWritten({ message }: Issue): boolean {
  return !/^(Invalid|Too (big|small)|Unrecognized|Expected)\b/.test(message)
}

function told(issue: Issue, what: string): string {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = TYPES[issue.expected] ?? 'what belongs there'
      return /received undefined$/.test(issue.message)
        ? `Give ${what}: it is missing, and has to be ${expected}.`
        : `Give ${what} as ${expected}.`
    }
    case 'invalid_value':
      return `Give ${what} as ${oneOf(issue.values.map(String))}.`
    case 'invalid_union':
      return `Give ${what} as ${oneOf([...issue.message.matchAll(/'([^']*)'/g)].map(([, one = '']) => one))}.`
    case 'unrecognized_keys':
      return `Leave out ${issue.keys.map(one => `“${one}”`).join(' and ')}: nothing of this name is known in ${what}.`
    case 'too_small':
      return `Give ${what} as ${sized(issue.origin, 'at least', Number(issue.minimum))}.`
    case 'too_big':
      return `Give ${what} as ${sized(issue.origin, 'at most', Number(issue.maximum))}.`
    default:
      return `Give ${what} in its form.`
  }
}

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

/** More than these nobody reads. */
const MOST_NAMED = 20

function oneOf(values: string[]): string {
  if (values.length === 0) return 'one of its kinds'
  if (values.length === 1) return values[0]!
  const named = values.slice(0, MOST_NAMED)
  return `one of ${named.join(', ')}${named.length < values.length ? ' ...' : ''}`
}

function sized(origin: string, bound: string, n: number): string {
  if (origin === 'string') return `a text of ${bound} ${n} ${n === 1 ? 'letter' : 'letters'}`
  if (origin === 'array' || origin === 'set') return `a list of ${bound} ${n}`
  return `a number of ${bound} ${n}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
