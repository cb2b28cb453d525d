/** The ways a value is tested, with their words. */
import type { SessionField } from '../../../contract/fields.ts'
import { SESSION_FIELDS } from '../../../contract/fields.ts'
import type { PropertyTest, Scalar, ValueTest } from '../../../contract/segment/values.ts'

export type Op = ValueTest['op']

export const OP_WORDS: Record<Op, string> = {
  is: 'is',
  'is-not': 'is not',
  'has-all': 'has all of',
  contains: 'contains',
  'not-contains': 'does not contain',
  starts: 'starts with',
  ends: 'ends with',
  greater: 'is more than',
  'at-least': 'is at least',
  less: 'is less than',
  'at-most': 'is at most',
  before: 'is before',
  after: 'is after',
  'in-last': 'is in the last',
  'before-last': 'is longer ago than',
  'in-next': 'is in the next',
  exists: 'is known',
  missing: 'is not known',
}

const TEXT: Op[] = ['is', 'is-not', 'contains', 'not-contains', 'starts', 'ends']
const NUMBER: Op[] = ['greater', 'at-least', 'less', 'at-most']
const DATE: Op[] = ['before', 'after', 'in-last', 'before-last', 'in-next']
const PRESENCE: Op[] = ['exists', 'missing']

/** Of traits and properties nobody knows the type: all ways are offered. */
export const ANY_OPS: Op[] = [...TEXT, 'has-all', ...NUMBER, ...DATE, ...PRESENCE]
export const PATH_OPS: Op[] = TEXT
export const DATE_OPS: Op[] = DATE
export const NUMBER_OPS: Op[] = [...NUMBER, 'is', 'is-not', ...PRESENCE]

export function fieldOps(field: SessionField): Op[] {
  return SESSION_FIELDS[field].type === 'text' ? [...TEXT, ...PRESENCE] : [...NUMBER, ...PRESENCE]
}

/** The same question asked another way, keeping what was filled in where it fits. */
export function withOp(test: ValueTest, op: Op): ValueTest {
  const text = 'text' in test ? test.text : 'values' in test ? String(test.values[0] ?? '') : ''
  switch (op) {
    case 'is':
    case 'is-not':
    case 'has-all':
      return { op, values: 'values' in test ? test.values : text ? [text] : [] }
    case 'contains':
    case 'not-contains':
    case 'starts':
    case 'ends':
      return { op, text }
    case 'greater':
    case 'at-least':
    case 'less':
    case 'at-most':
      return { op, number: 'number' in test ? test.number : Number.isFinite(Number(text)) ? Number(text) : 0 }
    case 'before':
    case 'after':
      return {
        op,
        date: 'date' in test ? test.date : `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
      }
    case 'in-last':
    case 'before-last':
    case 'in-next':
      return { op, days: 'days' in test ? test.days : 7 }
    case 'exists':
    case 'missing':
      return { op }
  }
}

/** `is Germany or Austria`, `is at least 3`. */
export function testWords(test: ValueTest, show: (value: Scalar) => string = String): string {
  const words = OP_WORDS[test.op]
  if ('values' in test) return `${words} ${test.values.map(show).join(' or ') || '…'}`
  if ('text' in test) return `${words} “${test.text || '…'}”`
  if ('number' in test) return `${words} ${show(test.number)}`
  if ('days' in test) return `${words} ${test.days} day${test.days === 1 ? '' : 's'}`
  if ('date' in test) return `${words} ${test.date.slice(0, 10)}`
  return words
}

type Compared = Extract<PropertyTest, { compared: unknown }>['compared']
export type ComparedOp = Compared['op']

export const COMPARED_WORDS: Record<ComparedOp, string> = {
  equals: 'is the same as',
  differs: 'is not the same as',
  greater: 'is more than',
  'at-least': 'is at least',
  less: 'is less than',
  'at-most': 'is at most',
}

export const COMPARED_OPS: ComparedOp[] = ['equals', 'differs', 'greater', 'at-least', 'less', 'at-most']

/** `is at least cart.limit`: against another property of the same event. */
export function comparedWords({ op, path }: Compared): string {
  return `${COMPARED_WORDS[op]} ${path.join('.') || '…'}`
}

/** Whether nothing is left to fill in. */
export function isTested(test: ValueTest | null): boolean {
  if (test === null) return true
  if ('values' in test) return test.values.length > 0
  if ('text' in test) return test.text !== ''
  return !('date' in test) || test.date !== ''
}

export function propertiesFilled(tests: PropertyTest[]): boolean {
  return tests.every(
    one => one.path.join('') !== '' && ('is' in one ? isTested(one.is) : one.compared.path.join('') !== ''),
  )
}

/** `total is more than 100`. */
export function propertyWords(test: PropertyTest): string {
  const name = test.path.join('.') || '…'
  return `${name} ${'is' in test ? testWords(test.is) : comparedWords(test.compared)}`
}
