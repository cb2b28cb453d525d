import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, WRITE_KEY } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  open = await openApp()
})
afterEach(() => open.close())

const send = (batch: object[]) =>
  open.ask('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: WRITE_KEY, batch }) })
const read = async (path: string) => (await open.ask(path)).body

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
  expect(await read('/api/accounts?q=ACM')).toMatchObject({
    total: 1,
    items: [{ id: 'acme', label: 'Acme' }],
  })
  expect(await read('/api/accounts?q=other')).toMatchObject({ total: 0, items: [] })
  const save = async (subject: string, is: object) => {
    const definition = { version: 1, subject, where: { kind: 'trait', trait: 'plan', is } }
    const body = JSON.stringify({ name: subject, description: '', definition })
    return (await open.ask('/api/segments', { method: 'POST', body })).body.id
  }
  const pro = await save('account', { op: 'is', values: ['pro'] })
  expect((await read(`/api/segments/${pro}/accounts`)).items).toEqual([
    { id: 'acme', traits: account.traits, members: 2 },
  ])
  expect((await read(`/api/segments/${pro}/accounts?asOf=2026-01-01T12:00:00Z`)).items).toEqual([
    { id: 'acme', traits: { name: 'Before', plan: 'pro' }, members: 1 },
  ])
  expect(await read(`/api/accounts?segment=${pro}`)).toMatchObject({ total: 1, items: [{ id: 'acme' }] })
  expect((await read(`/api/accounts?segment=${pro}&q=other`)).total).toBe(0)
  const free = await save('account', { op: 'is', values: ['free'] })
  expect((await read(`/api/accounts?segment=${free}`)).total).toBe(0)
  expect((await read(`/api/segments/${free}/accounts`)).items).toEqual([])
  const persons = await save('person', { op: 'exists' })
  expect(await open.ask(`/api/segments/${persons}/accounts`)).toMatchObject({ status: 400 })
  const second = { version: 1, subject: 'person', where: { kind: 'list', id: 'none' } }
  const nobody = encodeURIComponent(JSON.stringify(second))
  expect((await read(`/api/accounts?definition=${nobody}`)).total).toBe(0)
  const everyone = encodeURIComponent(
    JSON.stringify({ ...second, where: { kind: 'trait', trait: 'none', is: { op: 'missing' } } }),
  )
  expect((await read(`/api/accounts?definition=${everyone}`)).total).toBe(1)
  const visits = {
    version: 1,
    subject: 'session',
    where: { kind: 'field', field: 'clickCount', is: { op: 'at-least', number: 0 } },
  }
  const visited = encodeURIComponent(JSON.stringify(visits))
  // Nobody of it was recorded.
  expect((await read(`/api/accounts?definition=${visited}`)).total).toBe(0)
  expect(await open.ask('/api/accounts/none')).toMatchObject({ status: 404 })
})
