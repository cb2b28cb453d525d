/**
 * A batch is the upload unit of a recording: rrweb events of one tab, numbered.
 *
 *     POST /v1/recording?v=1&key=KEY&session=S&tab=T&seq=0&...      (head: in the query)
 *     content-type: text/plain                                      (a "simple" request: no preflight)
 *     body: gzip( JSON array of rrweb events, in time order )       (stored as received)
 *
 * The head rides in the query so that the door can judge a batch without inflating it, and so that
 * `fetch(..., { keepalive: true })` and `sendBeacon` can send it cross-origin without a preflight.
 */
export const WIRE_VERSION = 1
export const RECORDING_PATH = '/v1/recording'

/** Bytes of a compressed body the door accepts; the recorder splits long before. */
export const MAX_BATCH_BYTES = 4 * 1024 * 1024
/** Bytes a batch may inflate to; beyond, the worker sets it aside. */
export const MAX_INFLATED_BYTES = 64 * 1024 * 1024
/** A session ends after this much idle time. */
export const SESSION_IDLE_MS = 30 * 60_000
/** A session lasts at most this long. */
export const SESSION_MAX_MS = 24 * 3_600_000

/** Ids the recorder makes: session and tab. Letters, digits, `-` and `_`, 8 to 64 of them. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{8,64}$/

/** Times are epoch milliseconds by the visitor's clock; the server corrects them with `sentAt`. */
export interface BatchHead {
  writeKey: string
  session: string
  tab: string
  /** 0, 1, 2 ... within the tab; a gap is a lost batch. */
  seq: number
  anonymousId: string
  /** Set once the visitor is identified. */
  userId?: string
  /** When the session began. */
  startedAt: number
  /** Times of the first and the last event of the batch. */
  from: number
  to: number
  /** When this upload was made (a retry makes it new). */
  sentAt: number
  /** Number of rrweb events in the body. */
  events: number
  /** Events this tab had to drop so far, over all batches. */
  lost: number
}

/** Query names, short because they ride on every upload. */
const NAMES = {
  writeKey: 'key',
  session: 'session',
  tab: 'tab',
  seq: 'seq',
  anonymousId: 'anon',
  userId: 'user',
  startedAt: 'start',
  from: 'from',
  to: 'to',
  sentAt: 'sent',
  events: 'n',
  lost: 'lost',
} as const satisfies Record<keyof BatchHead, string>

export function batchQuery(head: BatchHead): string {
  const query = new URLSearchParams({ v: String(WIRE_VERSION) })
  for (const [field, name] of Object.entries(NAMES)) {
    const value = head[field as keyof BatchHead]
    if (value !== undefined) query.set(name, String(value))
  }
  return query.toString()
}

export type HeadProblem = 'unsupported-version' | 'missing-field' | 'bad-field'

/** Reads a head out of a query; on failure says which field is wrong. */
export function readBatchQuery(
  query: URLSearchParams,
): { head: BatchHead } | { problem: HeadProblem; field: string } {
  if (query.get('v') !== String(WIRE_VERSION)) {
    return { problem: query.has('v') ? 'unsupported-version' : 'missing-field', field: 'v' }
  }
  const text: Record<string, string> = {}
  for (const field of ['writeKey', 'session', 'tab', 'anonymousId'] as const) {
    const value = query.get(NAMES[field])
    if (!value) return { problem: 'missing-field', field: NAMES[field] }
    if (field === 'session' || field === 'tab' ? !ID_PATTERN.test(value) : value.length > 256) {
      return { problem: 'bad-field', field: NAMES[field] }
    }
    text[field] = value
  }
  const numbers: Record<string, number> = {}
  for (const field of ['seq', 'startedAt', 'from', 'to', 'sentAt', 'events', 'lost'] as const) {
    const value = query.get(NAMES[field])
    if (value === null) return { problem: 'missing-field', field: NAMES[field] }
    const number = Number(value)
    if (value === '' || !Number.isSafeInteger(number) || number < 0) {
      return { problem: 'bad-field', field: NAMES[field] }
    }
    numbers[field] = number
  }
  const userId = query.get(NAMES.userId)
  const head = { ...text, ...numbers, ...(userId ? { userId } : {}) } as unknown as BatchHead
  if (head.to < head.from) return { problem: 'bad-field', field: NAMES.to }
  return { head }
}
