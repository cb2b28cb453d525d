import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { Pressure } from '../../../server/ingest/event/pressure.ts'
import { segmentRoutes } from '../../../server/ingest/segment/routes.ts'
import { KEY, NOW, openDoor } from '../event-door.ts'

const BASIC = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`
const track = { event: 'Product Clicked', userId: 'u-1', messageId: 'm-1' }

async function open() {
  const opened = await openDoor()
  const app = segmentRoutes(opened.door)
  const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: BASIC }) =>
    app.request(path, {
      method: 'POST',
      headers,
      body:
        typeof body === 'string' || body instanceof Buffer
          ? new Uint8Array(Buffer.from(body))
          : JSON.stringify(body),
    })
  return { ...opened, app, post }
}

describe('auth, types and encodings', () => {
  test.each([
    ['Basic with a colon', { authorization: BASIC }, {}],
    ['Basic without a colon', { authorization: `Basic ${Buffer.from(KEY).toString('base64')}` }, {}],
    ['writeKey in the body', {}, { writeKey: KEY }],
    ['Bearer and writeKey', { authorization: 'Bearer token' }, { writeKey: KEY }],
  ])('[E1] %s', async (_, headers: Record<string, string>, extra) => {
    const { post, events } = await open()
    const answer = await post('/v1/track', { ...track, ...extra }, headers)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ success: true })
    expect(events()).toMatchObject([{ type: 'track', event: 'Product Clicked', source: 'segment' }])
  })

  test('[E4] a key no project has is refused and counted', async () => {
    const { post, events, counted } = await open()
    const answer = await post('/v1/t', track, { authorization: `Basic ${btoa('wrong:')}` })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toMatchObject({ success: false, error: { code: 'unknown-key' } })
    expect(events()).toEqual([])
    expect(await counted()).toEqual([{ project: null, outcome: 'refuse', reason: 'unknown-key', count: 1 }])
  })

  test('[E2] gzip as a form, as Rudder sends it', async () => {
    const { post, events } = await open()
    const body = gzipSync(JSON.stringify({ batch: [{ ...track, type: 'track' }] }))
    const headers = { authorization: BASIC, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post('/v1/batch', body, headers)).status).toBe(200)
    expect(events()).toHaveLength(1)
  })

  test('[E2] what cannot be read is refused with its reason', async () => {
    const { post } = await open()
    const reason = async (body: string | Buffer) => (await (await post('/v1/batch', body)).json()).error.code
    expect(await reason('')).toBe('empty-body')
    expect(await reason('{"batch":[NaN]}')).toBe('not-json')
    expect(await reason('[]')).toBe('wrong-shape')
    expect(await reason('{"batch":{}}')).toBe('wrong-shape')
    expect(await reason(gzipSync('{}').subarray(0, 12))).toBe('not-gzip')
    expect(await reason(gzipSync('x'.repeat(600 * 1024)))).toBe('too-large')
    expect(await reason('x'.repeat(600 * 1024))).toBe('too-large')
  })

  test('[E3] a preflight allows what the clients ask for', async () => {
    const { app } = await open()
    const answer = await app.request('/v1/t', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-headers': 'authorization,x-retry-count',
      },
    })
    expect(answer.status).toBe(204)
    for (const name of ['authorization', 'x-retry-count', 'content-type', 'content-encoding']) {
      expect(answer.headers.get('access-control-allow-headers')).toContain(name)
    }
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After')
  })

  test('[E4] a store that fails is a reason to send again, and the page may read so', async () => {
    const { post, fault } = await open()
    fault.failing = true
    vi.spyOn(console, 'error').mockImplementationOnce(() => {})
    const answer = await post('/v1/t', track)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('events', () => {
  test.each([
    ['/v1/track', 'track', { event: 'A' }],
    ['/v1/t', 'track', { event: 'A' }],
    ['/v1/identify', 'identify', { traits: { plan: 'pro' } }],
    ['/v1/i', 'identify', {}],
    ['/v1/page', 'page', { name: 'Home', category: 'Shop' }],
    ['/v1/p', 'page', {}],
    ['/v1/screen', 'screen', { name: 'Home' }],
    ['/v1/s', 'screen', {}],
    ['/v1/group', 'group', { groupId: 'g-1', traits: { plan: 'team' } }],
    ['/v1/g', 'group', { groupId: 'g-1' }],
    ['/v1/alias', 'alias', { previousId: 'anon-1' }],
    ['/v1/a', 'alias', { previousId: 'anon-1' }],
  ])('[E4] %s', async (path, type, fields) => {
    const { post, events } = await open()
    expect((await post(path, { ...fields, userId: 'u-1', messageId: 'm-1' })).status).toBe(200)
    expect(events()).toMatchObject([{ ...fields, type, userId: 'u-1', messageId: 'm-1' }])
  })

  test('[E4] a batch keeps the good ones and names the others', async () => {
    const { post, events, counted } = await open()
    const large = { type: 'track', event: 'Large', userId: 'u-1', properties: { x: 'x'.repeat(33_000) } }
    const batch = [
      { ...track, type: 'track' },
      { type: 'track', userId: 'u-1', messageId: 'm-2' },
      { type: 'track', event: 'No one' },
      { type: 'delete', userId: 'u-1' },
      large,
      7,
    ]
    const answer = await post('/v1/import', { batch })
    expect(answer.status).toBe(200)
    const body = await answer.json()
    expect(body.success).toBe(true)
    expect(body.refused.map((one: { index: number; reason: string }) => [one.index, one.reason])).toEqual([
      [1, 'missing-field'],
      [2, 'missing-field'],
      [3, 'bad-field'],
      [4, 'event-too-large'],
      [5, 'wrong-shape'],
    ])
    expect(body.refused[0]).toMatchObject({ messageId: 'm-2' })
    expect(events().map(event => event.messageId)).toEqual(['m-1'])
    expect(await counted()).toContainEqual({ project: 'shop', outcome: 'stored', reason: '', count: 1 })
  })

  test('[E10] the same messageId is stored once', async () => {
    const { post, events, counted } = await open()
    const answers = await Promise.all([post('/v1/t', track), post('/v1/t', track)])
    expect(answers.map(answer => answer.status)).toEqual([200, 200])
    expect(events()).toHaveLength(1)
    expect(await counted()).toContainEqual({ project: 'shop', outcome: 'duplicate', reason: '', count: 1 })
  })

  test('[E11] without a messageId an event with a time is known by its content', async () => {
    const { post, events } = await open()
    const timed = { event: 'A', userId: 'u-1', timestamp: '2026-11-22T11:00:00Z' }
    await post('/v1/t', { ...timed, sentAt: '2026-11-22T11:00:01Z' })
    await post('/v1/t', { ...timed, sentAt: '2026-11-22T11:00:09Z' })
    expect(events()).toHaveLength(1)
    await post('/v1/t', { event: 'A', userId: 'u-1' })
    await post('/v1/t', { event: 'A', userId: 'u-1' })
    expect(events()).toHaveLength(3)
  })

  test('[E16] context of the batch lies under that of each event', async () => {
    const { post, events } = await open()
    await post('/v1/batch', {
      context: { app: { name: 'shop', version: '1' }, locale: 'de' },
      batch: [{ ...track, type: 'track', context: { app: { version: '2' } } }],
    })
    expect(events()[0]?.context).toEqual({ app: { name: 'shop', version: '2' }, locale: 'de' })
  })

  test('[E17] an event says which recording it belongs to', async () => {
    const { post, events } = await open()
    const segreel = { sessionId: 'session-1', tabId: 'tab-0001' }
    await post('/v1/t', { ...track, context: { segreel, library: { name: 'segreel' } } })
    expect(events()).toMatchObject([{ ...segreel, source: 'recorder' }])
  })

  test('[E18] the address is that of a browser only', async () => {
    const { post, events } = await open()
    const from = { authorization: BASIC, 'x-forwarded-for': '10.0.0.9, 203.0.113.7' }
    await post('/v1/t', track, from)
    await post('/v1/t', { ...track, messageId: 'm-2' }, { ...from, origin: 'https://shop.example' })
    expect(events().map(event => event.context.ip)).toEqual([undefined, '203.0.113.7'])
  })
})

describe('time', () => {
  const at = async (event: object, batch: object = {}) => {
    const { post, events } = await open()
    const answer = await post('/v1/batch', { batch: [{ ...track, type: 'track', ...event }], ...batch })
    return answer.status === 200 ? new Date(events()[0]?.at ?? Number.NaN).toISOString() : answer.status
  }

  test('[E12] a clock that is wrong is corrected, an old import keeps its age', async () => {
    expect(await at({ timestamp: '2026-11-22T13:00:00Z' }, { sentAt: '2026-11-22T13:00:05Z' })).toBe(
      '2026-11-22T11:59:55.000Z',
    )
    expect(await at({ timestamp: '2020-02-29T10:00:00+02:00', sentAt: '2026-11-22T12:00:00Z' })).toBe(
      '2020-02-29T08:00:00.000Z',
    )
    expect(await at({ originalTimestamp: '2026-11-22T11:00:00Z' })).toBe('2026-11-22T11:00:00.000Z')
    expect(await at({ timestamp: NOW - 1000 })).toBe('2026-11-22T11:59:59.000Z')
    expect(await at({})).toBe('2026-11-22T12:00:00.000Z')
    expect(await at({ timestamp: '2026-11-22T11:00:00Z' }, { sentAt: 'never' })).toBe(
      '2026-11-22T11:00:00.000Z',
    )
  })

  test('[E14] absurd times', async () => {
    expect(await at({ timestamp: '2100-01-01T00:00:00Z' })).toBe('2026-11-22T12:00:00.000Z')
    expect(await at({ timestamp: '1970-01-01T00:00:01Z' })).toBe('1970-01-01T00:00:01.000Z')
    expect(await at({ timestamp: '1900-01-01T00:00:00Z' })).toBe(400)
    expect(await at({ timestamp: 'yesterday' })).toBe(400)
  })
})

describe('hostile content', () => {
  test('[E22] keys are data, and nothing is polluted', async () => {
    const { post, events } = await open()
    const properties = '{"__proto__":{"admin":true},"constructor":1,"a.b":2,"😀":3,"twice":1,"twice":2}'
    await post('/v1/t', `{"event":"A","userId":"u-1","messageId":"m-1","properties":${properties}}`)
    expect(JSON.stringify(events()[0]?.properties)).toBe(
      '{"__proto__":{"admin":true},"constructor":1,"a.b":2,"😀":3,"twice":2}',
    )
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  test('[E22] lone surrogates and numbers no double holds', async () => {
    const { post, events } = await open()
    const properties = '{"lone":"\\ud800x","\\udc00":1,"big":1e999,"list":[-1e999,-0,"\\udfff"]}'
    await post('/v1/t', `{"event":"A","userId":"u-1","messageId":"m-1","properties":${properties}}`)
    expect(events()[0]?.properties).toEqual({
      lone: '\ufffdx',
      big: null,
      list: [null, 0, '\ufffd'],
      '\ufffd': 1,
    })
  })

  test('[E21] depth, keys and lengths are bounded', async () => {
    const { post } = await open()
    const reason = async (event: object | string) => (await (await post('/v1/t', event)).json()).error.code
    const batched = await post('/v1/batch', `{"batch":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}`)
    expect(batched.status).toBe(400)
    const context = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    expect((await post('/v1/batch', `{"context":${context},"batch":[]}`)).status).toBe(400)
    const wide = `{"event":"A","userId":"u","messageId":"m","properties":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`
    expect(await reason(wide)).toBe('nested-too-deep')
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect(await reason(`{"event":"A","userId":"u-1","properties":${deep}}`)).toBe('nested-too-deep')
    const keys = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`k${i}`, 1]))
    expect(await reason({ ...track, properties: keys })).toBe('event-too-large')
    expect(await reason({ ...track, messageId: 'm'.repeat(101) })).toBe('bad-field')
    expect(await reason({ ...track, userId: 'u'.repeat(257) })).toBe('bad-field')
    expect(await reason({ ...track, userId: { id: 1 } })).toBe('bad-field')
    expect(await reason({ ...track, event: 'e'.repeat(501) })).toBe('bad-field')
    expect(await reason({ ...track, properties: [1] })).toBe('bad-field')
  })

  test('[E20] 2,500 events a batch', async () => {
    const { post, events } = await open()
    const batch = (n: number) => ({
      batch: Array.from({ length: n }, (_, i) => ({ type: 'page', userId: 'u', messageId: `${i}` })),
    })
    expect((await (await post('/v1/batch', batch(2501))).json()).error.code).toBe('too-many-events')
    expect(events()).toHaveLength(0)
    expect((await post('/v1/batch', batch(2500))).status).toBe(200)
    expect(events()).toHaveLength(2500)
  })
})

test('[E6] settings send an unmodified client here', async () => {
  const { app } = await open()
  const answer = await app.request(`http://localhost:4600/v1/projects/${KEY}/settings`)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(await answer.json()).toMatchObject({
    integrations: { 'Segment.io': { apiKey: KEY, apiHost: 'localhost:4600/v1', protocol: 'http' } },
    segreel: { sampling: 1 },
  })
  const behindTls = await app.request(`http://shop.example/v1/projects/${KEY}/settings`, {
    headers: { 'x-forwarded-proto': 'https' },
  })
  expect(await behindTls.json()).toMatchObject({
    integrations: { 'Segment.io': { apiHost: 'shop.example/v1', protocol: 'https' } },
  })
  expect((await app.request('http://localhost/v1/projects/wrong/settings')).status).toBe(404)
})

test('[E23] a name too many is refused with what to do, and the names in use go on', async () => {
  const { post, events } = await open()
  const batch = (from: number, n: number) => ({
    batch: Array.from({ length: n }, (_, i) => ({
      type: 'track',
      event: `Order ${from + i}`,
      userId: 'u',
      messageId: `m-${from + i}`,
    })),
  })
  await post('/v1/batch', batch(0, 2500))
  await post('/v1/batch', batch(2500, 2500))
  const answer = await (await post('/v1/batch', batch(4999, 2))).json()
  expect(answer.refused).toMatchObject([{ index: 1, reason: 'too-many-names' }])
  expect(answer.refused[0].message).toContain('Put what varies into a value.')
  expect(events()).toHaveLength(5000)
})

test('[E24] more than the disk takes is asked to come again', async () => {
  const { door } = await openDoor()
  let release = () => {}
  const stalled = new Promise<void>(done => {
    release = done
  })
  const slow = {
    ...door,
    store: { ...door.store, putEvents: async () => stalled.then(() => ['stored' as const]) },
  }
  const app = segmentRoutes(slow, new Pressure(1_000))
  const body = JSON.stringify({ ...track, writeKey: KEY, properties: { x: 'x'.repeat(600) } })
  const headers = { 'content-length': String(body.length) }
  const first = app.request('/v1/t', { method: 'POST', body, headers })
  const second = await app.request('/v1/t', { method: 'POST', body, headers })
  expect(second.status).toBe(429)
  expect(second.headers.get('retry-after')).toBe('1')
  expect(second.headers.get('access-control-expose-headers')).toBe('Retry-After')
  release()
  expect((await first).status).toBe(200)
  expect((await app.request('/v1/t', { method: 'POST', body, headers })).status).toBe(200)
})
