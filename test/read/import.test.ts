import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { openApp } from '../app.ts'

const FOLDER = new URL('../../../shared/recordings/', import.meta.url)
const there = existsSync(FOLDER)
const recordings: { file: string; events: number }[] = there
  ? JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')).recordings
  : []

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

const byTime = (events: RecordedEvent[]) => [...events].sort((a, b) => a.timestamp - b.timestamp)

test.skipIf(!there)(
  '[Q4] [Q5] recordings of other tools are imported, and answered as they were recorded',
  async () => {
    expect(recordings.length).toBe(42)
    for (const { file } of recordings) {
      const text = readFileSync(new URL(file, FOLDER), 'utf8')
      const { status, body } = await open.ask('/api/sessions/import', { method: 'POST', body: text })
      expect(status, file).toBe(200)
      const again = await open.ask('/api/sessions/import', { method: 'POST', body: text })
      expect(again.body.session.id, file).toBe(body.session.id)
      const events = await open.ask(`/api/sessions/${body.session.id}/events`)
      expect(events.body, file).toEqual(byTime(JSON.parse(text)))
    }
    const listed = await open.ask('/api/sessions?limit=100')
    expect(listed.body.total).toBe(new Set(listed.body.items.map((one: { id: string }) => one.id)).size)
    expect(listed.body.items.length).toBe(42)
  },
  60_000,
)
