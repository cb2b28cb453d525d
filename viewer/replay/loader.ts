/** The batches of one tab, each fetched once while in reach, with times moved to the server's clock. */

import type { eventWithTime } from '@rrweb/types'
import type { RecordedTab } from '../../contract/api.ts'
import { EventType } from '../../contract/rrweb.ts'
import { dropHints } from './hints.ts'

/** Compressed bytes of batches kept parsed per tab (about ten times as much in memory). */
const KEPT_BYTES = 6_000_000

export type FetchBatch = (tab: string, seq: number) => Promise<eventWithTime[]>

export interface TabLoader {
  readonly tab: RecordedTab
  /** Events of the batch at this index. */
  batch(index: number): Promise<eventWithTime[]>
  /** Events of several batches, in order. */
  batches(first: number, last: number): Promise<eventWithTime[]>
}

export function createTabLoader(tab: RecordedTab, clockOffset: number, fetchBatch: FetchBatch): TabLoader {
  const frames = new Set<number>()
  const kept = new Map<number, Promise<eventWithTime[]>>()

  function batch(index: number): Promise<eventWithTime[]> {
    const found = kept.get(index)
    const events = found ?? read(index)
    // Most recently used last: the first is the one to let go.
    kept.delete(index)
    kept.set(index, events)
    if (!found) letGo()
    return events
  }

  async function read(index: number): Promise<eventWithTime[]> {
    const seq = tab.batches[index]?.seq
    if (seq === undefined) return []
    try {
      const events = await fetchBatch(tab.id, seq)
      return events
        .map(event => ({ ...dropHints(event, frames), timestamp: event.timestamp + clockOffset }))
        .sort((a, b) => a.timestamp - b.timestamp)
    } catch (cause) {
      // A failure is not remembered: the next try asks again.
      kept.delete(index)
      throw cause
    }
  }

  function letGo(): void {
    let bytes = 0
    for (const index of kept.keys()) bytes += tab.batches[index]?.bytes ?? 0
    for (const index of [...kept.keys()].slice(0, -2)) {
      if (bytes <= KEPT_BYTES) return
      bytes -= tab.batches[index]?.bytes ?? 0
      kept.delete(index)
    }
  }

  return {
    tab,
    batch,
    async batches(first, last) {
      const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
      const events = (await Promise.all(indexes.map(batch))).flat()
      // They may have come in any order.
      for (const event of events) dropHints(event, frames)
      return events
    },
  }
}

/**
 * Events from the last full snapshot at or before `at` on; null when there is none so early. A snapshot's
 * Meta event (address and size) directly before it belongs to it.
 */
export function fromSnapshot(events: eventWithTime[], at: number): eventWithTime[] | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]
    if (event?.type !== EventType.FullSnapshot || event.timestamp > at) continue
    const meta = events[i - 1]?.type === EventType.Meta ? i - 1 : i
    return events.slice(meta)
  }
  return null
}
