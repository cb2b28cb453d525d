import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { readRecording } from '../../server/ingest/import/read.ts'
import { minuteOfEvents } from '../viewer/fake-data.ts'

const events = minuteOfEvents(Date.UTC(2026, 9, 1, 12))
const packed = (value: unknown, pack = gzipSync) => pack(JSON.stringify(value)).toString('latin1')
/** As posthog-js compresses events on their way. */
const compressed = (pack: typeof gzipSync) =>
  events.map(({ data, ...event }) => {
    if (event.type === 2) return { ...event, cv: '2024-10', data: packed(data, pack) }
    if (event.type !== 3) return { ...event, data }
    const { texts, attributes, removes, adds } = data as Record<string, unknown>
    const parts = { texts, attributes, removes, adds }
    const inside = Object.entries(parts).map(([name, part]) => [name, packed(part, pack)])
    return { ...event, cv: '2024-10', data: { source: 0, ...Object.fromEntries(inside) } }
  })
const tabsOf = (text: string) => {
  const read = readRecording(text)
  if ('problem' in read) throw new Error(read.message)
  return read
}
const one = (recorded: RecordedEvent[]) => [{ tab: 'imported', events: recorded }]

test('[O4] rrweb events one a line are read as an array of them is', () => {
  expect(tabsOf(JSON.stringify(events)).tabs).toEqual(one(events))
  expect(tabsOf(events.map(event => `${JSON.stringify(event)}\r\n`).join('')).tabs).toEqual(one(events))
})

test("[O4] PostHog's export is read, each window as a tab, with whom it tells of", () => {
  const snapshots = events.map((event, i) => ({ ...event, windowId: i % 2 ? 'b' : 'a' }))
  const file = {
    version: '2023-04-28',
    data: { id: 'x', person: { distinct_ids: ['ada', 'anon'] }, snapshots },
  }
  const expected = [
    { tab: 'imported-1', events: events.filter((_, i) => i % 2 === 0) },
    { tab: 'imported-2', events: events.filter((_, i) => i % 2 === 1) },
  ]
  expect(tabsOf(JSON.stringify(file))).toEqual({ person: 'ada', tabs: expected })
  const older = {
    version: '2022-12-02',
    data: { person: null, snapshotsByWindowId: { a: expected[0]?.events, b: expected[1]?.events } },
  }
  expect(tabsOf(JSON.stringify(older))).toEqual({ person: null, tabs: expected })
})

test('[O4] lines of the snapshot API are read, in both forms', () => {
  const half = Math.floor(events.length / 2)
  const lines = [
    { window_id: 'w', data: events.slice(0, half) },
    { window_id: 'w', data: events.slice(half) },
  ]
  expect(tabsOf(lines.map(line => JSON.stringify(line)).join('\n')).tabs).toEqual(one(events))
  const pairs = events.map(event => JSON.stringify(['w', event])).join('\n')
  expect(tabsOf(pairs).tabs).toEqual(one(events))
})

test('[O4] events compressed in part are unpacked, by gzip or zstd', () => {
  for (const pack of [gzipSync, zstdCompressSync as unknown as typeof gzipSync]) {
    expect(tabsOf(JSON.stringify({ data: { snapshots: compressed(pack) } })).tabs).toEqual(one(events))
  }
})

test('[O4] what is no recording is refused in words, and so is one cut off', () => {
  const refusal = (text: string) => {
    const read = readRecording(text)
    return 'problem' in read ? [read.problem, read.message] : null
  }
  expect(refusal('hello')?.[0]).toBe('not-json')
  expect(refusal('')?.[0]).toBe('empty')
  expect(refusal('{"a":1}')?.[0]).toBe('wrong-shape')
  expect(refusal('[1]')?.[0]).toBe('wrong-shape')
  expect(refusal('{"data":{"snapshots":[]}}')?.[0]).toBe('empty')
  expect(refusal(`${JSON.stringify(events[0])}\n{"type":3,"timest`)).toEqual([
    'not-json',
    'Line 2 is not JSON; the file may be cut off.',
  ])
  const broken = [{ type: 2, timestamp: 1, cv: '2024-10', data: 'not gzip' }]
  expect(refusal(JSON.stringify(broken))).toEqual([
    'wrong-shape',
    'Event 0 is compressed and cannot be unpacked; export the recording again.',
  ])
})
