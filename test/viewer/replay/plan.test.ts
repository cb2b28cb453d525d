import { describe, expect, it } from 'vitest'
import type { RecordedTab } from '../../../contract/api.ts'
import { idleAt, idleTimes, lastBatchAt, snapshotBefore, tabAt } from '../../../viewer/replay/plan.ts'
import { recordedTab } from '../fake-api.ts'
import { factsOf, minuteOfEvents } from '../fake-data.ts'

function tabOf(id: string, from: number, seconds: number, stretches: [number, number][]): RecordedTab {
  const facts = { ...factsOf(from, from + seconds * 1000), pages: [] }
  facts.stretches = stretches.map(([begin, end]) => ({ from: begin, to: end }))
  return recordedTab(id, minuteOfEvents(from, seconds), 10, facts)
}

describe('[V20] replay begins at the nearest full snapshot before the target', () => {
  const { batches } = tabOf('tab00001', 0, 60, [])

  it('finds the batch that covers a time, also before the first and after the last', () => {
    expect(lastBatchAt(batches, -5)).toBe(0)
    expect(lastBatchAt(batches, batches[3]?.from ?? 0)).toBe(3)
    expect(lastBatchAt(batches, (batches[3]?.from ?? 0) - 1)).toBe(2)
    expect(lastBatchAt(batches, 1e12)).toBe(batches.length - 1)
  })

  it('goes back to the batch with a snapshot, and to the first when there is none', () => {
    const marked = batches.map((batch, i) => ({ ...batch, snapshot: i === 3 }))
    expect(snapshotBefore(marked, 5)).toBe(3)
    expect(snapshotBefore(marked, 3)).toBe(3)
    expect(snapshotBefore(marked, 2)).toBe(0)
  })
})

describe('[V21] replay follows the person from tab to tab', () => {
  const first = tabOf('tab00001', 0, 60, [
    [0, 10_000],
    [40_000, 59_000],
  ])
  const second = tabOf('tab00002', 20_000, 20, [[20_000, 30_000]])

  it('shows the tab with the latest activity begun by then', () => {
    expect(tabAt([first, second], 5_000)?.id).toBe('tab00001')
    expect(tabAt([first, second], 25_000)?.id).toBe('tab00002')
    expect(tabAt([first, second], 45_000)?.id).toBe('tab00001')
  })

  it('shows the first tab before anything happened', () => {
    expect(tabAt([first, second], -1)?.id).toBe('tab00001')
    expect(tabAt([], 0)).toBeUndefined()
  })
})

describe('[V22] idle time is skipped, activity never', () => {
  it('leaves out what no tab was active in, but for a second at both ends', () => {
    const first = tabOf('tab00001', 0, 60, [[0, 10_000]])
    const second = tabOf('tab00002', 0, 60, [[30_000, 40_000]])
    const idle = idleTimes([first, second], 0, 60_000)
    expect(idle).toEqual([
      { from: 11_000, to: 29_000 },
      { from: 41_000, to: 59_000 },
    ])
    expect(idleAt(idle, 20_000)).toEqual(idle[0])
    expect(idleAt(idle, 35_000)).toBeUndefined()
    expect(idleAt(idle, 29_000)).toBeUndefined()
  })

  it('keeps short pauses, and everything when no activity is known', () => {
    const pauses = tabOf('tab00001', 0, 20, [
      [0, 8_000],
      [13_000, 20_000],
    ])
    expect(idleTimes([pauses], 0, 20_000)).toEqual([])
    expect(idleTimes([tabOf('tab00001', 0, 60, [])], 0, 60_000)).toEqual([])
  })
})
