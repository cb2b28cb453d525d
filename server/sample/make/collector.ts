import { gunzipSync } from 'node:zlib'
import { type BatchHead, readBatchQuery } from '../../../contract/batch.ts'
import type { NewEvent } from '../../../contract/event.ts'
import { isRecordedEvent, type RecordedEvent } from '../../../contract/rrweb.ts'
import { isObject } from '../../ingest/event/json.ts'
import { readEvent } from '../../ingest/segment/read-event.ts'

export interface Caught {
  head: BatchHead
  events: RecordedEvent[]
}

// What the recorders send; sent twice is kept once, as in the product.
export class Collector {
  private readonly batches = new Map<string, Map<string, Caught>>()
  private readonly analytics = new Map<string, Map<string, NewEvent>>()

  addBatch(query: URLSearchParams, body: Buffer): void {
    const read = readBatchQuery(query)
    if ('problem' in read) throw new Error(`The recorder sent a bad head: ${read.problem} (${read.field}).`)
    const text = body[0] === 0x1f ? gunzipSync(body) : body
    const events: unknown = JSON.parse(text.toString())
    if (!Array.isArray(events) || !events.every(isRecordedEvent)) {
      throw new Error('The recorder sent something else than rrweb events.')
    }
    const { head } = read
    within(this.batches, head.session).set(`${head.tab} ${head.seq}`, { head, events })
  }

  addEvents(text: string): void {
    const { batch } = JSON.parse(text)
    for (const raw of batch) {
      const receivedAt = Date.parse(raw.timestamp)
      // The clock of the page and of this machine have nothing to do with each other: nothing to correct.
      const event = readEvent(raw, undefined, { sentAt: undefined, receivedAt })
      if ('kind' in event || !isObject(event.context.segreel)) {
        throw new Error(`The recorder sent a bad event: ${JSON.stringify(event)}`)
      }
      const { sentAt, ...kept } = event
      within(this.analytics, String(event.sessionId)).set(event.messageId, { ...kept, source: 'sample' })
    }
  }

  forget(session: string): void {
    this.batches.delete(session)
    this.analytics.delete(session)
  }

  batchesOf(session: string): Caught[] {
    return [...within(this.batches, session).values()].sort(
      (a, b) => a.head.from - b.head.from || a.head.seq - b.head.seq,
    )
  }

  eventsOf(session: string): NewEvent[] {
    return [...within(this.analytics, session).values()].sort((a, b) => a.at - b.at)
  }
}

function within<T>(all: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const known = all.get(key) ?? new Map<string, T>()
  all.set(key, known)
  return known
}
