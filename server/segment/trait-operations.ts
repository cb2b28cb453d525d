import type { Json, JsonObject } from '../../contract/event.ts'

/**
 * Amplitude's operators on a person's traits, each given the value before it. Unlike a plain write their result
 * depends on what was there, so they are folded in order of (time, messageId), never of arrival.
 */
const OPERATORS: [name: string, apply: (before: Json | undefined, given: Json) => Json | undefined][] = [
  ['$setOnce', (before, given) => before ?? given],
  ['$add', add],
  ['$append', (before, given) => bounded([...listOf(before), ...listOf(given)])],
  ['$prepend', (before, given) => bounded([...listOf(given), ...listOf(before)])],
  ['$preInsert', (before, given) => bounded([...absent(before, given), ...listOf(before)])],
  ['$postInsert', (before, given) => bounded([...listOf(before), ...absent(before, given)])],
  ['$remove', remove],
]

/** Items a trait's list keeps. */
const MAX_ITEMS = 1_000

/** Changes `traits` in place: first everything is cleared if asked for, then plain writes, then operators. */
export function applyChange(
  traits: JsonObject,
  written: JsonObject,
  operations: JsonObject | undefined,
): void {
  if (operations && Object.hasOwn(operations, '$clearAll'))
    for (const key of Object.keys(traits)) delete traits[key]
  Object.assign(traits, written)
  if (!operations) return
  for (const [name, apply] of OPERATORS) {
    const given = operations[name]
    if (typeof given !== 'object' || given === null || Array.isArray(given)) continue
    for (const [key, value] of Object.entries(given)) {
      const after = apply(traits[key], value)
      if (after !== undefined) traits[key] = after
    }
  }
}

/** What is no number is left as it was. */
function add(before: Json | undefined, given: Json): Json | undefined {
  if (typeof given !== 'number') return before
  if (before === undefined || before === null) return given
  return typeof before === 'number' ? before + given : before
}

function remove(before: Json | undefined, given: Json): Json | undefined {
  if (before === undefined || before === null) return before
  const gone = new Set(listOf(given).map(one => JSON.stringify(one)))
  return listOf(before).filter(one => !gone.has(JSON.stringify(one)))
}

function absent(before: Json | undefined, given: Json): Json[] {
  const there = new Set(listOf(before).map(one => JSON.stringify(one)))
  return listOf(given).filter(one => !there.has(JSON.stringify(one)))
}

function listOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function bounded(list: Json[]): Json[] {
  return list.slice(0, MAX_ITEMS)
}
