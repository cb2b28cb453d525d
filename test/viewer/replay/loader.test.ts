import type { eventWithTime } from '@rrweb/types'
import { describe, expect, it } from 'vitest'
import { createTabLoader, fromSnapshot } from '../../../viewer/replay/loader.ts'
import { recordedTab } from '../fake-api.ts'
import { factsOf } from '../fake-data.ts'

const event = (type: 3 | 4 | 2 | 5, timestamp: number): eventWithTime => {
  if (type === 4) return { type, timestamp, data: { href: '', width: 1, height: 1 } }
  return { type: 5, timestamp, data: { tag: type === 2 ? 'snapshot' : 'x', payload: {} } }
}

function loaderOf(events: eventWithTime[], perBatch: number, clockOffset = 0, failures = 0) {
  const asked: number[] = []
  let failing = failures
  const tab = recordedTab('tab00001', events, perBatch, factsOf(0, 1))
  const loader = createTabLoader(tab, clockOffset, async (_, seq) => {
    asked.push(seq)
    if (failing-- > 0) throw new Error('offline')
    return events.slice(seq * perBatch, (seq + 1) * perBatch)
  })
  return { loader, asked, tab }
}

describe('[V23] a batch is fetched once while it is in reach', () => {
  const events = Array.from({ length: 40 }, (_, i) => event(3, i * 10))

  it('gives the events of several batches in order, on the server clock', async () => {
    const { loader } = loaderOf(events, 10, 1000)
    const loaded = await loader.batches(1, 2)
    expect(loaded.map(one => one.timestamp)).toEqual(events.slice(10, 30).map(one => one.timestamp + 1000))
  })

  it('asks once, also when two ask at the same time', async () => {
    const { loader, asked } = loaderOf(events, 10)
    await Promise.all([loader.batch(2), loader.batches(1, 3)])
    await loader.batch(2)
    expect(asked.sort()).toEqual([1, 2, 3])
  })

  it('asks again after a failure', async () => {
    const { loader, asked } = loaderOf(events, 10, 0, 1)
    await expect(loader.batch(0)).rejects.toThrow('offline')
    expect(await loader.batch(0)).toHaveLength(10)
    expect(asked).toEqual([0, 0])
  })

  it('lets go of the batches used longest ago when they grow too many', async () => {
    const { loader, asked, tab } = loaderOf(events, 10)
    for (const batch of tab.batches) batch.bytes = 4_000_000
    for (const index of [0, 1, 2, 3, 0]) await loader.batch(index)
    expect(asked).toEqual([0, 1, 2, 3, 0])
  })
})

describe('[V20] replay begins at the nearest full snapshot before the target', () => {
  const snapshot = (timestamp: number): eventWithTime => ({
    type: 2,
    timestamp,
    data: { node: { type: 0, childNodes: [], id: 1 }, initialOffset: { left: 0, top: 0 } },
  })

  it('takes the Meta event before it, and nothing earlier', () => {
    const events = [
      event(3, 1),
      event(4, 10),
      snapshot(11),
      event(3, 20),
      event(4, 30),
      snapshot(31),
      event(3, 40),
    ]
    expect(fromSnapshot(events, 35)).toEqual(events.slice(4))
    expect(fromSnapshot(events, 25)).toEqual(events.slice(1))
    expect(fromSnapshot(events, 5)).toBeNull()
  })
})
