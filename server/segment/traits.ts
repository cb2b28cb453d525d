import { CONTEXT_KEY, type JsonObject, type NewEvent } from '../../contract/event.ts'
import type { PersonHistory, TraitChange } from './history.ts'
import { applyChange } from './trait-operations.ts'

/** Traits merge per key, the last write by (time, messageId) wins; null is a value that replaces. */
export function traitsAsOf(person: Pick<PersonHistory, 'traits'>, asOf: number): JsonObject {
  const merged: JsonObject = Object.create(null)
  for (const change of person.traits) {
    if (change.at <= asOf) applyChange(merged, change.traits, change.operations)
  }
  return merged
}

/** What an event says about its person's traits; a group's traits are its own. */
export function traitChangeOf(
  event: Pick<NewEvent, 'type' | 'at' | 'messageId' | 'traits' | 'context'>,
): TraitChange | null {
  if (event.type === 'group') return null
  const { at, messageId, traits } = event
  const operations = operationsOf(event.context)
  if (operations === undefined && Object.keys(traits).length === 0) return null
  return { at, messageId, traits, ...(operations && { operations }) }
}

/** `context.segreel.operations`: where the door for Amplitude's events keeps operators. */
function operationsOf(context: JsonObject): JsonObject | undefined {
  const ours = context[CONTEXT_KEY]
  if (typeof ours !== 'object' || ours === null || Array.isArray(ours)) return undefined
  const { operations } = ours
  if (typeof operations !== 'object' || operations === null || Array.isArray(operations)) return undefined
  return operations
}
