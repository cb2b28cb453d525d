import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'
import { batch, event, putVisit } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
  await open.store.putEvents('main', [
    event({ messageId: 'm1', event: 'Bought', userId: 'ada', at: Date.now() - 1_000 }),
    event({ messageId: 'm2', event: 'Bought', userId: 'bob', at: Date.now() - 1_000 }),
  ])
  const made = batch({ session: 'session-1', userId: 'ada' })
  await putVisit(open.store, { ...made, project: 'main' }, { country: 'DE' })
})
afterAll(() => open.close())

const post = (path: string, body: unknown, method = 'POST') =>
  open.ask(path, { method, body: JSON.stringify(body) })
const members = async (q: string) => {
  const { body } = await open.ask(`/api/persons?q=${encodeURIComponent(q)}`)
  return body.items.map(({ userIds }: { userIds: string[] }) => userIds[0]).sort()
}

test('[M60] the API reads and writes segments as text, and takes one wherever it takes a definition', async () => {
  const text = 'person where did "Bought" in last 7 days and not (in list "x")'
  const { body } = await post('/api/segments/text', { text })
  expect(body).toMatchObject({ text, definition: { subject: 'person' }, error: null, problems: [] })
  expect((await post('/api/segments/text', { definition: body.definition })).body.text).toBe(text)
  expect(await members('person where did "Bought"')).toEqual(['ada', 'bob'])
  expect(await members('session where country is "DE"')).toEqual(['ada'])
  const preview = await post('/api/segments/preview', { q: 'session where country is "DE"' })
  expect(preview.body).toMatchObject({ sessions: 1, persons: 1, notices: [] })
})

test('[M61] the API says where a text cannot be read, and what of it cannot be asked', async () => {
  expect((await post('/api/segments/text', { text: 'person where did' })).body).toMatchObject({
    definition: null,
    error: { from: 16, to: 16 },
  })
  expect((await post('/api/segments/text', { text: 'person where country is "DE"' })).body).toMatchObject({
    definition: null,
    error: null,
    problems: [{ at: 'where' }],
  })
  const { status, body } = await open.ask('/api/sessions?q=person%20where')
  expect([status, body.error.message]).toEqual([
    400,
    expect.stringContaining('text cannot be read, at letter 13'),
  ])
})

test('[M43] a list is stored from a CSV, asked by its id, and missed when it is gone', async () => {
  const csv = '\uFEFF"User ID",name\r\n"ada",Ada L\r\nada,again\r\ncid;x\r\n\r\n'
  const { body: list } = await post('/api/lists', { name: 'VIPs', of: 'user', csv })
  expect(list).toMatchObject({ name: 'VIPs', of: 'user', count: 2 })
  expect(await members(`person where in list "${list.id}"`)).toEqual(['ada'])
  expect(await members(`session where in list "${list.id}"`)).toEqual(['ada'])
  await post(`/api/lists/${list.id}`, { name: 'VIPs', of: 'user', ids: ['bob'] }, 'PUT')
  expect(await members(`person where in list "${list.id}"`)).toEqual(['bob'])
  expect((await open.ask('/api/lists')).body.items).toMatchObject([{ id: list.id, count: 1 }])
  await open.ask(`/api/lists/${list.id}`, { method: 'DELETE' })
  const q = `person where not (in list "${list.id}")`
  expect(await members(q)).toEqual([])
  expect((await post('/api/segments/preview', { q })).body.notices).toEqual([
    { at: 'where.of', message: 'The list referred to here is gone.' },
  ])
  for (const wrong of [{ ids: [] }, { csv: 'user_id\n' }, {}, { ids: Array(100_001).fill('x') }]) {
    expect((await post('/api/lists', { name: 'x', of: 'user', ...wrong })).status).toBe(400)
  }
})

test('[M25] the project’s time zone can be changed, to one that exists', async () => {
  expect((await open.ask('/api/zone')).body).toEqual({ zone: 'UTC' })
  expect((await post('/api/zone', { zone: 'Europe/Berlin' }, 'PUT')).status).toBe(200)
  expect((await open.ask('/api/zone')).body).toEqual({ zone: 'Europe/Berlin' })
  expect((await post('/api/zone', { zone: 'Europe/Atlantis' }, 'PUT')).status).toBe(400)
})

test('[M46] what never arrived is told with its place', async () => {
  const q =
    'person where did "Bougth" and did event "Bought" within 5 hours after "Seen" and trait "plan" exists and account (trait "x" exists)'
  const { body } = await post('/api/segments/preview', { q })
  expect(body.notices).toEqual([
    { at: 'where.of[0]', message: 'No event named "Bougth" has arrived yet.' },
    { at: 'where.of[1].window', message: 'No event named "Seen" has arrived yet.' },
    { at: 'where.of[2]', message: 'No person has the trait "plan" yet.' },
    { at: 'where.of[3]', message: 'No group call has arrived yet: nobody belongs to an account.' },
  ])
})

test('[M44] a saved segment whose field is no longer known matches nothing, also under not, and says so', async () => {
  const row = { project: 'main', name: 'Old', description: '', createdAt: 0, updatedAt: 0 }
  const definition = JSON.parse(
    '{"version":1,"subject":"session","where":{"kind":"not","of":{"kind":"field","field":"shoeSize","is":{"op":"exists"}}}}',
  )
  await open.store.putSegment({ ...row, id: 'seg_old', definition })
  expect((await open.ask('/api/sessions?segment=seg_old')).body.items).toEqual([])
  const q = 'session where not (in segment "seg_old")'
  expect((await post('/api/segments/preview', { q })).body).toMatchObject({
    sessions: 0,
    persons: 0,
    notices: [{ at: 'where.of', message: 'The segment referred to here cannot be used any more.' }],
  })
})
