import { type BatchHead, batchQuery } from '../../contract/batch.ts'
import { batchName, type Parcel } from '../delivery/entry.ts'
import type { Tab } from './tab.ts'

/**
 * ms between uploads of a tab in which something happens: each is twice as long after the last, since a short
 * visit is worth seeing soon and long batches compress better.
 */
export const FIRST_FLUSH_MS = 1_000
export const LONGEST_FLUSH_MS = 10_000
/** Characters that make a batch leave at once, and beyond which one event cannot be sent at all. */
const FULL = 600_000
const TOO_LARGE = 40_000_000

/** Head fields that do not depend on the batch's contents. */
export type Place = Pick<BatchHead, 'writeKey' | 'session' | 'anonymousId' | 'userId' | 'startedAt'>

export interface Batches {
  /** `text` is the event's JSON. */
  add: (text: string, at: number) => void
  /** Closes the batch that is being filled. */
  close: () => Parcel[]
}

/** Numbers a tab's events into batches. `onFull` asks for a `close` before the next regular one. */
export function createBatches(tab: Tab, place: () => Place, onFull: () => void): Batches {
  let texts: string[] = []
  let length = 0
  let from = 0
  let to = 0
  return {
    add: (text, at) => {
      if (text.length > TOO_LARGE) {
        tab.lose(1)
        return
      }
      from = texts.length ? Math.min(from, at) : at
      to = Math.max(to, at)
      texts.push(text)
      length += text.length
      if (length > FULL) onFull()
    },
    close: () => {
      if (!texts.length) return []
      const first = tab.fresh()
      const head: BatchHead = {
        ...place(),
        tab: tab.id,
        seq: tab.next(),
        from,
        to,
        sentAt: Date.now(),
        events: texts.length,
        lost: tab.lose(0),
      }
      const parcel: Parcel = {
        name: batchName(head.from, head),
        query: batchQuery(head),
        text: `[${texts.join(',')}]`,
        events: texts.length,
        first,
      }
      texts = []
      length = to = 0
      return [parcel]
    },
  }
}
