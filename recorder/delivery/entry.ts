/**
 * What waits to be delivered. The key alone tells all that the store's bound and the sending order need:
 *
 *     e.<time>.<messageId>.<bytes>.1.0                        an analytics event
 *     r.<time>.<session>-<tab>-<seq>.<bytes>.<events>.<first> a batch; first = 1 when it begins a tab
 *
 * Time is in base 36 (equally long until 2059), so keys sort as they are to be sent: events first, then by age.
 */
export interface Entry {
  key: string
  /** Query of a batch. */
  query?: string
  /** An event's JSON, a batch's JSON, or its gzip. */
  body: string | ArrayBuffer
}

/** What the page hands to delivery: an entry whose size is not known yet. */
export interface Parcel {
  /** The key up to its third part. */
  name: string
  /** Query of a batch; an event has none. */
  query?: string
  text: string
  /** rrweb events in it. */
  events: number
  first: boolean
}

/** What delivery tells the page. */
export type Report =
  /** Safe in the store: the page may forget its copy. */
  | { stored: string }
  /** Refused by the server, or let go to make room; `place` is the third part of the key. */
  | { lost: number; place: string }
  | { failed: string }

export function eventName(at: number, messageId: string): string {
  return `e.${at.toString(36)}.${messageId.replaceAll('.', '_')}`
}

export function batchName(at: number, place: { session: string; tab: string; seq: number }): string {
  return `r.${at.toString(36)}.${place.session}-${place.tab}-${place.seq}`
}
