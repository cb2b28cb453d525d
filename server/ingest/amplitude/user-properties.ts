import type { JsonObject } from '../../../contract/event.ts'
import { isObject } from '../event/json.ts'

/** Operators whose result depends on what was there before; they are kept, and folded in order of time. */
const OPERATORS = [
  '$setOnce',
  '$add',
  '$append',
  '$prepend',
  '$preInsert',
  '$postInsert',
  '$remove',
  '$clearAll',
]

/**
 * Amplitude's user and group properties: plain keys and `$set` are traits, `$unset` writes null (which counts
 * as missing), and the operators that need the value before them stay operators.
 */
export function readProperties(properties: JsonObject): { traits: JsonObject; operations: JsonObject } {
  const traits = new Map<string, JsonObject[string]>()
  const operations = new Map<string, JsonObject[string]>()
  for (const [name, value] of Object.entries(properties)) {
    if (name === '$set' && isObject(value))
      for (const [key, one] of Object.entries(value)) traits.set(key, one)
    else if (name === '$unset' && isObject(value)) for (const key of Object.keys(value)) traits.set(key, null)
    else if (OPERATORS.includes(name)) operations.set(name, value)
    else traits.set(name, value)
  }
  return { traits: Object.fromEntries(traits), operations: Object.fromEntries(operations) }
}
