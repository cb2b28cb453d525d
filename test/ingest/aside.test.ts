import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BatchHead, batchQuery } from '../../contract/batch.ts'
import { openApp, WRITE_KEY } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

const start = Date.now() - 10_000
const meta = { type: 4, timestamp: start, data: { href: 'https://shop.test/cart', width: 800, height: 600 } }

async function send(session: string, seq: number, body: Uint8Array<ArrayBuffer>) {
  const head: BatchHead = {
    writeKey: WRITE_KEY,
    session,
    tab: 'tab-00001',
    seq,
    anonymousId: 'anon-1',
    startedAt: start,
    from: start,
    to: start + 1000,
    sentAt: Date.now(),
    events: 1,
    lost: 0,
  }
  const answer = await open.app.request(`/v1/recording?${batchQuery(head)}`, { method: 'POST', body })
  return (await answer.json()).outcome
}

const garbage = new Uint8Array([0x1f, 0x8b, 8, 0, ...Array.from({ length: 60 }, (_, i) => (i * 37) % 256)])

test('[B5] what only unpacking reveals is set aside before anyone can be served it', async () => {
  const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024))
  const bad: [string, Uint8Array<ArrayBuffer>][] = [
    ['gzip-garbage', garbage],
    ['inflates-too-far', bomb],
    ['not-json', gzipSync('[{"type":4,')],
    ['wrong-shape', gzipSync('{"events":[]}')],
    ['wrong-shape', gzipSync('["no event"]')],
  ]
  expect(bomb.length).toBeLessThan(300 * 1024)
  for (const [i, [, body]] of bad.entries()) expect(await send(`bad-session-${i}`, 0, body)).toBe('stored')
  await open.loop.idle()

  for (const [i] of bad.entries()) {
    for (const path of ['', '/events', '/tabs/tab-00001/batches/0', '/frustrations']) {
      expect((await open.ask(`/api/sessions/bad-session-${i}${path}`)).status).toBe(404)
    }
  }
  expect((await open.ask('/api/sessions')).body.items).toEqual([])
  const { items } = (await open.ask('/api/ingest/outcomes')).body
  const aside = items.filter((one: { outcome: string }) => one.outcome === 'aside')
  expect(
    Object.fromEntries(aside.map((one: { reason: string; count: number }) => [one.reason, one.count])),
  ).toEqual({
    'gzip-garbage': 1,
    'inflates-too-far': 1,
    'not-json': 1,
    'wrong-shape': 2,
  })
})

test('[B5] a bad batch between good ones leaves the good ones, and a gap that is known', async () => {
  const batch = (seconds: number) =>
    gzipSync(JSON.stringify([{ ...meta, timestamp: start + seconds * 1000 }]))
  await send('mixed-session', 0, batch(0))
  await send('mixed-session', 1, garbage)
  await send('mixed-session', 3, batch(1))
  await open.loop.idle()
  const { body } = await open.ask('/api/sessions/mixed-session')
  expect(body.recordings[0].batches.map((one: { seq: number }) => one.seq)).toEqual([0, 3])
  expect(body.recordings[0].gaps).toEqual([2])
  // Of two batches in a row: one set aside, one that never came.
  expect(body.recordings[0].facts.fidelity.losses.gaps).toBe(1)
  const events = (await open.ask('/api/sessions/mixed-session/events')).body
  expect(events.map((one: { timestamp: number }) => one.timestamp)).toEqual([start, start + 1000])
})

test('a batch that comes late is folded in its place', async () => {
  const page = (seq: number, path: string) =>
    gzipSync(
      JSON.stringify([
        { ...meta, timestamp: start + seq * 1000, data: { ...meta.data, href: `https://shop.test${path}` } },
      ]),
    )
  await send('late-session', 0, page(0, '/first'))
  await send('late-session', 2, page(2, '/third'))
  await open.loop.idle()
  await send('late-session', 1, page(1, '/second'))
  await open.loop.idle()
  const { body } = await open.ask('/api/sessions/late-session')
  const paths = body.recordings[0].facts.pages.map((one: { path: string }) => one.path)
  expect(paths).toEqual(['/first', '/second', '/third'])
  expect(body.fields.pageCount).toBe(3)
})
