import type { Json } from '../../contract/event.ts'
import type { Count, PropertyTest, ValueTest } from '../../contract/segment-values.ts'
import type { Window } from '../../contract/segment-windows.ts'

/** Letters of a value that a sentence shows. */
const MOST_LETTERS = 80

export function quote(value: Json | undefined): string {
  if (value === undefined || value === null) return 'missing'
  const text = JSON.stringify(value)
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}

export function testWords(test: ValueTest): string {
  switch (test.op) {
    case 'is':
      return `is ${test.values.map(quote).join(' or ')}`
    case 'is-not':
      return `is not ${test.values.map(quote).join(' or ')}`
    case 'contains':
      return `contains ${quote(test.text)}`
    case 'not-contains':
      return `does not contain ${quote(test.text)}`
    case 'starts':
      return `starts with ${quote(test.text)}`
    case 'ends':
      return `ends with ${quote(test.text)}`
    case 'greater':
      return `is greater than ${test.number}`
    case 'at-least':
      return `is at least ${test.number}`
    case 'less':
      return `is less than ${test.number}`
    case 'at-most':
      return `is at most ${test.number}`
    case 'before':
      return `is before ${test.date}`
    case 'after':
      return `is after ${test.date}`
    case 'exists':
      return 'exists'
    case 'missing':
      return 'is missing'
  }
}

/** `at least 1 time`, `exactly 0 sessions`. */
export function countWords({ op, n }: Count, one: string, many: string): string {
  return `${op.replace('-', ' ')} ${numbered(n, one, many)}`
}

export function numbered(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

export function windowWords(window: Window): string {
  switch (window.kind) {
    case 'ever':
      return 'ever'
    case 'last':
      return window.days === 1 ? 'in the last day' : `in the last ${window.days} days`
    case 'since':
      return `since ${window.at}`
    case 'session':
      return 'in this session'
  }
}

/** ` with plan is "pro" and seats is at least 5`; nothing without tests. */
export function propertyWords(tests: PropertyTest[]): string {
  if (tests.length === 0) return ''
  return ` with ${tests.map(({ path, is }) => `${path.join('.')} ${testWords(is)}`).join(' and ')}`
}
