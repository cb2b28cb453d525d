import {
  CONTEXT_KEY,
  type EventType,
  type Json,
  type JsonObject,
  type NewEvent,
} from '../../../contract/event.ts'
import { isUsable } from '../../identity/person-id.ts'
import type { TraitChange } from '../../segment/history.ts'
import { traitChangeOf } from '../../segment/traits.ts'
import type { EventRow } from '../port.ts'
import { sourceOf } from './dictionary.ts'
import { USER } from './people/persons.ts'

/** What of an event is in no column and in no context. */
interface Own extends Partial<Pick<NewEvent, 'type' | 'event' | 'userId' | 'previousId' | 'groupId'>> {
  traits?: JsonObject
  originalTimestamp?: string
  sentAt?: string
  /** `context.segreel` where it changes traits. */
  segreel?: Json
}
interface PagePart extends Partial<Pick<NewEvent, 'name' | 'category'>> {
  type?: EventType
  page?: Json
}
interface TabPart {
  tabId?: string
  segreel?: Json
  /** `context.segreel` are just the ids of session and tab. */
  ids?: true
}

export interface PackedEvent {
  /** As in table event. */
  changes: 0 | 1 | 2
  delay: number
  original: number | null
  sent: number | null
  /** Texts for the table of contexts; null: nothing. */
  page: string | null
  client: string | null
  tab: string | null
  given: string | null
  own: string | null
}

export function packEvent(event: NewEvent): PackedEvent {
  const { type, name, category, tabId, originalTimestamp, sentAt, at, receivedAt, traits } = event
  const { page, [CONTEXT_KEY]: segreel, ...client } = event.context
  const changes = traitChangeOf(event) !== null
  const original = originalTime(originalTimestamp)
  const sent = sentTime(sentAt)
  const isTrack = type === 'track'
  const own: Own = {
    // The type of what changes traits is read without its contexts.
    ...(isTrack || !changes ? {} : { type }),
    // The name of a track is its key's; without a name there is none.
    ...(event.event === undefined || (isTrack && event.event) ? {} : { event: event.event }),
    // Else its attribution tells.
    ...(event.userId === undefined || isUsable(event.userId) ? {} : { userId: event.userId }),
    ...pick(event, 'previousId'),
    ...pick(event, 'groupId'),
    ...(Object.keys(traits).length > 0 ? { traits } : {}),
    ...(original === null ? pick(event, 'originalTimestamp') : {}),
    ...(sent === null ? pick(event, 'sentAt') : {}),
    ...(segreel !== undefined && changes ? { segreel } : {}),
  }
  const onPage: PagePart = {
    ...(isTrack ? {} : { type }),
    ...(name === undefined ? {} : { name }),
    ...(category === undefined ? {} : { category }),
    ...(page === undefined ? {} : { page }),
  }
  const inTab: TabPart = {
    ...(tabId === undefined ? {} : { tabId }),
    ...(segreel === undefined || changes ? {} : isOfIds(segreel, event) ? { ids: true } : { segreel }),
  }
  return {
    changes: changes ? 1 : type === 'group' ? 2 : 0,
    delay: receivedAt - at,
    original: original === null ? null : original - at,
    sent: sent === null ? null : sent - receivedAt,
    page: textOf(onPage),
    client: textOf(client),
    tab: inTab.ids && tabId !== undefined && PLAIN_TAB.test(tabId) ? packTab(tabId) : textOf(inTab),
    given: textOf(event.properties),
    own: textOf(own),
  }
}

/** `context.segreel` as our recorder sends it, which nothing else looks like. */
function isOfIds(segreel: Json, { sessionId, tabId }: NewEvent): boolean {
  return (
    sessionId !== undefined &&
    tabId !== undefined &&
    JSON.stringify(segreel) === JSON.stringify({ sessionId, tabId })
  )
}

/** Reads a time that is written as `toISOString` does, else null; the events of one request have few. */
function plainTimes(): (text: string | undefined) => number | null {
  let last: { text: string | undefined; time: number | null } = { text: undefined, time: null }
  return text => {
    if (text !== undefined && text !== last.text) {
      const time = Date.parse(text)
      const isPlain = !Number.isNaN(time) && new Date(time).toISOString() === text
      last = { text, time: isPlain ? time : null }
    }
    return text === undefined ? null : last.time
  }
}

const originalTime = plainTimes()
const sentTime = plainTimes()

/** As our recorder makes them. */
const PLAIN_TAB = /^[0-9a-f]{32}$/
/** What nearly every tab is: its id, and the ids of session and tab. Begins as no JSON does. */
const TAB = '~'

function packTab(tabId: string): string {
  return TAB + Buffer.from(tabId, 'hex').toString('base64url')
}

function readTab(text: string | null): TabPart {
  if (text?.startsWith(TAB) !== true) return parse(text)
  return { tabId: Buffer.from(text.slice(TAB.length), 'base64url').toString('hex'), ids: true }
}

function pick<K extends 'previousId' | 'groupId' | 'originalTimestamp' | 'sentAt'>(
  event: NewEvent,
  key: K,
): { [P in K]?: string } {
  const value = event[key]
  const picked: { [P in K]?: string } = {}
  if (value !== undefined) picked[key] = value
  return picked
}

function textOf(part: object): string | null {
  return Object.keys(part).length === 0 ? null : JSON.stringify(part)
}

export interface EventColumns {
  at: number
  received: number
  message: string
  properties: string
  original: number | null
  sent: number | null
  page: string | null
  client: string | null
  tab: string | null
  own: string | null
  source: number
  name: string
  person: string | null
  userId: string | null
  anonymousId: string | null
  sessionId: string | null
}

/** SQL: the properties of event `e`, as JSON. */
export const PROPERTIES = `iif(typeof(e.given) = 'integer', (SELECT c.text FROM context c WHERE c.key = e.given), coalesce(e.given, '{}'))`
export const EVENT_COLUMNS = `e.at, e.received, e.message, ${PROPERTIES} AS properties, e.original, e.sent, cp.text AS page,
  cc.text AS client, ct.text AS tab, e.own, e.source, n.name, p.id AS person, u.id AS userId, a.id AS anonymousId,
  s.id AS sessionId`
export const EVENT_JOINS = `JOIN event_name n ON n.key = e.name LEFT JOIN person p ON p.key = e.person
  LEFT JOIN identity u ON u.key = e.ident AND u.kind = ${USER}
  LEFT JOIN identity a ON a.key = e.anonymous LEFT JOIN session s ON s.key = e.session
  LEFT JOIN context cp ON cp.key = e.page LEFT JOIN context ct ON ct.key = e.tab
  LEFT JOIN context cc ON cc.key = ct.client`

export function readEvent(row: EventColumns): EventRow {
  const { segreel, ...own }: Own = parse(row.own)
  const { page, ...onPage }: PagePart = parse(row.page)
  const { segreel: told, ids: idsOnly, ...inTab }: TabPart = readTab(row.tab)
  const client: JsonObject = parse(row.client)
  const properties: JsonObject = JSON.parse(row.properties)
  const ids: Json = { sessionId: row.sessionId, tabId: inTab.tabId ?? null }
  const ours = segreel ?? (idsOnly ? ids : told)
  return {
    type: 'track',
    traits: {},
    ...onPage,
    ...inTab,
    ...own,
    ...(own.event === undefined && (onPage.type ?? own.type ?? 'track') === 'track'
      ? { event: row.name }
      : {}),
    ...(row.original === null ? {} : { originalTimestamp: new Date(row.at + row.original).toISOString() }),
    ...(row.sent === null ? {} : { sentAt: new Date(row.received + row.sent).toISOString() }),
    context: {
      ...client,
      ...(page === undefined ? {} : { page }),
      ...(ours === undefined ? {} : { [CONTEXT_KEY]: ours }),
    },
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

function parse<T extends object>(text: string | null): T {
  return JSON.parse(text || '{}')
}

export interface ChangeColumns {
  at: number
  message: string
  own: string
}

/** The change of traits that a row with `changes` 1 stands for. */
export function readChange({ at, message, own }: ChangeColumns): TraitChange {
  const { type = 'track', traits = {}, segreel }: Own = JSON.parse(own)
  const context: JsonObject = segreel === undefined ? {} : { [CONTEXT_KEY]: segreel }
  return (
    traitChangeOf({ type, traits, context, at, messageId: message }) ?? { at, messageId: message, traits: {} }
  )
}
