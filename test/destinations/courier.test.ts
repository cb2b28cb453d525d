import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { OpenAPIHono } from '@hono/zod-openapi'
import { afterEach, expect, test } from 'vitest'
import type { JsonObject } from '../../contract/event.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { isPublic } from '../../server/destinations/address.ts'
import { Courier } from '../../server/destinations/courier.ts'
import { destinationRoutes } from '../../server/destinations/routes.ts'
import { send } from '../../server/destinations/send.ts'
import { Failure } from '../../server/failure.ts'
import { LiveLoop } from '../../server/live/loop.ts'
import type { SegmentRow } from '../../server/store/control-port.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { portOf } from '../sdk/port.ts'
import { close } from '../sdk/wire.ts'
import { event } from '../store/make.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A receiver that answers as told and keeps what it got. */
async function openReceiver() {
  const got: { body: JsonObject; raw: string; signature: string | undefined }[] = []
  const mood = { status: 200, hang: false }
  const server = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (mood.hang) return
    const raw = Buffer.concat(parts).toString()
    if (mood.status === 200)
      got.push({ raw, body: JSON.parse(raw), signature: request.headers['x-signature']?.toString() })
    answer.writeHead(mood.status, { location: 'http://127.0.0.1:1/' }).end()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  ends.push(() => close(server))
  return { got, mood, url: `http://127.0.0.1:${portOf(server)}/hook` }
}

async function open(allowPrivate = true) {
  const store = openMemory()
  await store.putProject({ id: 'shop', name: 'Shop', writeKey: 'key-of-shop', createdAt: 0 })
  let skipped = 0
  // Time passes at the test's word, so that a wait of hours takes none.
  const now = () => Date.now() + skipped
  const courier = new Courier(store, { allowPrivate, now })
  const app = new OpenAPIHono()
  app.onError((error, c) =>
    error instanceof Failure
      ? c.json({ error: { code: error.code, message: error.message } }, error.status)
      : c.text(String(error), 500),
  )
  app.route('/', destinationRoutes({ store, now }, courier))
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' }
    return (await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json()
  }
  ends.push(() => courier.close())
  const ledger = async (id: string) =>
    (await call('GET', '/destinations')).items.find((one: { id: string }) => one.id === id).ledger
  return { store, courier, call, ledger, skip: (ms: number) => (skipped += ms) }
}

const webhook = (url: string, more: object = {}) => ({
  name: 'Hook',
  kind: 'webhook',
  url,
  secret: 'shared',
  filter: {},
  mapping: {},
  ...more,
})
const until = { timeout: 15_000, interval: 50 }

test('[X1] a webhook is signed, filtered and mapped; what it will send can be seen before', async () => {
  const { store, courier, call, ledger } = await open()
  const receiver = await openReceiver()
  await store.putEvents('shop', [event({ event: 'Before' })])
  const mapping = { omit: ['secret'], rename: { total: 'value' } }
  const { id } = await call(
    'POST',
    '/destinations',
    webhook(receiver.url, { filter: { events: ['Order'] }, mapping }),
  )
  const order = event({ event: 'Order', userId: 'u', properties: { total: 5, secret: 1, sku: 'a' } })
  await store.putEvents('shop', [
    order,
    event({ event: 'Other', at: order.at + 1_000 }),
    event({ event: 'Order', source: 'sample' }),
  ])

  const preview = await call('GET', `/destinations/${id}/preview?message=${order.messageId}`)
  expect(preview).toMatchObject({ wanted: true, body: { properties: { value: 5, sku: 'a' } } })
  // Not the newest, which the filter passes over.
  expect(await call('GET', `/destinations/${id}/preview`)).toMatchObject({ wanted: true })
  courier.start()
  await expect.poll(() => receiver.got.length, until).toBe(1)
  const [got] = receiver.got
  expect(got?.body).toMatchObject({
    messageId: order.messageId,
    event: 'Order',
    properties: { value: 5, sku: 'a' },
  })
  expect(got?.body.properties).not.toHaveProperty('secret')
  expect(got?.signature).toBe(
    createHmac('sha1', 'shared')
      .update(got?.raw ?? '')
      .digest('hex'),
  )
  await expect
    .poll(() => ledger(id), until)
    .toMatchObject({ received: 1, delivered: 1, filtered: 1, waiting: 0, failed: 0 })
})

test('[X3] down and up again: each event is delivered once it can be; dead letters are sent again', async () => {
  const { store, courier, call, ledger, skip } = await open()
  const receiver = await openReceiver()
  const { id } = await call('POST', '/destinations', webhook(receiver.url))
  receiver.mood.status = 503
  courier.start()
  await store.putEvents('shop', [event({}), event({})])
  await expect
    .poll(() => ledger(id), until)
    .toMatchObject({ received: 2, waiting: 2, lastError: 'It answered 503.' })
  receiver.mood.status = 200
  skip(60_000)
  await expect.poll(() => ledger(id), until).toMatchObject({ received: 2, delivered: 2, waiting: 0 })

  receiver.mood.status = 404
  await store.putEvents('shop', [event({})])
  await expect.poll(() => ledger(id), until).toMatchObject({ received: 3, delivered: 2, failed: 1 })
  expect((await call('GET', `/destinations/${id}/failed`)).items).toMatchObject([
    { error: 'It answered 404.', event: { name: 'Clicked', at: expect.any(Number) } },
  ])
  receiver.mood.status = 200
  await call('POST', `/destinations/${id}/replay`, {})
  await expect.poll(() => ledger(id), until).toMatchObject({ received: 3, delivered: 3, failed: 0 })
  expect(new Set(receiver.got.map(({ body }) => body.messageId)).size).toBe(3)
})

test('[X4] one that hangs and one that is stopped delay no other', async () => {
  const { store, courier, call, ledger } = await open()
  const [hanging, stopped, fine] = [await openReceiver(), await openReceiver(), await openReceiver()]
  hanging.mood.hang = true
  const slow = await call('POST', '/destinations', webhook(hanging.url))
  const off = await call('POST', '/destinations', webhook(stopped.url, { stopped: true }))
  const good = await call('POST', '/destinations', webhook(fine.url))
  courier.start()
  await store.putEvents('shop', [event({}), event({})])
  await expect.poll(() => ledger(good.id), until).toMatchObject({ delivered: 2 })
  expect(await ledger(slow.id)).toMatchObject({ delivered: 0 })
  expect(await ledger(off.id)).toMatchObject({ received: 0 })
  await call('PUT', `/destinations/${off.id}`, webhook(stopped.url, { secret: off.secret }))
  await expect.poll(() => ledger(off.id), until).toMatchObject({ received: 2, delivered: 2 })
  expect(stopped.got[0]?.signature).toBe(fine.got[0]?.signature)
})

test('[X1] Segment and Amplitude are spoken as they are', async () => {
  const { store, courier, call } = await open()
  const receiver = await openReceiver()
  await call('POST', '/destinations', { ...webhook(receiver.url), kind: 'segment', secret: 'wk' })
  await call('POST', '/destinations', { ...webhook(receiver.url), kind: 'amplitude', secret: 'ak' })
  courier.start()
  const one = event({ event: 'Order', userId: 'user-1', properties: { a: 1 } })
  await store.putEvents('shop', [one, event({ type: 'identify', userId: 'user-1', traits: { plan: 'pro' } })])
  await expect.poll(() => receiver.got.length, until).toBe(2)
  const segment = receiver.got.find(({ body }) => 'batch' in body)?.body
  expect(segment).toMatchObject({
    writeKey: 'wk',
    batch: [{ type: 'track', event: 'Order', messageId: one.messageId }, { type: 'identify' }],
  })
  const amplitude = receiver.got.find(({ body }) => 'events' in body)?.body
  expect(amplitude).toMatchObject({
    api_key: 'ak',
    events: [
      { event_type: 'Order', insert_id: one.messageId, user_id: 'user-1', event_properties: { a: 1 } },
      { event_type: '$identify', user_properties: { $set: { plan: 'pro' } } },
    ],
  })
})

test('[X5] private and loopback addresses are refused, by number and by name', async () => {
  const closed = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
    '100.64.0.1',
    '192.88.99.1',
    // An IPv4 address in one for IPv6: as it was once written, translated, by a local NAT64, by Teredo.
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b:1::7f00:1',
    '2001:0:7f00:1::',
    '2002:7f00:1::',
    'fec0::1',
    '3fff::1',
  ]
  expect(closed.filter(isPublic)).toEqual([])
  expect(['93.184.216.34', '2606:2800:220:1::1'].filter(isPublic)).toHaveLength(2)

  const receiver = await openReceiver()
  const payload = { body: '{}', headers: {} }
  const port = new URL(receiver.url).port
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1']) {
    expect(await send(new URL(`http://${host}:${port}/`), payload, false)).toMatchObject({ kind: 'never' })
  }
  expect(receiver.got).toEqual([])
  const { call } = await open(false)
  for (const url of ['http://localhost./', 'http://a.localhost/', 'http://[::7f00:1]/', 'http://0/']) {
    expect(await call('POST', '/destinations', webhook(url)), url).toMatchObject({
      error: { code: 'bad-request' },
    })
  }
  expect(await call('POST', '/destinations', webhook(receiver.url))).toMatchObject({
    error: { code: 'bad-request' },
  })
})

test('[X5] a redirect is not followed', async () => {
  const receiver = await openReceiver()
  receiver.mood.status = 302
  expect(await send(new URL(receiver.url), { body: '{}', headers: {} }, true)).toEqual({
    kind: 'never',
    error: 'It answered 302.',
  })
})

test('[X6] with a segment only what its members do is passed on, and of announcements those of it', async () => {
  const { store, courier, call, ledger } = await open()
  const receiver = await openReceiver()
  const whoDid = (id: string, event: string): SegmentRow => {
    const count: { op: 'at-least'; n: number } = { op: 'at-least', n: 1 }
    const where: SegmentDefinition['where'] = {
      kind: 'event',
      event,
      where: [],
      count,
      window: { kind: 'ever' },
    }
    const definition: SegmentDefinition = { version: 1, subject: 'person', where }
    return { id, project: 'shop', name: id, description: '', definition, createdAt: 0, updatedAt: 0 }
  }
  await store.putSegment(whoDid('buyers', 'Order'))
  await store.putSegment(whoDid('readers', 'Read'))
  const live = new LiveLoop(store)
  await store.putEvents('shop', [event({ event: 'Order', userId: 'buyer' })])
  await live.lookOnce()

  const filter = { segment: 'nobody' }
  const refused = await call('POST', '/destinations', webhook(receiver.url, { filter }))
  expect(refused.error.message).toBe('There is no segment "nobody": choose another, or none.')
  const { id } = await call('POST', '/destinations', webhook(receiver.url, { filter: { segment: 'buyers' } }))
  await store.putEvents('shop', [
    event({ event: 'Read', userId: 'buyer', messageId: 'of-a-member' }),
    event({ event: 'Read', userId: 'reader' }),
    event({ event: 'Read' }),
  ])
  courier.start()
  await expect.poll(() => ledger(id), until).toMatchObject({ delivered: 1, filtered: 2 })
  expect(receiver.got.map(({ body }) => body.messageId)).toEqual(['of-a-member'])

  await store.putEvents('shop', [event({ event: 'Order', userId: 'reader' })])
  while (await live.lookOnce());
  await expect.poll(() => receiver.got.map(({ body }) => body.event), until).toContain('Segment Entered')
  const told = receiver.got.flatMap(({ body }) => (body.event === 'Segment Entered' ? [body.properties] : []))
  expect(told).toEqual([{ segment_id: 'buyers', segment_name: 'buyers' }])
})
