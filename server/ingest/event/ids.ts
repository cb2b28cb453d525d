import { hash, randomUUID } from 'node:crypto'
import { ID_PATTERN } from '../../../contract/batch.ts'
import { CONTEXT_KEY, type Json, type JsonObject } from '../../../contract/event.ts'
import { isObject } from './json.ts'
import { type EventRefusal, invalid } from './refusal.ts'

/** Characters of a user, anonymous or group id. */
export const MAX_ID = 256
/** Segment's limit on a messageId, characters. */
const MAX_MESSAGE_ID = 100
/** Characters of an event's or a page's name; what segments can ask for. */
export const MAX_NAME = 500

/** Reads an id: absent, null and empty are the same, numbers become their text. */
export function readId(object: JsonObject, field: string, max = MAX_ID): string | undefined | EventRefusal {
  const value = Object.hasOwn(object, field) ? object[field] : undefined
  if (value === undefined || value === null || value === '') return undefined
  const id = typeof value === 'number' ? String(value) : value
  if (typeof id !== 'string') return invalid(field, 'is neither a text nor a number')
  if (id.length > max) return invalid(field, `has ${id.length} characters; at most ${max} are allowed`)
  // SQLite's text functions end at a NUL.
  if (id.includes('\0')) return invalid(field, 'contains a NUL character')
  return id
}

/**
 * The first of these ids that holds half a character. Mended, as other texts are, it would be the same id as another
 * so mended: strangers would become one person, and two events one. So it is looked for before the event is tidied.
 */
export function brokenId(object: JsonObject, fields: readonly string[]): EventRefusal | null {
  for (const field of fields) {
    const id = Object.hasOwn(object, field) ? object[field] : undefined
    if (typeof id === 'string' && !id.isWellFormed()) {
      return invalid(field, 'contains half a character (a lone surrogate); send whole ones')
    }
  }
  return null
}

/** Events of one moment are ordered by messageId, and engines order astral characters (UTF-16 or UTF-8) differently. */
export function readMessageId(object: JsonObject, field: string): string | undefined | EventRefusal {
  const id = readId(object, field, MAX_MESSAGE_ID)
  const astral = typeof id === 'string' && /[\u{10000}-\u{10FFFF}]/u.test(id)
  return astral ? invalid(field, 'has characters beyond U+FFFF') : id
}

/**
 * The id of an event that came without one. With a time of its own it is known by its content, so that a
 * repeated request stores it once; without a time nothing tells a repetition from a second event.
 */
export function madeId(raw: JsonObject, timed: boolean): string {
  if (!timed) return `segreel-${randomUUID()}`
  const content = { ...raw, sentAt: null }
  return `segreel-${hash('sha256', JSON.stringify(content)).slice(0, 40)}`
}

/** The recording an event says it belongs to: `context.segreel.{sessionId,tabId}`. */
export function readRecording(context: JsonObject): { sessionId?: string; tabId?: string } {
  const ours = context[CONTEXT_KEY]
  if (!isObject(ours)) return {}
  const { sessionId, tabId } = ours
  return {
    ...(isOurId(sessionId) && { sessionId }),
    ...(isOurId(tabId) && { tabId }),
  }
}

function isOurId(value: Json | undefined): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value)
}
