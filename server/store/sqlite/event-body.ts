import type { JsonObject, NewEvent } from '../../../contract/event.ts'
import type { TraitChange } from '../../segment/history.ts'
import { traitChangeOf } from '../../segment/traits.ts'
import type { EventRow } from '../port.ts'
import { sourceOf } from './dictionary.ts'

/** What of an event is in no column. */
export type EventBody = Omit<
  NewEvent,
  'messageId' | 'properties' | 'at' | 'anonymousId' | 'sessionId' | 'source' | 'event'
> & { event?: string }

export function bodyOf(event: NewEvent): EventBody {
  const { messageId: _m, properties: _p, at: _a, anonymousId: _i, sessionId: _s, source: _o, ...rest } = event
  // The name of a track is its key's; without a name there is none.
  if (rest.type === 'track' && rest.event) delete rest.event
  return rest
}

export interface EventColumns {
  at: number
  message: string
  properties: string
  body: string
  source: number
  name: string
  person: string | null
  anonymousId: string | null
  sessionId: string | null
}

export const EVENT_COLUMNS = `e.at, e.message, e.properties, e.body, e.source, n.name, p.id AS person,
  a.id AS anonymousId, s.id AS sessionId`
export const EVENT_JOINS = `JOIN event_name n ON n.key = e.name LEFT JOIN person p ON p.key = e.person
  LEFT JOIN identity a ON a.key = e.anonymous LEFT JOIN session s ON s.key = e.session`

export function readEvent(row: EventColumns): EventRow {
  const body: EventBody = JSON.parse(row.body)
  const properties: JsonObject = JSON.parse(row.properties)
  return {
    ...body,
    ...(body.type === 'track' && body.event === undefined ? { event: row.name } : {}),
    messageId: row.message,
    properties,
    at: row.at,
    source: sourceOf(row.source),
    person: row.person ?? '',
    ...(row.anonymousId === null ? {} : { anonymousId: row.anonymousId }),
    ...(row.sessionId === null ? {} : { sessionId: row.sessionId }),
  }
}

export interface ChangeColumns {
  at: number
  message: string
  body: string
}

/** The change of traits that a row with `changes` 1 stands for. */
export function readChange({ at, message, body }: ChangeColumns): TraitChange {
  const { type, traits, context }: EventBody = JSON.parse(body)
  return (
    traitChangeOf({ type, traits, context, at, messageId: message }) ?? { at, messageId: message, traits: {} }
  )
}
