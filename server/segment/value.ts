import type { Json, JsonObject } from '../../contract/event.ts'
import type { ValueTest } from '../../contract/segment-values.ts'

/**
 * Whether a value passes a test. Rules (SPEC):
 * - null and absent are the same: missing. A missing value passes only `missing` and the `not-` tests.
 * - `is` compares strictly by type: "5" is not 5. A list passes when any element does.
 * - texts are compared without regard to case by contains, starts, ends; exactly by `is`.
 * - numbers compare with numbers only; dates are ISO texts, or numbers as epoch ms.
 */
export function testValue(test: ValueTest, value: Json | undefined): boolean {
  switch (test.op) {
    case 'missing':
      return missing(value)
    case 'exists':
      return !missing(value)
    case 'is-not':
      return !testValue({ op: 'is', values: test.values }, value)
    case 'not-contains':
      return !testValue({ op: 'contains', text: test.text }, value)
    case 'is':
      return some(value, one => test.values.some(wanted => wanted === one))
    case 'contains':
      return some(value, one => typeof one === 'string' && fold(one).includes(fold(test.text)))
    case 'starts':
      return some(value, one => typeof one === 'string' && fold(one).startsWith(fold(test.text)))
    case 'ends':
      return some(value, one => typeof one === 'string' && fold(one).endsWith(fold(test.text)))
    case 'greater':
      return some(value, one => typeof one === 'number' && one > test.number)
    case 'at-least':
      return some(value, one => typeof one === 'number' && one >= test.number)
    case 'less':
      return some(value, one => typeof one === 'number' && one < test.number)
    case 'at-most':
      return some(value, one => typeof one === 'number' && one <= test.number)
    case 'before':
      return some(value, one => (instant(one) ?? Number.NaN) < Date.parse(test.date))
    case 'after':
      return some(value, one => (instant(one) ?? Number.NaN) > Date.parse(test.date))
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

function fold(text: string): string {
  return text.toLowerCase()
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Epoch ms of a date value; a date without a zone is UTC. */
function instant(value: Json): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return null
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(value) || value.length === 10
  const time = Date.parse(zoned ? value : `${value}Z`)
  return Number.isNaN(time) ? null : time
}
