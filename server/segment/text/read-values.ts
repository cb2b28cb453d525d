import type { Count, NumberTest, PropertyTest, Scalar, ValueTest } from '../../../contract/segment/values.ts'
import type { Reader } from './reader.ts'

const COMPARED = { '>': 'greater', '>=': 'at-least', '<': 'less', '<=': 'at-most' } as const
type Sign = keyof typeof COMPARED
const SIGNS: Sign[] = ['>=', '<=', '>', '<']

export function readScalar(reader: Reader): Scalar {
  const { kind } = reader.next
  if (kind === 'text') return reader.text('a text')
  if (kind === 'number') return reader.number()
  if (reader.takes('true')) return true
  if (reader.takes('false')) return false
  return reader.fail('a text, a number, true or false')
}

/** `"a" or "b"`: a word that joins conditions joins values while a value follows it. */
function readScalars(reader: Reader, joint: 'or' | 'and'): Scalar[] {
  const values = [readScalar(reader)]
  while (reader.is(joint) && isScalar(reader)) {
    reader.expect(joint)
    values.push(readScalar(reader))
  }
  return values
}

function isScalar({ second }: Reader): boolean {
  return (
    second.kind === 'text' ||
    second.kind === 'number' ||
    (second.kind === 'word' && /^(true|false)$/i.test(second.value))
  )
}

export function readTest(reader: Reader): ValueTest {
  if (reader.takes('is', 'not')) return { op: 'is-not', values: readScalars(reader, 'or') }
  if (reader.takes('is')) return { op: 'is', values: readScalars(reader, 'or') }
  if (reader.takes('has', 'all')) return { op: 'has-all', values: readScalars(reader, 'and') }
  if (reader.takes('contains')) return { op: 'contains', text: reader.text('a text') }
  if (reader.takes('does', 'not', 'contain')) return { op: 'not-contains', text: reader.text('a text') }
  if (reader.takes('starts', 'with')) return { op: 'starts', text: reader.text('a text') }
  if (reader.takes('ends', 'with')) return { op: 'ends', text: reader.text('a text') }
  if (reader.takes('in', 'last')) return { op: 'in-last', days: readDays(reader) }
  if (reader.takes('in', 'next')) return { op: 'in-next', days: readDays(reader) }
  if (reader.takes('before', 'last')) return { op: 'before-last', days: readDays(reader) }
  if (reader.takes('before')) return { op: 'before', date: reader.text('a date') }
  if (reader.takes('after')) return { op: 'after', date: reader.text('a date') }
  if (reader.takes('exists')) return { op: 'exists' }
  if (reader.takes('missing')) return { op: 'missing' }
  const sign = SIGNS.find(one => reader.takes(one))
  if (sign) return { op: COMPARED[sign], number: reader.number() }
  return reader.fail('a test, as: is, is not, contains, starts with, >, before, exists')
}

export function readNumberTest(reader: Reader): NumberTest {
  if (reader.takes('=')) return { op: 'equals', number: reader.number() }
  const sign = SIGNS.find(one => reader.takes(one)) ?? reader.fail('>, >=, <, <= or =')
  return { op: COMPARED[sign], number: reader.number() }
}

export function readDays(reader: Reader): number {
  const days = reader.number('how many days')
  if (!reader.takes('days')) reader.expect('day')
  return days
}

export function readHours(reader: Reader): number {
  const hours = reader.number('how many hours')
  if (!reader.takes('hours')) reader.expect('hour')
  return hours
}

/** `at least 3`; what is counted may follow. */
export function readCount(reader: Reader, ...units: string[]): Count {
  const op = isCount(reader) ?? reader.fail('at least, at most or exactly')
  reader.expect(...op.split('-'))
  const n = reader.number()
  units.some(unit => reader.takes(unit))
  return { op, n }
}

/** At least once, unless it says otherwise. */
export function readTimes(reader: Reader): Count {
  return isCount(reader) ? readCount(reader, 'times', 'time') : { op: 'at-least', n: 1 }
}

function isCount(reader: Reader): Count['op'] | null {
  if (reader.is('at', 'least')) return 'at-least'
  if (reader.is('at', 'most')) return 'at-most'
  return reader.is('exactly') ? 'exactly' : null
}

export function readPath(reader: Reader): string[] {
  const path = [reader.text('a property')]
  while (reader.takes('.')) path.push(reader.text('a property'))
  return path
}

/** `where ("total" > 100, "from" is not property "to")`. */
export function readWhere(reader: Reader): PropertyTest[] {
  return reader.takes('where') ? reader.within(() => reader.listed(() => readPropertyTest(reader))) : []
}

function readPropertyTest(reader: Reader): PropertyTest {
  const path = readPath(reader)
  if (reader.takes('is', 'not', 'property'))
    return { path, compared: { op: 'differs', path: readPath(reader) } }
  if (reader.takes('is', 'property')) return { path, compared: { op: 'equals', path: readPath(reader) } }
  const sign = SIGNS.find(one => reader.takes(one, 'property'))
  if (sign) return { path, compared: { op: COMPARED[sign], path: readPath(reader) } }
  return { path, is: readTest(reader) }
}
