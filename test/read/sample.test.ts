import { afterAll, beforeAll, expect, test } from 'vitest'
import { SampleData } from '../../server/sample/sample-data.ts'
import { openMemory } from '../../server/store/memory/open.ts'

const store = openMemory()
const sample = new SampleData(store, () => {})
const end = Date.UTC(2026, 10, 1)

beforeAll(async () => {
  await store.putProject({ id: 'main', name: 'Shop', writeKey: 'key', createdAt: 0 })
})
afterAll(() => store.close())

test('[Q6] sample data is loaded once, and taken out without a trace in what was there', async () => {
  const own = {
    messageId: 'own-1',
    type: 'track' as const,
    event: 'Order Completed',
    userId: 'own-user',
    properties: {},
    traits: {},
    context: {},
    at: end,
    receivedAt: end,
    source: 'segment' as const,
  }
  await store.putEvents('main', [own])
  const before = {
    events: (await store.events({ project: 'main', limit: 1000 })).items,
    lag: await store.lag(),
  }

  expect(await sample.state('main')).toMatchObject({ state: 'absent' })
  await sample.load('main', end, 'http://127.0.0.1:4600')
  const loaded = await sample.state('main')
  expect(loaded.state).toBe('loaded')
  expect(loaded.total).toBeGreaterThanOrEqual(300)
  const waiting = (await store.lag()).waiting
  expect(waiting).toBe(loaded.total)
  const events = await store.suggest('main', { of: 'event', prefix: 'Order Completed', limit: 1 })
  await sample.load('main', end, 'http://127.0.0.1:4600')
  expect((await store.lag()).waiting).toBe(waiting)
  expect(await store.suggest('main', { of: 'event', prefix: 'Order Completed', limit: 1 })).toEqual(events)

  await sample.remove('main')
  expect(await sample.state('main')).toMatchObject({ state: 'absent' })
  expect((await store.events({ project: 'main', limit: 1000 })).items).toEqual(before.events)
  expect(await store.lag()).toEqual(before.lag)
  const persons = await store.members('main', undefined, { limit: 100 })
  expect(persons.items.map(person => person.userIds)).toEqual([['own-user']])
})
