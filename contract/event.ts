/** Analytics events, under Segment's field names. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const EVENT_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** Where data came from; sample data and imports can be told apart, and removed again. */
export const SOURCES = ['recorder', 'segment', 'amplitude', 'import', 'sample'] as const
export type Source = (typeof SOURCES)[number]
/** What arrived alive; imports and samples are nobody else's business. */
export const ALIVE: readonly Source[] = ['recorder', 'segment', 'amplitude']

/** An event that passed the door: checked, with its clock corrected, not yet stored. */
export interface NewEvent {
  messageId: string
  type: EventType
  /** Name of a track event. */
  event?: string
  /** Name of a page or screen. */
  name?: string
  category?: string
  userId?: string
  anonymousId?: string
  groupId?: string
  previousId?: string
  properties: JsonObject
  traits: JsonObject
  context: JsonObject
  /** Epoch ms, corrected: receivedAt - (sentAt - originalTimestamp). */
  at: number
  /** As the client sent it. */
  originalTimestamp?: string
  sentAt?: string
  /** Epoch ms. */
  receivedAt: number
  source: Source
  /** The recording it belongs to, when the client says so (`context.segreel.sessionId`). */
  sessionId?: string
  tabId?: string
}

/** Names under `context` that tie an event to its recording. */
export const CONTEXT_KEY = 'segreel'

/** Order of events of one person: time, then messageId. Every tie in the product is broken this way. */
export function byTime(a: { at: number; messageId: string }, b: { at: number; messageId: string }): number {
  return a.at - b.at || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0)
}
