import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type BatchHead, batchQuery, MAX_BATCH_BYTES, SESSION_MAX_MS } from '../../contract/batch.ts'
import { Keys } from '../../server/ingest/keys.ts'
import { Pressure } from '../../server/ingest/pressure.ts'
import { recordingRoutes } from '../../server/ingest/routes.ts'
import { Tally } from '../../server/ingest/tally.ts'
import { openMemory } from '../../server/store/memory/open.ts'

const NOW = Date.UTC(2026, 10, 1, 12)
const EVENTS = [
  { type: 4, timestamp: NOW - 1000, data: { href: 'https://shop.test/', width: 800, height: 600 } },
  {
    type: 2,
    timestamp: NOW - 999,
    data: { node: { type: 0, id: 1, childNodes: [] }, initialOffset: { top: 0, left: 0 } },
  },
]
const HEAD: BatchHead = {
  writeKey: 'key-1',
  session: 'session-1',
  tab: 'tab-00001',
  seq: 0,
  anonymousId: 'anon-1',
  startedAt: NOW - 1000,
  from: NOW - 1000,
  to: NOW - 999,
  sentAt: NOW,
  events: EVENTS.length,
  lost: 0,
}

async function openDoor() {
  const store = openMemory()
  await store.putProject({ id: 'p1', name: 'Shop', writeKey: 'key-1', createdAt: 0 })
  const tally = new Tally(store)
  const app = recordingRoutes({ store, keys: await Keys.load(store), tally, now: () => NOW }, () => {})
  const send = async (
    head: Partial<BatchHead> | string,
    body: BodyInit = gzipSync(JSON.stringify(EVENTS)),
  ) => {
    const query = typeof head === 'string' ? head : batchQuery({ ...HEAD, ...head })
    const answer = await app.request(`/v1/recording?${query}`, { method: 'POST', body })
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }
  const stored = () => store.tabs({ project: 'p1', session: HEAD.session })
  const counts = async () => {
    await tally.flush()
    const all = [...(await store.outcomes('p1')), ...(await store.outcomes(null))]
    return all.map(({ outcome, reason, count }) => ({ outcome, reason, count }))
  }
  return { send, stored, counts }
}

test('[B1] a batch is stored once, however often it is sent', async () => {
  const { send, stored, counts } = await openDoor()
  expect(await send({})).toMatchObject({ status: 200, body: { outcome: 'stored' } })
  const again = await Promise.all([send({}), send({}), send({ sentAt: NOW + 5000 })])
  expect(again.map(one => one.body.outcome)).toEqual(['duplicate', 'duplicate', 'duplicate'])
  expect((await stored())[0]?.fresh).toEqual([0])
  expect(await counts()).toEqual([
    { outcome: 'duplicate', reason: '', count: 3 },
    { outcome: 'stored', reason: '', count: 1 },
  ])
})

test('[B2] [B6] what the door refuses has its status and reason, is counted, and stores nothing', async () => {
  const { send, stored, counts } = await openDoor()
  const good = batchQuery(HEAD)
  const cases: [string, number, Parameters<typeof send>][] = [
    ['unsupported-version', 400, [good.replace('v=1', 'v=2')]],
    ['missing-field', 400, [good.replace(/&tab=[^&]*/, '')]],
    ['missing-field', 400, ['']],
    ['bad-field', 400, [{ seq: -1 }]],
    ['bad-field', 400, [{ session: '../../etc' }]],
    ['bad-field', 400, [{ to: HEAD.from - 1 }]],
    ['unknown-key', 401, [{ writeKey: 'no-such-key' }]],
    ['empty-body', 400, [{}, '']],
    ['not-gzip', 400, [{}, 'PK\u0003\u0004 not gzip at all']],
    ['not-gzip', 400, [{}, '{"type":4}']],
    ['too-large', 413, [{}, new Uint8Array(MAX_BATCH_BYTES + 1)]],
    ['session-too-long', 409, [{ startedAt: HEAD.to - SESSION_MAX_MS - 1 }]],
  ]
  for (const [reason, status, given] of cases) {
    const answer = await send(...given)
    expect({ status: answer.status, reason: answer.body.error?.code }, reason).toEqual({ status, reason })
    expect(answer.body.error.message).toMatch(/^[^\n]+[.]$/)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
  expect(await stored()).toEqual([])
  const refused = (await counts()).reduce((sum, one) => sum + (one.outcome === 'refuse' ? one.count : 0), 0)
  expect(refused).toBe(cases.length)
})

test('[B3] a batch more than 24 h after the start the server knows is refused, whatever its head claims', async () => {
  const { send } = await openDoor()
  await send({})
  const late = {
    seq: 1,
    startedAt: HEAD.to + SESSION_MAX_MS,
    from: HEAD.to + SESSION_MAX_MS,
    to: HEAD.to + SESSION_MAX_MS,
  }
  expect((await send(late)).body.error.code).toBe('session-too-long')
})

test('[B4] a browser without compression may send the JSON array itself', async () => {
  const { send } = await openDoor()
  expect(await send({}, JSON.stringify(EVENTS))).toMatchObject({ status: 200, body: { outcome: 'stored' } })
})

test('[E24] recordings that the disk is too slow for are asked to come again', async () => {
  const store = openMemory()
  await store.putProject({ id: 'p1', name: 'Shop', writeKey: 'key-1', createdAt: 0 })
  let release = () => {}
  const stalled = new Promise<void>(done => {
    release = done
  })
  const slow = { ...store, putBatch: async () => stalled.then(() => 'stored' as const) }
  const door = { store: slow, keys: await Keys.load(store), tally: new Tally(store), now: () => NOW }
  const app = recordingRoutes(door, () => {}, new Pressure(1_000))
  const body = gzipSync(JSON.stringify(EVENTS))
  const send = (seq: number) =>
    app.request(`/v1/recording?${batchQuery({ ...HEAD, seq })}`, {
      method: 'POST',
      body,
      headers: { 'content-length': String(body.length) },
    })
  const first = send(0)
  const second = await send(1)
  expect(second.status).toBe(429)
  expect(second.headers.get('retry-after')).toBe('1')
  expect(second.headers.get('access-control-allow-origin')).toBe('*')
  release()
  expect((await first).status).toBe(200)
  expect((await send(1)).status).toBe(200)
})
