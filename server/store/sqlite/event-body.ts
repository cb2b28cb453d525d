import type { JsonObject, NewEvent } from '../../../contract/event.ts'
import { isUsable } from '../../identity/person-id.ts'
import type { TraitChange } from '../../segment/history.ts'
import { traitChangeOf } from '../../segment/traits.ts'
import type { EventRow } from '../port.ts'
import { sourceOf } from './dictionary.ts'
import { USER } from './persons.ts'

type InColumns = 'messageId' | 'properties' | 'at' | 'anonymousId' | 'sessionId' | 'source' | 'receivedAt'
/** What of an event is in no column. Absent: a track, an id that its attribution tells, an empty object. */
export type EventBody = Partial<Omit<NewEvent, InColumns>>

export function bodyOf(event: NewEvent): EventBody {
  const { messageId, properties, at, anonymousId, sessionId, source, receivedAt, ...body } = event
  const short: EventBody = body
  if (event.type === 'track') {
    delete short.type
    // Its name is its key's; without a name there is none.
    if (event.event) delete short.event
  }
  if (isUsable(event.userId)) delete short.userId
  if (Object.keys(event.traits).length === 0) delete short.traits
  if (Object.keys(event.context).length === 0) delete short.context
  return short
}

export interface EventColumns {
  at: number
  received: number
  message: string
  properties: string
  body: string
  source: number
  name: string
  person: string | null
  userId: string | null
  anonymousId: string | null
  sessionId: string | null
}

export const EVENT_COLUMNS = `e.at, e.received, e.message, e.properties, e.body, e.source, n.name, p.id AS person,
  u.id AS userId, a.id AS anonymousId, s.id AS sessionId`
export const EVENT_JOINS = `JOIN event_name n ON n.key = e.name LEFT JOIN person p ON p.key = e.person
  LEFT JOIN identity u ON u.key = e.ident AND u.kind = ${USER}
  LEFT JOIN identity a ON a.key = e.anonymous LEFT JOIN session s ON s.key = e.session`

export function readEvent(row: EventColumns): EventRow {
  const body: EventBody = JSON.parse(row.body)
  const properties: JsonObject = JSON.parse(row.properties)
  return {
    type: 'track',
    traits: {},
    context: {},
    ...body,
    ...(body.type === undefined && body.event === undefined ? { event: row.name } : {}),
    messageId: row.message,
    properties,
    at: row.at,
    receivedAt: row.received,
    source: sourceOf(row.source),
    person: row.person ?? '',
    ...(row.userId === null ? {} : { userId: row.userId }),
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
  const { type = 'track', traits = {}, context = {} }: EventBody = JSON.parse(body)
  return (
    traitChangeOf({ type, traits, context, at, messageId: message }) ?? { at, messageId: message, traits: {} }
  )
}
