import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../contract/event.ts'
import { sampleSize, sampleWrites } from '../../server/sample/load.ts'
import { moveEvent, moveRecorded } from '../../server/sample/move.ts'

const now = Date.UTC(2027, 0, 15, 12)

describe('loading the sample', () => {
  it('moves the newest visit to shortly before the end, and keeps every head true to its batch', async () => {
    let visits = 0
    let newest = 0
    for await (const { batches, events } of sampleWrites(now, 'http://shop.test')) {
      visits += 1
      for (const { head, bytes } of batches) {
        newest = Math.max(newest, head.to)
        expect(head.startedAt).toBeLessThanOrEqual(head.from)
        // one in forty is looked into
        if (visits % 40 !== 0) continue
        const text = gunzipSync(bytes).toString()
        const recorded: { timestamp: number }[] = JSON.parse(text)
        const times = recorded.map(({ timestamp }) => timestamp)
        expect([recorded.length, Math.min(...times), Math.max(...times)]).toEqual([
          head.events,
          head.from,
          head.to,
        ])
        expect(text).not.toContain('larkspur.localhost')
      }
      for (const { at } of events) newest = Math.max(newest, at)
    }
    expect(visits).toBe(sampleSize())
    expect(newest).toBeLessThan(now)
    expect(newest).toBeGreaterThan(now - 10 * 60_000)
  })

  it('moves the times inside of payloads too', () => {
    const payload = { startedAt: 900, status: 200 }
    const event = { type: 5, timestamp: 1000, data: { tag: 'segreel/network', payload } }
    expect(moveRecorded(event, 50)).toEqual({
      type: 5,
      timestamp: 1050,
      data: { tag: 'segreel/network', payload: { startedAt: 950, status: 200 } },
    })
  })

  it('moves when an account was created', () => {
    const event: NewEvent = {
      messageId: 'sample-1',
      type: 'identify',
      userId: 'sample-user-1',
      properties: {},
      traits: { createdAt: '2026-10-01T00:00:00.000Z', plan: 'growth' },
      context: {},
      at: 5,
      originalTimestamp: '2026-10-02T00:00:00.000Z',
      receivedAt: 6,
      source: 'sample',
    }
    expect(moveEvent(event, 1000)).toMatchObject({
      traits: { createdAt: '2026-10-01T00:00:01.000Z', plan: 'growth' },
      at: 1005,
      originalTimestamp: '2026-10-02T00:00:01.000Z',
      receivedAt: 1006,
    })
  })
})
