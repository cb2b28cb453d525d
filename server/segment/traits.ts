import type { JsonObject } from '../../contract/event.ts'
import type { PersonHistory } from './history.ts'

/** Traits merge per key, the last write by (time, messageId) wins; null is a value that replaces. */
export function traitsAsOf(person: Pick<PersonHistory, 'traits'>, asOf: number): JsonObject {
  const merged: JsonObject = Object.create(null)
  for (const change of person.traits) if (change.at <= asOf) Object.assign(merged, change.traits)
  return merged
}
