import type { Count, NumberTest, PropertyTest, Scalar, ValueTest } from '../../../contract/segment/values.ts'

/** A text, number or boolean as in JSON. */
export function q(value: Scalar): string {
  return JSON.stringify(value)
}

export function testText(test: ValueTest): string {
  switch (test.op) {
    case 'is':
      return `is ${test.values.map(q).join(' or ')}`
    case 'is-not':
      return `is not ${test.values.map(q).join(' or ')}`
    case 'has-all':
      return `has all ${test.values.map(q).join(' and ')}`
    case 'contains':
      return `contains ${q(test.text)}`
    case 'not-contains':
      return `does not contain ${q(test.text)}`
    case 'starts':
      return `starts with ${q(test.text)}`
    case 'ends':
      return `ends with ${q(test.text)}`
    case 'greater':
    case 'at-least':
    case 'less':
    case 'at-most':
      return `${SIGN[test.op]} ${test.number}`
    case 'before':
      return `before ${q(test.date)}`
    case 'after':
      return `after ${q(test.date)}`
    case 'in-last':
      return `in last ${test.days} days`
    case 'before-last':
      return `before last ${test.days} days`
    case 'in-next':
      return `in next ${test.days} days`
    case 'exists':
      return 'exists'
    case 'missing':
      return 'missing'
  }
}

const SIGN = { greater: '>', 'at-least': '>=', less: '<', 'at-most': '<=' } as const

export function numberText({ op, number }: NumberTest): string {
  return `${op === 'equals' ? '=' : SIGN[op]} ${number}`
}

export function countText({ op, n }: Count): string {
  return `${op.replace('-', ' ')} ${n}`
}

export function timesText(count: Count): string {
  if (count.op === 'at-least' && count.n === 1) return ''
  return ` ${countText(count)} ${count.n === 1 ? 'time' : 'times'}`
}

export function pathText(path: readonly string[]): string {
  return path.map(q).join('.')
}

export function whereText(tests: readonly PropertyTest[]): string {
  return tests.length === 0 ? '' : ` where (${tests.map(propertyText).join(', ')})`
}

function propertyText(test: PropertyTest): string {
  const path = pathText(test.path)
  if ('is' in test) return `${path} ${testText(test.is)}`
  const { op } = test.compared
  const how = op === 'equals' ? 'is' : op === 'differs' ? 'is not' : SIGN[op]
  return `${path} ${how} property ${pathText(test.compared.path)}`
}
