/**
 * Where replay begins and what it needs, from the index of batches alone. Times are epoch ms on the server's
 * clock.
 *
 *     batches   [0 S][1][2][3 S][4][5 S][6]      S: holds a full snapshot
 *     target              ^ in 4: needs 3 and 4
 */
import type { RecordedBatch, RecordedTab } from '../../contract/api.ts'
import type { Stretch } from '../../contract/facts.ts'

/** Index of the last batch that begins at or before `at`; 0 when `at` is before all. */
export function lastBatchAt(batches: RecordedBatch[], at: number): number {
  let [low, high] = [0, batches.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((batches[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** Index of the nearest batch up to `index` that holds a full snapshot; 0 when none does. */
export function snapshotBefore(batches: RecordedBatch[], index: number): number {
  for (let i = index; i > 0; i--) if (batches[i]?.snapshot) return i
  return 0
}

/** The tab the person is in: the one with the latest activity begun by then. */
export function tabAt(tabs: RecordedTab[], at: number): RecordedTab | undefined {
  let [chosen, since] = [tabs[0], Number.NEGATIVE_INFINITY]
  for (const tab of tabs) {
    const begins = [tab.from, ...tab.facts.stretches.map(stretch => stretch.from)]
    const latest = Math.max(...begins.filter(begin => begin <= at))
    if (latest > since) [chosen, since] = [tab, latest]
  }
  return chosen
}

/** Idle times longer than this are worth skipping, ms. */
export const LONG_IDLE_MS = 5_000
/** Shown before activity goes on, and after it stopped, ms. */
const LEAD_MS = 1_000

/** Idle intervals between `from` and `to` that skipping leaves out. Nothing is skipped when no activity is known. */
export function idleTimes(tabs: RecordedTab[], from: number, to: number): Stretch[] {
  const active = tabs
    .flatMap(tab => [
      ...tab.facts.stretches,
      ...tab.facts.pages.map(page => ({ from: page.at, to: page.at })),
    ])
    .sort((a, b) => a.from - b.from)
  if (active.length === 0) return []
  const idle: Stretch[] = []
  let end = from
  for (const stretch of [...active, { from: to, to }]) {
    if (stretch.from - end > LONG_IDLE_MS) idle.push({ from: end + LEAD_MS, to: stretch.from - LEAD_MS })
    end = Math.max(end, stretch.to)
  }
  return idle
}

export function idleAt(idle: Stretch[], at: number): Stretch | undefined {
  return idle.find(gap => gap.from <= at && at < gap.to)
}
