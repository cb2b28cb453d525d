import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { amplitudeRoutes } from '../../../server/ingest/amplitude/routes.ts'
import { KEY, NOW, openDoor } from '../event-door.ts'

const event = {
  event_type: 'Song Played',
  user_id: 'user-1',
  device_id: 'device-1',
  insert_id: 'i-1',
  time: NOW,
}

async function open() {
  const opened = await openDoor()
  const app = amplitudeRoutes(opened.door)
  const post = async (events: unknown, extra: object = {}, path = '/2/httpapi') => {
    const body = JSON.stringify({ api_key: KEY, events, ...extra })
    const answer = await app.request(path, { method: 'POST', body })
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }
  return { ...opened, app, post }
}

describe('answers', () => {
  test('[E5] what was stored carries code 200', async () => {
    const { post, events } = await open()
    for (const path of ['/2/httpapi', '/batch']) {
      const answer = await post([{ ...event, insert_id: path }], {}, path)
      expect(answer).toMatchObject({ status: 200, body: { code: 200, events_ingested: 1 } })
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
    expect(events()).toHaveLength(2)
  })

  test('[E5] keys that make the client give up', async () => {
    const { post } = await open()
    expect(await post([event], { api_key: 'wrong' })).toMatchObject({
      status: 400,
      body: { code: 400, error: 'Invalid API key: wrong' },
    })
    expect(await post([event], { api_key: undefined })).toMatchObject({
      body: { code: 400, missing_field: 'api_key' },
    })
    expect(await post(undefined)).toMatchObject({ body: { code: 400, missing_field: 'events' } })
  })

  test('[E5] bad events are named by index, and nothing of the request is stored', async () => {
    const { post, events, counted } = await open()
    const answer = await post([
      event,
      { ...event, event_type: undefined },
      { ...event, time: 'soon' },
      { ...event, user_id: 'abc', device_id: 'd' },
      { ...event, event_properties: [] },
    ])
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 400,
        events_with_missing_fields: { event_type: [1] },
        events_with_invalid_fields: { time: [2], event_properties: [4] },
        events_with_invalid_id_lengths: { user_id: [3] },
      },
    })
    expect(events()).toEqual([])
    expect(await counted()).toContainEqual({
      project: 'shop',
      outcome: 'refuse',
      reason: 'id-too-short',
      count: 1,
    })
  })

  test('[E22] half a character in an id refuses its event', async () => {
    const { post, events } = await open()
    const half = [{ user_id: 'user-\ud800' }, { device_id: 'device-\udc00' }, { insert_id: 'i\ud800' }]
    const answer = await post(half.map(one => ({ ...event, ...one })))
    expect(answer.body.events_with_invalid_fields).toEqual({ user_id: [0], device_id: [1], insert_id: [2] })
    const group = { ...event, event_type: '$groupidentify', groups: { company: 'a\ud800' } }
    expect((await post([group])).body.events_with_invalid_fields).toEqual({ groups: [0] })
    expect(events()).toEqual([])
  })

  test('[E20] sizes', async () => {
    const { post } = await open()
    expect(await post(Array.from({ length: 2001 }, () => event))).toMatchObject({
      status: 413,
      body: { code: 413 },
    })
    const large = [{ ...event, event_properties: { x: 'x'.repeat(1_100_000) } }]
    expect(await post(large)).toMatchObject({ status: 413, body: { code: 413 } })
    expect(await post(large, {}, '/batch')).toMatchObject({ status: 200 })
  })

  test('[E5] a store that fails is a reason to send again', async () => {
    const { post, fault } = await open()
    fault.failing = true
    vi.spyOn(console, 'error').mockImplementationOnce(() => {})
    expect(await post([event])).toMatchObject({ status: 503, body: { code: 503 } })
  })

  test('[E2] gzip, announced or not', async () => {
    const { app, events } = await open()
    const body = gzipSync(JSON.stringify({ api_key: KEY, events: [event] }))
    const answer = await app.request('/2/httpapi', {
      method: 'POST',
      body,
      headers: { 'content-encoding': 'gzip' },
    })
    expect(answer.status).toBe(200)
    expect(events()).toHaveLength(1)
  })
})

describe('events', () => {
  test('[E30] under the names of Segment', async () => {
    const { post, events } = await open()
    await post([
      {
        ...event,
        event_properties: { title: 'x' },
        groups: { company: 'acme' },
        session_id: 17,
        library: 'amplitude-ts/2.47.1',
        language: 'de-DE',
        os_name: 'iOS',
        os_version: '19',
        ip: '$remote',
        user_agent: 'UA',
      },
    ])
    expect(events()).toEqual([
      {
        messageId: 'i-1',
        type: 'track',
        event: 'Song Played',
        userId: 'user-1',
        anonymousId: 'device-1',
        groupId: 'acme',
        properties: { title: 'x' },
        traits: {},
        context: {
          library: { name: 'amplitude-ts', version: '2.47.1' },
          locale: 'de-DE',
          os: { name: 'iOS', version: '19' },
          userAgent: 'UA',
          amplitude: { groups: { company: 'acme' }, session_id: 17 },
        },
        at: NOW,
        originalTimestamp: '2026-11-22T12:00:00.000Z',
        receivedAt: NOW,
        source: 'amplitude',
      },
    ])
  })

  test('[E10] insert_id is stored once; an id too short is left out', async () => {
    const { post, events } = await open()
    await post([{ ...event, user_id: 'bob' }])
    await post([{ ...event, user_id: 'bob' }])
    expect(events()).toHaveLength(1)
    expect(events()[0]).not.toHaveProperty('userId')
    await post([{ ...event, user_id: 'bob', insert_id: 'i-2' }], { options: { min_id_length: 1 } })
    expect(events()[1]).toMatchObject({ userId: 'bob' })
  })

  test('[E31] operators that need what was before are kept as such', async () => {
    const { post, events } = await open()
    const user_properties = {
      $set: { plan: 'pro' },
      $unset: { old: '-' },
      $setOnce: { first: 'a' },
      $add: { logins: 1 },
      city: 'Bonn',
    }
    await post([{ ...event, event_type: '$identify', user_properties }])
    expect(events()).toMatchObject([
      {
        type: 'identify',
        traits: { plan: 'pro', old: null, city: 'Bonn' },
        context: { segreel: { operations: { $setOnce: { first: 'a' }, $add: { logins: 1 } } } },
      },
    ])
  })

  test('[E34] groups of an identify make a member, once; those of other events do not', async () => {
    const { post, events } = await open()
    const joined = {
      ...{ ...event, event_type: '$identify', user_properties: { $set: { company: ['acme', 7] } } },
      groups: { company: ['acme', 7, ''], team: 'acme' },
    }
    await post([joined, { ...event, insert_id: 'i-2', groups: { company: 'other' } }])
    await post([joined])
    const groups = events().filter(one => one.type === 'group')
    expect(groups).toMatchObject([
      {
        messageId: 'i-1.group',
        groupId: 'acme',
        userId: 'user-1',
        anonymousId: 'device-1',
        traits: {},
        at: NOW,
      },
      { messageId: 'i-1.group1', groupId: '7', userId: 'user-1' },
    ])
    expect(events()).toHaveLength(4)
  })

  test('[E30] group identify', async () => {
    const { post, events } = await open()
    const groups = { company: 'acme' }
    await post([{ ...event, event_type: '$groupidentify', groups, group_properties: { $set: { seats: 5 } } }])
    expect(events()).toMatchObject([{ type: 'group', groupId: 'acme', traits: { seats: 5 } }])
  })

  test('[E32] revenue', async () => {
    const { post, events } = await open()
    const revenue = (event_properties: object, id: string) => ({ ...event, insert_id: id, event_properties })
    await post([
      revenue({ $price: 2.5, $quantity: 4 }, 'a'),
      revenue({ $revenue: 7, $price: 1 }, 'b'),
      { ...event, insert_id: 'c', price: 3, quantity: 2 },
      { ...event, insert_id: 'd' },
    ])
    expect(events().map(one => one.properties.revenue)).toEqual([10, 7, 6, undefined])
  })

  test('[E13] a clock more than a minute off is corrected', async () => {
    const { post, events } = await open()
    const upload = (ms: number) => ({ client_upload_time: new Date(NOW + ms).toISOString() })
    await post([{ ...event, insert_id: 'a', time: NOW - 5_000 + 3_600_000 }], upload(3_600_000))
    await post([{ ...event, insert_id: 'b', time: NOW - 5_000 }], upload(-59_000))
    await post([{ ...event, insert_id: 'c', time: undefined }], upload(0))
    expect(events().map(one => one.at - NOW)).toEqual([-5_000, -5_000, 0])
  })

  test('[E33] the Group Identify API takes a form that names a group and no one', async () => {
    const { app, events } = await open()
    const send = (identification: unknown) =>
      app.request('/groupidentify', {
        method: 'POST',
        body: new URLSearchParams({ api_key: KEY, identification: JSON.stringify(identification) }),
      })
    const acme = {
      group_type: 'company',
      group_value: 'acme',
      group_properties: { $set: { seats: 5 }, plan: 'pro' },
    }
    const answer = await send([
      acme,
      { group_type: 'company', group_value: 7, group_properties: { seats: 1 } },
    ])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ code: 200, events_ingested: 2 })
    expect(events()).toMatchObject([
      { type: 'group', groupId: 'acme', traits: { seats: 5, plan: 'pro' } },
      { type: 'group', groupId: '7', traits: { seats: 1 } },
    ])
    expect(events()[0]).not.toHaveProperty('userId')
    expect((await send({ group_type: 'company', group_properties: {} })).status).toBe(400)
    expect((await app.request('/groupidentify', { method: 'OPTIONS' })).status).toBe(204)
  })

  test('[E30] the Identify API takes a form', async () => {
    const { app, events } = await open()
    const identification = JSON.stringify([{ user_id: 'user-1', user_properties: { plan: 'pro' } }])
    const body = new URLSearchParams({ api_key: KEY, identification })
    expect((await app.request('/identify', { method: 'POST', body })).status).toBe(200)
    expect(events()).toMatchObject([{ type: 'identify', userId: 'user-1', traits: { plan: 'pro' } }])
  })
})
