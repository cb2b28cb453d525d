import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'
import type { SessionRow, Store, TabRow } from '../store/port.ts'

const inflate = promisify(gunzip)

type BatchStore = Pick<Store, 'batch'>

/** The events of one tab on the server's clock; no more than one batch is held at once. */
export async function* recordedEvents(
  store: BatchStore,
  session: SessionRow,
  tab: TabRow,
): AsyncGenerator<RecordedEvent> {
  for (const batch of tab.batches) {
    const bytes = await store.batch({ ...session, tab: tab.tab }, batch.seq)
    // Deleted while it was read.
    if (!bytes) continue
    const events: unknown = JSON.parse((await inflate(bytes)).toString())
    if (!Array.isArray(events)) continue
    for (const event of events.filter(isRecordedEvent)) {
      yield session.clockOffset === 0 ? event : { ...event, timestamp: event.timestamp + session.clockOffset }
    }
  }
}

/** Events of several tabs merged by time. */
export async function* inTimeOrder(
  store: BatchStore,
  session: SessionRow,
  tabs: TabRow[],
): AsyncGenerator<RecordedEvent> {
  const heads = await Promise.all(
    tabs.map(async tab => {
      const events = recordedEvents(store, session, tab)
      return { events, next: await events.next() }
    }),
  )
  for (;;) {
    const open = heads.filter(head => !head.next.done)
    if (open.length === 0) return
    const earliest = open.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a))
    if (!earliest.next.done) yield earliest.next.value
    earliest.next = await earliest.events.next()
  }
}

function timeOf(head: { next: IteratorResult<RecordedEvent> }): number {
  return head.next.done ? Number.POSITIVE_INFINITY : head.next.value.timestamp
}
