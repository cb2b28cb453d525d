import type { Json, JsonObject } from '../../contract/event.ts'
import type { NumberTest, PropertyTest, ValueTest } from '../../contract/segment/values.ts'

const DAY_MS = 86_400_000

/**
 * Whether a value passes a test. Rules (SPEC):
 * - null and absent are the same: missing. A missing value passes only `missing` and the `not-` tests.
 * - `is` compares strictly by type: "5" is not 5. A list passes when any element does.
 * - texts are compared without regard to case by contains, starts, ends; exactly by `is`.
 * - numbers compare with numbers only; dates are ISO texts, or numbers as epoch ms.
 */
export function testValue(test: ValueTest, value: Json | undefined, asOf: number): boolean {
  switch (test.op) {
    case 'missing':
      return missing(value)
    case 'exists':
      return !missing(value)
    case 'is-not':
      return !some(value, one => test.values.some(wanted => wanted === one))
    case 'not-contains':
      return !some(value, one => typeof one === 'string' && fold(one).includes(fold(test.text)))
    case 'is':
      return some(value, one => test.values.some(wanted => wanted === one))
    case 'has-all':
      return test.values.every(wanted => some(value, one => wanted === one))
    case 'contains':
      return some(value, one => typeof one === 'string' && fold(one).includes(fold(test.text)))
    case 'starts':
      return some(value, one => typeof one === 'string' && fold(one).startsWith(fold(test.text)))
    case 'ends':
      return some(value, one => typeof one === 'string' && fold(one).endsWith(fold(test.text)))
    case 'greater':
    case 'at-least':
    case 'less':
    case 'at-most':
      return some(value, one => typeof one === 'number' && compares(test.op, one, test.number))
    case 'before':
      return someDate(value, time => time < Date.parse(test.date))
    case 'after':
      return someDate(value, time => time > Date.parse(test.date))
    case 'in-last':
      return someDate(value, time => time > asOf - test.days * DAY_MS && time <= asOf)
    case 'before-last':
      return someDate(value, time => time <= asOf - test.days * DAY_MS)
    case 'in-next':
      return someDate(value, time => time > asOf && time <= asOf + test.days * DAY_MS)
  }
}

export function testNumber({ op, number }: NumberTest, value: number): boolean {
  return op === 'equals' ? value === number : compares(op, value, number)
}

/** Whether properties of one event pass a test. Compared with another property, a missing one is equal to nothing. */
export function testProperty(test: PropertyTest, properties: JsonObject, asOf: number): boolean {
  const value = valueAt(properties, test.path)
  if ('is' in test) return testValue(test.is, value, asOf)
  const other = valueAt(properties, test.compared.path)
  const { op } = test.compared
  if (op === 'equals' || op === 'differs') {
    const same = !missing(value) && !missing(other) && JSON.stringify(value) === JSON.stringify(other)
    return same === (op === 'equals')
  }
  return typeof value === 'number' && typeof other === 'number' && compares(op, value, other)
}

function compares(op: 'greater' | 'at-least' | 'less' | 'at-most', one: number, other: number): boolean {
  switch (op) {
    case 'greater':
      return one > other
    case 'at-least':
      return one >= other
    case 'less':
      return one < other
    case 'at-most':
      return one <= other
  }
}

/** The value at a path of keys: own keys of plain objects only; undefined where it leads nowhere. */
export function valueAt(object: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = Object.hasOwn(value, key) ? value[key] : undefined
  }
  return value
}

function missing(value: Json | undefined): boolean {
  return value === undefined || value === null
}

function some(value: Json | undefined, passes: (one: Json) => boolean): boolean {
  if (value === undefined || value === null) return false
  return Array.isArray(value) ? value.some(passes) : passes(value)
}

function someDate(value: Json | undefined, passes: (time: number) => boolean): boolean {
  return some(value, one => {
    const time = instant(one)
    return time !== null && passes(time)
  })
}

function fold(text: string): string {
  return text.toLowerCase()
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Epoch ms of a date value; a date without a zone is UTC. */
export function instant(value: Json): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return null
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value) || value.length === 10
  const time = Date.parse(zoned ? value : `${value}Z`)
  return Number.isNaN(time) ? null : time
}
