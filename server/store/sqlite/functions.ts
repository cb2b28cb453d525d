import type { Database } from 'better-sqlite3'
import type { Json, JsonObject } from '../../../contract/event.ts'
import type { ValueTest } from '../../../contract/segment-values.ts'
import { testValue, valueAt } from '../../segment/value.ts'

/** What SQL cannot say exactly is asked of the very functions that define a segment's meaning. */
export function registerFunctions(db: Database): void {
  const options = { deterministic: true, directOnly: true }
  /** passes(test, json): a value stored as JSON. */
  db.function('passes', options, (test: string, json: string) =>
    Number(testValue(readTest(test), read(json))),
  )
  /** passes_plain(test, value): a text or number column. */
  db.function('passes_plain', options, (test: string, value: string | number | null) =>
    Number(testValue(readTest(test), value)),
  )
  /** passes_where(tests, json): properties that must pass [path, test] each. */
  db.function('passes_where', options, (tests: string, json: string) => {
    const properties = readObject(json)
    return Number(readWhere(tests).every(({ path, is }) => testValue(is, valueAt(properties, path))))
  })
}

/** Parsed tests by their text: a question has few, and asks each of many rows. */
function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= MOST_REMEMBERED) known.clear()
    const value = parse(text)
    known.set(text, value)
    return value
  }
}
const MOST_REMEMBERED = 1_000

const readTest = remembered((text): ValueTest => JSON.parse(text))
const readWhere = remembered((text): { path: string[]; is: ValueTest }[] => JSON.parse(text))

function read(json: string): Json {
  return JSON.parse(json)
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
