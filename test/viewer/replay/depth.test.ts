import type { eventWithTime } from '@rrweb/types'
import { expect, it } from 'vitest'
import { momentOfDepth } from '../../../viewer/replay/depth.ts'
import { createTabLoader } from '../../../viewer/replay/loader.ts'
import { recordedTab } from '../fake-api.ts'
import { factsOf } from '../fake-data.ts'

const meta = (timestamp: number, href: string, height = 600): eventWithTime => ({
  ...{ type: 4, timestamp },
  data: { href, width: 800, height },
})
const snapshot = (timestamp: number, top = 0): eventWithTime => ({
  ...{ type: 2, timestamp },
  data: {
    node: {
      ...{ type: 0, id: 7 },
      childNodes: [{ type: 2, tagName: 'html', attributes: {}, childNodes: [], id: 8 }],
    },
    initialOffset: { left: 0, top },
  },
})
const scroll = (timestamp: number, id: number, y: number): eventWithTime => ({
  ...{ type: 3, timestamp },
  data: { source: 3, id, x: 0, y },
})
const resize = (timestamp: number, height: number): eventWithTime => ({
  ...{ type: 3, timestamp },
  data: { source: 4, width: 800, height },
})

function when(events: eventWithTime[], from: number, depth: number, perBatch = 2): Promise<number> {
  const tab = recordedTab('tab00001', events, perBatch, factsOf(0, 1))
  const loader = createTabLoader(tab, 0, async (_, seq) =>
    structuredClone(events.slice(seq * perBatch, (seq + 1) * perBatch)),
  )
  return momentOfDepth(loader, from, depth)
}

const events = [
  ...[meta(0, '/a'), snapshot(0), scroll(100, 7, 300), scroll(200, 9, 5_000), scroll(300, 8, 700)],
  ...[resize(400, 900), meta(500, '/b'), snapshot(500), scroll(600, 7, 4_000)],
]

it('[V133] a depth is shown when the lower edge of the window comes to it', async () => {
  expect(await when(events, 0, 600)).toBe(0)
  expect(await when(events, 0, 800)).toBe(100)
  // What scrolls inside the page is not the page.
  expect(await when(events, 0, 1_000)).toBe(300)
  expect(await when(events, 0, 1_500)).toBe(400)
  expect(await when(events, 500, 4_000)).toBe(600)
})

it('[V133] from where one asks on; what stands there already is shown at once', async () => {
  expect(await when(events, 250, 800)).toBe(250)
  expect(await when(events, 250, 1_000)).toBe(300)
})

it('[V133] a page that was left shows nothing more', async () => {
  expect(await when(events, 0, 3_000)).toBe(0)
  expect(await when([meta(0, '/a'), snapshot(0, 900)], 0, 9_000)).toBe(0)
  // The same page, snapshot again.
  const again = [meta(0, '/a'), snapshot(0), meta(100, '/a'), snapshot(100, 200), scroll(200, 7, 900)]
  expect(await when(again, 0, 1_400)).toBe(200)
})
