import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { KEY, NOW } from '../event-door.ts'
import { BASIC, openRoutes, track } from './open-routes.ts'

describe('auth, types and encodings', () => {
  test.each([
    ['Basic with a colon', { authorization: BASIC }, {}],
    ['Basic without a colon', { authorization: `Basic ${Buffer.from(KEY).toString('base64')}` }, {}],
    ['writeKey in the body', {}, { writeKey: KEY }],
    ['Bearer and writeKey', { authorization: 'Bearer token' }, { writeKey: KEY }],
  ])('[E1] %s', async (_, headers: Record<string, string>, extra) => {
    const { post, events } = await openRoutes()
    const answer = await post('/v1/track', { ...track, ...extra }, headers)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ success: true })
    expect(events()).toMatchObject([{ type: 'track', event: 'Product Clicked', source: 'segment' }])
  })

  test('[E4] a key no project has is refused and counted', async () => {
    const { post, events, counted } = await openRoutes()
    const answer = await post('/v1/t', track, { authorization: `Basic ${btoa('wrong:')}` })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toMatchObject({ success: false, error: { code: 'unknown-key' } })
    expect(events()).toEqual([])
    expect(await counted()).toEqual([{ project: null, outcome: 'refuse', reason: 'unknown-key', count: 1 }])
  })

  test('[E2] gzip as a form, as Rudder sends it', async () => {
    const { post, events } = await openRoutes()
    const body = gzipSync(JSON.stringify({ batch: [{ ...track, type: 'track' }] }))
    const headers = { authorization: BASIC, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await post('/v1/batch', body, headers)).status).toBe(200)
    expect(events()).toHaveLength(1)
  })

  test('[E2] what cannot be read is refused with its reason', async () => {
    const { post } = await openRoutes()
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
    const { app } = await openRoutes()
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
    const { post, fault } = await openRoutes()
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
    const { post, events } = await openRoutes()
    expect((await post(path, { ...fields, userId: 'u-1', messageId: 'm-1' })).status).toBe(200)
    expect(events()).toMatchObject([{ ...fields, type, userId: 'u-1', messageId: 'm-1' }])
  })

  test('[E4] a batch keeps the good ones and names the others', async () => {
    const { post, events, counted } = await openRoutes()
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
    const { post, events, counted } = await openRoutes()
    const answers = await Promise.all([post('/v1/t', track), post('/v1/t', track)])
    expect(answers.map(answer => answer.status)).toEqual([200, 200])
    expect(events()).toHaveLength(1)
    expect(await counted()).toContainEqual({ project: 'shop', outcome: 'duplicate', reason: '', count: 1 })
  })

  test('[E11] without a messageId an event with a time is known by its content', async () => {
    const { post, events } = await openRoutes()
    const timed = { event: 'A', userId: 'u-1', timestamp: '2026-11-22T11:00:00Z' }
    await post('/v1/t', { ...timed, sentAt: '2026-11-22T11:00:01Z' })
    await post('/v1/t', { ...timed, sentAt: '2026-11-22T11:00:09Z' })
    expect(events()).toHaveLength(1)
    await post('/v1/t', { event: 'A', userId: 'u-1' })
    await post('/v1/t', { event: 'A', userId: 'u-1' })
    expect(events()).toHaveLength(3)
  })

  test('[E16] context of the batch lies under that of each event', async () => {
    const { post, events } = await openRoutes()
    await post('/v1/batch', {
      context: { app: { name: 'shop', version: '1' }, locale: 'de' },
      batch: [{ ...track, type: 'track', context: { app: { version: '2' } } }],
    })
    expect(events()[0]?.context).toEqual({ app: { name: 'shop', version: '2' }, locale: 'de' })
  })

  test('[E15] each type needs its names and ids; a number is an id, null and "" are none', async () => {
    const { post, events } = await openRoutes()
    const good = [
      { type: 'track', event: 'A', userId: 7 },
      { type: 'identify', userId: null, anonymousId: 'a1' },
      { type: 'group', groupId: 'g1', userId: 'u1' },
      { type: 'alias', previousId: 'a1', userId: 'u1' },
    ]
    const bad = [
      { type: 'track', userId: 'u1' },
      { type: 'track', event: 'A', userId: '', anonymousId: null },
      { type: 'group', userId: 'u1' },
      { type: 'alias', userId: 'u1' },
      { type: 'alias', previousId: 'a1' },
    ]
    await post('/v1/batch', { batch: [...good, ...bad] })
    expect(events().map(event => event.type)).toEqual(['track', 'identify', 'group', 'alias'])
    expect(events()[0]?.userId).toBe('7')
    expect(events()[1]?.userId).toBeUndefined()
  })

  test('[E17] an event says which recording it belongs to', async () => {
    const { post, events } = await openRoutes()
    const segreel = { sessionId: 'session-1', tabId: 'tab-0001' }
    await post('/v1/t', { ...track, context: { segreel, library: { name: 'segreel' } } })
    expect(events()).toMatchObject([{ ...segreel, source: 'recorder' }])
  })

  test('[E18] the address is that of a browser only', async () => {
    const { post, events } = await openRoutes()
    const from = { authorization: BASIC, 'x-forwarded-for': '10.0.0.9, 203.0.113.7' }
    await post('/v1/t', track, from)
    await post('/v1/t', { ...track, messageId: 'm-2' }, { ...from, origin: 'https://shop.example' })
    expect(events().map(event => event.context.ip)).toEqual([undefined, '203.0.113.7'])
  })
})

describe('time', () => {
  const at = async (event: object, batch: object = {}) => {
    const { post, events } = await openRoutes()
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

test('[E6] settings send an unmodified client here', async () => {
  const { app } = await openRoutes()
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
