import { EventType } from '../../contract/rrweb.ts'
import type { TabLoader } from './loader.ts'
import { lastBatchAt } from './plan.ts'

/**
 * The next time (by 1) or the one before (by -1) at which something changed on the page; null at the end of the
 * tab. A recording has no frames of its own: what has the same timestamp is one.
 */
export async function nextFrame(loader: TabLoader, at: number, by: 1 | -1): Promise<number | null> {
  const { batches } = loader.tab
  for (let i = lastBatchAt(batches, at); i >= 0 && i < batches.length; i += by) {
    const times = (await loader.batch(i))
      .filter(event => event.type === EventType.FullSnapshot || event.type === EventType.IncrementalSnapshot)
      .map(event => event.timestamp)
    const found = by > 0 ? times.find(time => time > at) : times.findLast(time => time < at)
    if (found !== undefined) return found
  }
  return null
}
