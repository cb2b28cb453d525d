import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewEvent } from '../../contract/event.ts'
import { amplitudeRoutes } from '../../server/ingest/amplitude/routes.ts'
import { Keys } from '../../server/ingest/keys.ts'
import { segmentRoutes } from '../../server/ingest/segment/routes.ts'
import { Tally } from '../../server/ingest/tally.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'

const KEY = 'write-key-of-shop'

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false })
/** Something that may or may not be what a field wants. */
const maybe = <T>(wanted: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 20, arbitrary: wanted }, { weight: 1, arbitrary: json })
const text = fc.string({ unit: 'binary', maxLength: 40 })
const id = fc.oneof(
  text,
  fc.constantFrom('null', '0', '', 'user-1', '__proto__', 'constructor'),
  fc.integer(),
)
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
  fc.constantFrom('1970-01-01', '2100-01-01T00:00:00Z', 'now', '', '+275760-09-13T00:00:00.000Z'),
  fc.double(),
)
const values = fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'a.b', 'toString')), json, {
  maxKeys: 5,
})

const segmentItem = fc.record(
  {
    type: maybe(fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias')),
    event: maybe(text),
    name: maybe(text),
    userId: maybe(id),
    anonymousId: maybe(id),
    groupId: maybe(id),
    previousId: maybe(id),
    messageId: maybe(fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme' }))),
    timestamp: maybe(time),
    sentAt: maybe(time),
    properties: maybe(values),
    traits: maybe(values),
    context: maybe(values),
  },
  { requiredKeys: [] },
)

const operators = fc.dictionary(
  fc.constantFrom(
    '$set',
    '$setOnce',
    '$add',
    '$append',
    '$prepend',
    '$preInsert',
    '$postInsert',
    '$remove',
    '$unset',
    '$clearAll',
    'plain',
  ),
  maybe(values),
)
const amplitudeItem = fc.record(
  {
    event_type: maybe(fc.oneof(text, fc.constantFrom('$identify', '$groupidentify'))),
    user_id: maybe(id),
    device_id: maybe(id),
    insert_id: maybe(fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme' }))),
    time: maybe(fc.integer({ min: 0, max: 5_000_000_000_000 })),
    event_properties: maybe(values),
    user_properties: maybe(operators),
    group_properties: maybe(operators),
    groups: maybe(values),
    ip: maybe(fc.constant('$remote')),
    library: maybe(text),
  },
  { requiredKeys: ['event_type', 'device_id'] },
)

async function open() {
  const store = openMemory()
  await store.putProject({ id: 'shop', name: 'Shop', writeKey: KEY, createdAt: 0 })
  const door = { store, keys: await Keys.load(store), tally: new Tally(store), now: Date.now }
  const stored = async () => (await store.events({ project: 'shop', limit: 1000 })).items
  return { segment: segmentRoutes(door), amplitude: amplitudeRoutes(door), store, stored }
}

/** The engine on disk gives back what the one in memory does. */
async function expectSame(events: (NewEvent & { person: string })[]): Promise<void> {
  const folder = await makeFolder()
  const disk = await openSqlite(folder, { readers: 1 })
  await disk.putProject({ id: 'shop', name: 'Shop', writeKey: KEY, createdAt: 0 })
  await disk.putEvents(
    'shop',
    events.map(({ person: _, ...event }) => event),
  )
  expect((await disk.events({ project: 'shop', limit: 1000 })).items).toEqual(events)
  await disk.close()
  await removeFolder(folder)
}

function expectWhole(events: (NewEvent & { person: string })[]): void {
  for (const event of events) {
    expect(JSON.parse(JSON.stringify(event))).toEqual(event)
    expect(JSON.stringify(event).isWellFormed()).toBe(true)
    expect(event.at).toBeGreaterThanOrEqual(0)
    expect(event.at).toBeLessThanOrEqual(event.receivedAt + 86_400_000)
  }
}

test('[E4] [E22] whatever a batch of Segment holds: an answer with reasons, the good ones kept whole', async () => {
  const { segment, stored, store } = await open()
  const batches = fc.record({
    batch: fc.array(maybe(segmentItem), { maxLength: 4 }),
    sentAt: maybe(time),
    context: maybe(values),
  })
  await fc.assert(
    fc.asyncProperty(batches, async body => {
      const before = (await stored()).length
      const answer = await segment.request('/v1/batch', {
        method: 'POST',
        body: JSON.stringify({ ...body, writeKey: KEY }),
      })
      const said = await answer.json()
      expect([200, 400]).toContain(answer.status)
      const refused = said.refused?.length ?? 0
      for (const one of said.refused ?? []) expect(one.message.length).toBeGreaterThan(10)
      const whole = answer.status === 400 && refused === 0 && body.batch.length > 0
      if (!whole) expect((await stored()).length - before).toBeLessThanOrEqual(body.batch.length - refused)
    }),
    { numRuns: 150 },
  )
  const events = await stored()
  expect(events.length).toBeGreaterThan(20)
  expectWhole(events)
  await expectSame(events)
  await store.close()
})

test('[E5] whatever Amplitude sends: a code it understands, and all or nothing', async () => {
  const { amplitude, stored, store } = await open()
  await fc.assert(
    fc.asyncProperty(fc.array(maybe(amplitudeItem), { maxLength: 3 }), async events => {
      const body = JSON.stringify({ api_key: KEY, events, options: { min_id_length: 1 } })
      const answer = await amplitude.request('/2/httpapi', { method: 'POST', body })
      const said = await answer.json()
      expect([200, 400]).toContain(said.code)
      expect(said.code).toBe(answer.status)
      if (said.code === 200) return
      const named = [
        said.events_with_missing_fields,
        said.events_with_invalid_fields,
        said.events_with_invalid_id_lengths,
      ]
      const indexes = named.flatMap(fields => Object.values<number[]>(fields).flat())
      expect(indexes.length).toBe(said.segreel_refused.length)
    }),
    { numRuns: 400 },
  )
  const events = await stored()
  expect(events.length).toBeGreaterThan(20)
  expectWhole(events)
  await expectSame(events)
  for (const { person } of events)
    if (person !== '') expect(await store.person('shop', person)).not.toBeNull()
  expect(Object.keys(Object.prototype)).toEqual([])
  await store.close()
})
