import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { Keys } from '../../server/ingest/keys.ts'
import { segmentRoutes } from '../../server/ingest/segment/routes.ts'
import { Tally } from '../../server/ingest/tally.ts'
import { eventRoutes } from '../../server/read/events.ts'
import { planRoutes } from '../../server/read/plan/routes.ts'
import { openMemory } from '../../server/store/memory/open.ts'

const KEY = 'write-key-of-shop'
const RULES = [
  {
    type: 'TRACK',
    key: 'Signup Completed',
    jsonSchema: { properties: { properties: { type: 'object', required: ['country'] } } },
  },
]

async function open() {
  const store = openMemory()
  await store.putProject({ id: 'shop', name: 'Shop', writeKey: KEY, createdAt: 0 })
  const door = { store, keys: await Keys.load(store), tally: new Tally(store), now: Date.now }
  const read = { store, now: Date.now }
  const app = new OpenAPIHono()
  app.route('/', segmentRoutes(door))
  app.route('/api', planRoutes(read))
  app.route('/api', eventRoutes(read))
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return answer.json()
  }
  const track = (event: string, messageId: string, properties = {}) =>
    call('POST', '/v1/track', { writeKey: KEY, event, messageId, userId: 'user-1', properties })
  return { store, call, track }
}

test('[T6] blocked events are kept apart, seen, and taken in after all', async () => {
  const { call, track } = await open()
  await call('PUT', '/api/plan', { name: 'Shop', rules: RULES })
  const plan = await call('PUT', '/api/plan/enforcement', { enforcement: { segment: 'drop' } })
  expect(plan.plan).toMatchObject({ version: 2, name: 'Shop', enforcement: { segment: 'drop' } })

  await track('Signup Completed', 'good', { country: 'DE' })
  await track('Signup Completed', 'bad')
  await track('Signup Completed', 'bad')
  const stored = async () =>
    (await call('GET', '/api/events')).items.map((one: { messageId: string }) => one.messageId)
  expect(await stored()).toEqual(['good'])
  expect((await call('GET', '/api/plan/blocked')).items).toMatchObject([
    { messageId: 'bad', findings: [{ kind: 'missing-required', field: 'properties.country' }] },
  ])

  expect(await call('POST', '/api/plan/blocked/admit', {})).toEqual({ admitted: 1, known: 0 })
  expect(await call('POST', '/api/plan/blocked/admit', { messageIds: ['bad'] })).toEqual({
    admitted: 0,
    known: 1,
  })
  expect((await stored()).sort()).toEqual(['bad', 'good'])
})

test('[T6] those that wait are found behind those taken in', async () => {
  const { call, track } = await open()
  await call('PUT', '/api/plan', { name: 'Shop', rules: RULES })
  await call('PUT', '/api/plan/enforcement', { enforcement: { segment: 'drop' } })
  for (const id of ['a', 'b', 'c']) {
    await call('POST', '/v1/track', {
      writeKey: KEY,
      event: 'Signup Completed',
      messageId: id,
      userId: 'user-1',
      timestamp: `2026-11-0${id.codePointAt(0)! - 96}T00:00:00Z`,
    })
  }
  await track('Signup Completed', 'good', { country: 'DE' })
  await call('POST', '/api/plan/blocked/admit', { messageIds: ['b', 'c'] })
  const found = await call('GET', '/api/plan/blocked?limit=1')
  expect(found.items).toMatchObject([{ messageId: 'a' }])
})

test('[T5] each kind beside other events, as it comes through the door', async () => {
  const { call } = await open()
  const at = (second: number) => new Date(Date.UTC(2026, 10, 1) + second * 1_000).toISOString()
  const now = Date.now()
  const batch = [
    { type: 'track', event: 'Before', userId: 'bob', timestamp: at(0) },
    { type: 'identify', userId: 'bob', timestamp: at(10) },
    { type: 'identify', userId: 'ada', anonymousId: 'd1', timestamp: at(0) },
    { type: 'track', event: 'Lost', anonymousId: 'd1', timestamp: at(5) },
    { type: 'track', event: 'Twice', userId: 'ada', timestamp: at(20), properties: { n: 1 } },
    { type: 'track', event: 'Twice', userId: 'ada', timestamp: at(20.4), properties: { n: 1 } },
    { type: 'track', event: 'Zero', userId: 'zoe', timestamp: 1_700_000 },
    {
      type: 'track',
      event: 'Wrong Clock',
      userId: 'ada',
      timestamp: new Date(now - 3 * 86_400_000).toISOString(),
      sentAt: new Date(now - 3 * 86_400_000).toISOString(),
    },
  ].map((one, i) => ({ messageId: `m${i}`, ...one }))
  await call('POST', '/v1/batch', { writeKey: KEY, batch })
  const found = await call('GET', '/api/plan/violations')
  const said = found.items.map((one: { kind: string; event: string; count: number }) => [
    one.kind,
    one.event,
    one.count,
  ])
  for (const one of [
    ['early-identity', 'Before', 1],
    ['late-identity', 'Lost', 1],
    ['repeated-event', 'Twice', 1],
    ['absurd-clock', 'Zero', 1],
    ['absurd-clock', 'Wrong Clock', 1],
  ]) {
    expect(said).toContainEqual(one)
  }
  expect(said).toHaveLength(5)
})

test('[T7] violations are tied to their moment and to the segments they damage', async () => {
  const { store, call, track } = await open()
  const where: SegmentDefinition['where'] = {
    kind: 'event',
    event: 'Signup Completed',
    where: [],
    count: { op: 'at-least', n: 1 },
    window: { kind: 'ever' },
  }
  const definition: SegmentDefinition = { version: 1, subject: 'person', where }
  await store.putSegment({
    id: 's1',
    project: 'shop',
    name: 'Signed up',
    description: '',
    definition,
    createdAt: 0,
    updatedAt: 0,
  })
  await call('PUT', '/api/plan', { name: 'Shop', rules: RULES })
  await track('Signup Completed', 'm1')
  await track('signup completed', 'm2', { country: 'DE' })

  const found = await call('GET', '/api/plan/violations')
  expect(found).toMatchObject({
    total: 2,
    groups: 2,
    examined: 2,
    cut: false,
    kinds: { 'missing-required': 1, 'near-miss-name': 1 },
  })
  expect(found.items).toContainEqual(
    expect.objectContaining({
      kind: 'missing-required',
      field: 'properties.country',
      count: 1,
      damages: [{ kind: 'segment', id: 's1', name: 'Signed up' }],
      examples: [expect.objectContaining({ messageId: 'm1' })],
    }),
  )
  expect((await call('GET', '/api/plan/segments')).items).toEqual([
    { kind: 'segment', id: 's1', name: 'Signed up', violations: 2, sound: false },
  ])
  expect((await call('GET', '/api/plan/coverage')).items).toMatchObject([
    { event: 'Signup Completed', planned: true, count: 1 },
    { event: 'signup completed', planned: false, count: 1 },
  ])
})

test('[T2] drafts, exports, imports and versions', async () => {
  const { call, track } = await open()
  expect(await call('GET', '/api/plan')).toEqual({ plan: null })
  await track('Signup Started', 'm1', { platform: 'web' })
  const draft = await call('POST', '/api/plan/draft')
  expect(draft.rules).toMatchObject([{ type: 'TRACK', key: 'Signup Started' }])
  await call('PUT', '/api/plan', draft)
  expect(await call('GET', '/api/plan/export')).toEqual(draft)
  await call('PUT', '/api/plan', { name: 'Second', rules: RULES })
  const versions = await call('GET', '/api/plan/versions')
  expect(versions.items.map((one: { version: number; name: string }) => [one.version, one.name])).toEqual([
    [2, 'Second'],
    [1, 'Draft of what arrived'],
  ])
  expect((await call('GET', '/api/plan?version=1')).plan.name).toBe('Draft of what arrived')
})
