import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewEvent } from '../../contract/event.ts'
import { openApp, TOKEN, WRITE_KEY } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  open = await openApp()
})
afterEach(() => open.close())

const send = (batch: object[]) =>
  open.ask('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: WRITE_KEY, batch }) })
const track = (event: string, messageId: string, properties: object = {}, userId = 'u1') => ({
  type: 'track',
  event,
  messageId,
  userId,
  properties,
})
const read = async (path: string) => (await open.ask(path)).body

test('[Y1] events by name, [Y2] of a segment and a time', async () => {
  await send([
    track('Ordered', 'a', { total: 5 }),
    track('Ordered', 'b', { total: 7 }, 'u2'),
    { type: 'identify', userId: 'u2', messageId: 'c', traits: { plan: 'pro' } },
  ])
  const all = await read('/api/data/events')
  expect(all.items).toMatchObject([
    { event: 'Ordered', named: true, count: 2, persons: 2, sources: [{ source: 'segment', count: 2 }] },
    { event: 'identify', named: false, count: 1 },
  ])
  const where = { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } }
  const definition = encodeURIComponent(JSON.stringify({ version: 1, subject: 'person', where }))
  expect((await read(`/api/data/events?definition=${definition}`)).items).toMatchObject([
    { event: 'Ordered', count: 1, persons: 1 },
    { event: 'identify', count: 1 },
  ])
  expect((await read('/api/data/events?from=2100-01-01')).items).toEqual([])
  expect(await open.ask('/api/data/events?from=soon')).toMatchObject({ status: 400 })
})

test('[Y3] properties with types, share and examples; odd names and keys are data', async () => {
  await send([
    track('a/b ?', 'a', { n: 1, s: 'x', o: { deep: 1 }, __proto: 1 }),
    track('a/b ?', 'b', { n: 'two', s: 'x', l: [1] }),
    track('a/b ?', 'c', { n: null, s: 'y'.repeat(500) }),
  ])
  const found = await read(`/api/data/events/${encodeURIComponent('a/b ?')}/properties`)
  expect(found).toMatchObject({ examined: 3, total: 5, next: null })
  const n = found.items.find((one: { name: string }) => one.name === 'n')
  expect(n.count).toBe(3)
  expect(n.types).toEqual(
    expect.arrayContaining([
      { type: 'number', count: 1 },
      { type: 'string', count: 1 },
      { type: 'null', count: 1 },
    ]),
  )
  expect(n.examples).toEqual(['two', 1])
  const s = found.items.find((one: { name: string }) => one.name === 's')
  expect(s.examples[0]).toMatch(/^"y{199} …$/)
  expect(s.examples).toHaveLength(2)
  await send([{ type: 'identify', userId: 'u1', messageId: 'd', traits: { plan: 'pro' } }])
  expect((await read('/api/data/events/identify/properties?named=false')).items).toEqual([
    { name: 'plan', place: 'traits', count: 1, types: [{ type: 'string', count: 1 }], examples: ['pro'] },
  ])
})

test('[Y4] the tail tells of events as they are stored, and goes on after a cut', async () => {
  await open.ask('/api/plan', {
    method: 'PUT',
    body: JSON.stringify({
      name: 'Shop',
      rules: [{ type: 'TRACK', key: 'Ordered', jsonSchema: { type: 'object' } }],
    }),
  })
  await send([track('Before', 'old')])
  const first = await listen()
  expect(await first.next()).toMatchObject({ event: 'place' })
  await send([track('Ordered', 'a'), track('ordered', 'b')])
  const came = await first.next()
  expect(came.lines.map(({ messageId }) => messageId)).toEqual(['a', 'b'])
  expect(came.lines[0]).toMatchObject({ event: 'Ordered', source: 'segment', findings: [] })
  expect(came.lines[1]?.findings).toMatchObject([{ kind: 'near-miss-name' }])
  first.stop()
  await send([track('Ordered', 'c')])
  const second = await listen(came.id)
  await second.next()
  expect((await second.next()).lines.map(({ messageId }) => messageId)).toEqual(['c'])
  second.stop()
})

test('[Y5] a person tells what tied its ids together, and what was refused', async () => {
  await send([
    { type: 'track', event: 'Seen', anonymousId: 'a1', messageId: 'm1' },
    { type: 'identify', userId: 'u1', anonymousId: 'a1', messageId: 'm2' },
    { type: 'identify', userId: 'u2', anonymousId: 'a1', messageId: 'm3', timestamp: '2027-01-01' },
    { type: 'alias', userId: 'u1', previousId: 'u2', messageId: 'm4' },
  ])
  const { id } = await read('/api/persons?user=u1')
  const person = await read(`/api/persons/${id}`)
  expect(person).toMatchObject({ userIds: ['u1'], anonymousIds: ['a1'] })
  expect(person.merges).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ messageId: 'm2', outcome: 'merged', reason: 'naming-link', by: 'seen' }),
      expect.objectContaining({ messageId: 'm4', outcome: 'refused', reason: 'two-users', by: 'alias' }),
    ]),
  )
  expect((await read('/api/persons')).total).toBe(2)
})

test('[Y9] merges of the project are listed, newest first, by outcome, time and segment', async () => {
  await send([
    { type: 'identify', userId: 'u1', anonymousId: 'a1', messageId: 'm1', timestamp: '2026-01-01' },
    { type: 'identify', userId: 'u2', anonymousId: 'a1', messageId: 'm2', timestamp: '2026-01-03' },
    {
      type: 'identify',
      userId: 'u3',
      anonymousId: 'a3',
      messageId: 'm3',
      timestamp: '2026-01-02',
      traits: { plan: 'pro' },
    },
  ])
  const all = await read('/api/data/merges')
  expect(all).toMatchObject({ merged: 2, refused: 1, total: 3 })
  expect(all.items.map((one: { messageId: string }) => one.messageId)).toEqual(['m2', 'm3', 'm1'])
  expect(await read('/api/data/merges?outcome=refused')).toMatchObject({
    total: 1,
    items: [{ messageId: 'm2', reason: 'other-user-first' }],
  })
  expect((await read('/api/data/merges?from=2026-01-02&to=2026-01-03')).total).toBe(1)
  const where = { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } }
  const pro = encodeURIComponent(JSON.stringify({ version: 1, subject: 'person', where }))
  expect((await read(`/api/data/merges?definition=${pro}`)).items).toMatchObject([
    { messageId: 'm3', person: { userIds: ['u3'] } },
  ])
})

test('[Y6] violations are counted by event, and listed by kind or event', async () => {
  const rule = { type: 'TRACK', key: 'Ordered', jsonSchema: { type: 'object' } }
  await open.ask('/api/plan', { method: 'PUT', body: JSON.stringify({ name: 'Shop', rules: [rule] }) })
  await send([track('ordered', 'a'), track('Somewhere Else', 'b'), track('Ordered', 'c')])
  const all = await read('/api/plan/violations')
  expect(all.byEvent).toEqual({ ordered: 1, 'Somewhere Else': 1 })
  expect(all.total).toBe(2)
  const near = await read('/api/plan/violations?kind=near-miss-name')
  expect(near).toMatchObject({ total: 1, items: [{ event: 'ordered', examples: [{ messageId: 'a' }] }] })
  expect((await read('/api/plan/violations?event=Somewhere%20Else')).items).toHaveLength(1)
})

test('[T7] of 12,000 events all are judged, of the dates and the people alone, and what is new is added', async () => {
  const rule = {
    type: 'TRACK',
    key: 'Ordered',
    jsonSchema: { properties: { properties: { properties: { total: { type: 'number' } } } } },
  }
  await open.ask('/api/plan', { method: 'PUT', body: JSON.stringify({ name: 'Shop', rules: [rule] }) })
  const T0 = Date.UTC(2026, 9, 1)
  const row = (i: number): NewEvent => ({
    messageId: `m${i}`,
    type: 'track',
    event: 'Ordered',
    anonymousId: `d${i % 10}`,
    properties: { total: i % 4 === 0 ? 'much' : i },
    traits: {},
    context: {},
    at: T0 + i * 60_000,
    receivedAt: T0 + i * 60_000,
    source: 'import',
  })
  await open.store.putEvents(
    'main',
    Array.from({ length: 12_000 }, (_, i) => row(i)),
  )
  const wrongTypes = async (query = '') => {
    const { items } = await read(`/api/plan/violations?kind=wrong-type&patience=60000${query}`)
    return items.map(({ count, firstAt, lastAt }: Record<string, number>) => [count, firstAt, lastAt])
  }
  const early = await read('/api/plan/violations?patience=0')
  expect(early.reading).toEqual({ done: expect.any(Number), total: expect.any(Number) })
  expect(early.reading.done).toBeLessThan(12_000)
  expect(await wrongTypes()).toEqual([[3_000, T0, T0 + 11_996 * 60_000]])
  expect((await read('/api/plan/violations?patience=60000')).reading).toBeNull()
  expect(await wrongTypes(`&from=${T0 + 60_000}&to=${T0 + 9 * 60_000}`)).toEqual([
    [2, T0 + 4 * 60_000, T0 + 8 * 60_000],
  ])

  // The device's owner is told later: what it did before is the person's nevertheless.
  await send([
    { type: 'identify', userId: 'ada', anonymousId: 'd2', messageId: 'i', traits: { plan: 'pro' } },
  ])
  await open.store.putEvents('main', [{ ...row(12_000), anonymousId: 'd2', userId: 'ada' }])
  const where = { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } }
  const pro = encodeURIComponent(JSON.stringify({ version: 1, subject: 'person', where }))
  expect(await wrongTypes(`&definition=${pro}`)).toEqual([[601, T0 + 12 * 60_000, T0 + 12_000 * 60_000]])
  const { items } = await read('/api/plan/violations?kind=wrong-type&limit=1')
  expect(items[0].examples).toHaveLength(3)
  expect(items[0].examples[0]).toMatchObject({ messageId: 'm12000', seen: '"much"', url: null })

  await open.store.deleteSource('main', 'import')
  expect(await wrongTypes()).toEqual([])
})

test('[M21] membership of a person, by the list of members and by the definition', async () => {
  await send([
    { type: 'identify', userId: 'u2', messageId: 'c', traits: { plan: 'pro' } },
    track('Seen', 'd'),
  ])
  const where = { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } }
  const definition = encodeURIComponent(JSON.stringify({ version: 1, subject: 'person', where }))
  const of = async (user: string) => {
    const { id } = await read(`/api/persons?user=${user}`)
    return read(`/api/persons/${id}/membership?definition=${definition}`)
  }
  expect(await of('u2')).toMatchObject({ listed: true, matches: true, why: { holds: true } })
  expect(await of('u1')).toMatchObject({ listed: false, matches: false, why: { holds: false } })
  expect(await open.ask('/api/persons/none/membership?segment=x')).toMatchObject({ status: 404 })
})

interface Message {
  event: string
  id: string
  lines: { messageId: string; event: string; source: string; findings: { kind: string }[] }[]
}

/** A client of the tail: one message of it after the other. */
async function listen(after?: string): Promise<{ next: () => Promise<Message>; stop: () => void }> {
  const response = await open.app.request('/api/data/live', {
    headers: { authorization: `Bearer ${TOKEN}`, ...(after && { 'last-event-id': after }) },
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Message> => {
    while (!text.includes('\n\n')) text += (await reader.read()).value ?? ''
    const end = text.indexOf('\n\n')
    const fields = new Map(
      text
        .slice(0, end)
        .split('\n')
        .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    )
    text = text.slice(end + 2)
    const data = fields.get('data') ?? ''
    return {
      event: fields.get('event') ?? '',
      id: fields.get('id') ?? '',
      lines: data ? JSON.parse(data) : [],
    }
  }
  return { next, stop: () => void reader.cancel() }
}
