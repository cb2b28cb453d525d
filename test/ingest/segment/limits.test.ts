import { describe, expect, test } from 'vitest'
import { Pressure } from '../../../server/ingest/pressure.ts'
import { segmentRoutes } from '../../../server/ingest/segment/routes.ts'
import { KEY, openDoor } from '../event-door.ts'
import { openRoutes, track } from './open-routes.ts'

describe('hostile content', () => {
  test('[E22] keys are data, and nothing is polluted', async () => {
    const { post, events } = await openRoutes()
    const properties = '{"__proto__":{"admin":true},"constructor":1,"a.b":2,"😀":3,"twice":1,"twice":2}'
    await post('/v1/t', `{"event":"A","userId":"u-1","messageId":"m-1","properties":${properties}}`)
    expect(JSON.stringify(events()[0]?.properties)).toBe(
      '{"__proto__":{"admin":true},"constructor":1,"a.b":2,"😀":3,"twice":2}',
    )
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  test('[E22] lone surrogates and numbers no double holds', async () => {
    const { post, events } = await openRoutes()
    const properties = '{"lone":"\\ud800x","\\udc00":1,"big":1e999,"list":[-1e999,-0,"\\udfff"]}'
    await post('/v1/t', `{"event":"A","userId":"u-1","messageId":"m-1","properties":${properties}}`)
    expect(events()[0]?.properties).toEqual({
      lone: '\ufffdx',
      big: null,
      list: [null, 0, '\ufffd'],
      '\ufffd': 1,
    })
  })

  test('[E22] half a character in an id refuses its event: mended, two ids would be one', async () => {
    const { post, events } = await openRoutes()
    for (const field of ['userId', 'anonymousId', 'groupId', 'previousId', 'messageId']) {
      const answer = await post('/v1/t', `{"event":"A","userId":"u-1","${field}":"a\\ud800"}`)
      expect(answer.status).toBe(400)
      expect((await answer.json()).error).toMatchObject({ code: 'bad-field' })
    }
    const whole = '{"type":"track","event":"A","userId":"\\ud83d\\ude00","messageId":"m-1"}'
    const half = '{"type":"track","event":"A","userId":"\\ude00","messageId":"m-2"}'
    const answer = await (await post('/v1/batch', `{"batch":[${whole},${half}]}`)).json()
    expect(answer.refused).toMatchObject([{ index: 1, reason: 'bad-field' }])
    expect(events().map(({ userId }) => userId)).toEqual(['😀'])
  })

  test('[E21] depth, keys and lengths are bounded', async () => {
    const { post } = await openRoutes()
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
    const { post, events } = await openRoutes()
    const batch = (n: number) => ({
      batch: Array.from({ length: n }, (_, i) => ({ type: 'page', userId: 'u', messageId: `${i}` })),
    })
    expect((await (await post('/v1/batch', batch(2501))).json()).error.code).toBe('too-many-events')
    expect(events()).toHaveLength(0)
    expect((await post('/v1/batch', batch(2500))).status).toBe(200)
    expect(events()).toHaveLength(2500)
  })
})

test('[E23] a name too many is refused with what to do, and the names in use go on', async () => {
  const { post, events } = await openRoutes()
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

test('[E23] names of properties and traits are counted across restarts', async () => {
  const opened = await openDoor()
  const many = (from: number, n: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`name ${from + i}`, 1]))
  const send = async (door: typeof opened.door, path: string, event: object) => {
    const body = JSON.stringify({ ...event, userId: 'u-1', writeKey: KEY })
    return (await segmentRoutes(door).request(path, { method: 'POST', body })).status
  }
  for (const from of [0, 1_500, 3_000]) {
    expect(await send(opened.door, '/v1/t', { event: 'A', properties: many(from, 1_500) })).toBe(200)
    expect(await send(opened.door, '/v1/i', { traits: many(from, 1_500) })).toBe(200)
  }
  // What is remembered hangs on the store: another one over the same data is a start anew.
  const restarted = { ...opened.door, store: { ...opened.door.store } }
  expect(await send(restarted, '/v1/t', { event: 'A', properties: many(4_500, 501) })).toBe(400)
  expect(await send(restarted, '/v1/t', { event: 'A', properties: many(3_100, 1_800) })).toBe(200)
  expect(await send(restarted, '/v1/i', { traits: many(4_500, 501) })).toBe(400)
  expect(await send(restarted, '/v1/i', { traits: many(4_500, 500) })).toBe(200)
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
