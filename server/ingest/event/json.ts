import type { Json, JsonObject } from '../../../contract/event.ts'
import { type EventRefusal, refuseField } from './refusal.ts'

/** Levels of objects and lists below an event; Amplitude's published depth. */
export const MAX_NESTING = 40
/** Keys of one event, all levels together. */
export const MAX_KEYS = 2_000

/**
 * Makes parsed JSON such that every engine gives back what it was given, in place: numbers beyond a double
 * become null (JSON writes Infinity so), -0 becomes 0, lone surrogates U+FFFD. Keys are data whatever their
 * name; `__proto__` stays an own property, as JSON.parse made it.
 */
export function tidy(value: JsonObject): EventRefusal | null {
  return walk(value, MAX_NESTING, { keys: MAX_KEYS })
}

function walk(container: JsonObject | Json[], depth: number, left: { keys: number }): EventRefusal | null {
  if (depth === 0) return tooDeep
  if (Array.isArray(container)) {
    for (const [i, value] of container.entries()) {
      const clean = scalar(value)
      if (!Object.is(clean, value)) container[i] = clean
      else if (typeof value === 'object' && value !== null) {
        const problem = walk(value, depth - 1, left)
        if (problem) return problem
      }
    }
    return null
  }
  for (const key of Object.keys(container)) {
    left.keys -= 1
    if (left.keys < 0) return tooManyKeys
    const value = container[key]
    if (value === undefined) continue
    const clean = scalar(value)
    if (!key.isWellFormed()) {
      delete container[key]
      container[key.toWellFormed()] = clean
    } else if (!Object.is(clean, value)) {
      container[key] = clean
    }
    if (typeof clean === 'object' && clean !== null) {
      const problem = walk(clean, depth - 1, left)
      if (problem) return problem
    }
  }
  return null
}

const tooDeep = refuseField(
  'nested-too-deep',
  'properties',
  `Events nest at most ${MAX_NESTING} levels deep.`,
)
const tooManyKeys = refuseField('event-too-large', 'properties', `Events have at most ${MAX_KEYS} keys.`)

function scalar(value: Json): Json {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  return value
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `over` laid upon `under`, objects merged level by level; a new object. */
export function mergeUnder(under: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map(Object.entries(under))
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key)
    merged.set(key, isObject(below) && isObject(value) ? mergeUnder(below, value) : value)
  }
  // fromEntries defines properties, so that a key `__proto__` stays a key.
  return Object.fromEntries(merged)
}
