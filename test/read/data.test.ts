import { afterEach, beforeEach, expect, test } from 'vitest'
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

test('[Y8] a group has traits by event time, and members', async () => {
  const group = (messageId: string, userId: string, traits: object, timestamp: string) => ({
    type: 'group',
    messageId,
    userId,
    groupId: 'acme',
    traits,
    timestamp,
  })
  await send([
    group('g2', 'u2', { name: 'Acme', seats: 9 }, '2026-01-02'),
    group('g1', 'u1', { name: 'Before', plan: 'pro' }, '2026-01-01'),
    group('g3', 'u1', { seats: null }, '2026-01-03'),
  ])
  const account = await read('/api/accounts/acme')
  expect(account).toMatchObject({ label: 'Acme', total: 2 })
  expect(account.traits).toEqual({ name: 'Acme', plan: 'pro', seats: null })
  expect(account.members.map((one: { label: string }) => one.label)).toEqual(['u1', 'u2'])
  const { id } = await read('/api/persons?user=u2')
  expect((await read(`/api/persons/${id}`)).accounts).toMatchObject([{ id: 'acme', total: 2 }])
  expect(await open.ask('/api/accounts/none')).toMatchObject({ status: 404 })
})

test('[Y6] violations are counted by event, and listed by kind or event', async () => {
  const rule = { type: 'TRACK', key: 'Ordered', jsonSchema: { type: 'object' } }
  await open.ask('/api/plan', { method: 'PUT', body: JSON.stringify({ name: 'Shop', rules: [rule] }) })
  await send([track('ordered', 'a'), track('Somewhere Else', 'b'), track('Ordered', 'c')])
  const all = await read('/api/plan/violations')
  expect(all.byEvent).toEqual({ ordered: 1, 'Somewhere Else': 1 })
  expect(all.total).toBe(2)
  const near = await read('/api/plan/violations?kind=near-miss-name')
  expect(near).toMatchObject({ total: 1, items: [{ event: 'ordered' }] })
  expect((await read('/api/plan/violations?event=Somewhere%20Else')).items).toHaveLength(1)
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
