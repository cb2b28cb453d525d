import { afterEach, beforeEach, expect, test } from 'vitest'
import { mentionsIn } from '../../contract/note.ts'
import { filterKept } from '../../server/watching/kept.ts'
import { openApp } from '../app.ts'
import { batch, putVisit } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  open = await openApp()
  await putVisit(open.store, batch({ session: 'one' }, { project: 'main' }))
  await putVisit(open.store, batch({ session: 'two' }, { project: 'main' }))
})
afterEach(() => open.close())

const notes = '/api/sessions/one/notes'
const post = (body: object) => open.ask(notes, { method: 'POST', body: JSON.stringify(body) })
const put = (id: string, body: object) =>
  open.ask(`${notes}/${id}`, { method: 'PUT', body: JSON.stringify(body) })

test('[V43] a note stands at a moment or over a range, and tells whom it mentions', async () => {
  await post({ at: 5_000, until: 9_000, text: 'Look here, @Ada@shop.example and (@bob@shop.example).' })
  const { body } = await post({ at: 400, text: 'Begins here' })
  expect(body).toMatchObject({
    session: 'one',
    at: 400,
    until: null,
    author: 'Admin',
    mine: true,
    resolved: null,
    url: `/sessions/one?t=400&panel=notes&note=${body.id}`,
  })
  const { body: list } = await open.ask(notes)
  expect(list.items.map((note: { at: number; mentions: string[] }) => [note.at, note.mentions])).toEqual([
    [400, []],
    [5_000, ['ada@shop.example', 'bob@shop.example']],
  ])
  expect((await open.ask('/api/sessions/two/notes')).body.items).toEqual([])
})

test('[V43] a drawing is kept as it was drawn, and suffices without words', async () => {
  const drawing = {
    width: 1280,
    height: 800,
    strokes: [
      {
        colour: 'red',
        points: [
          [1, 2],
          [3.5, 4],
        ],
      },
    ],
  }
  const { body } = await post({ at: 1, text: '', drawing })
  expect(body.drawing).toEqual(drawing)
})

test('[V43] a note is changed, resolved, opened again and deleted; open ones are counted in the list', async () => {
  const { body } = await post({ at: 1, text: 'Why?' })
  const open_ = async () => (await open.ask('/api/sessions?noted=true')).body.items
  expect(await open_()).toMatchObject([{ id: 'one', kept: { notes: 1 } }])
  expect((await put(body.id, { text: 'Because.', resolved: true })).body).toMatchObject({
    text: 'Because.',
    resolved: { by: 'Admin', at: expect.any(Number) },
  })
  expect(await open_()).toEqual([])
  expect((await put(body.id, { resolved: false })).body.resolved).toBeNull()
  expect(await open_()).toHaveLength(1)
  expect((await open.ask(`${notes}/${body.id}`, { method: 'DELETE' })).body).toEqual({ deleted: true })
  expect(await open_()).toEqual([])
})

test('[V43] what is no note is refused in words, and of another session there is none', async () => {
  const refused: [object, RegExp][] = [
    [{ at: 1, text: ' ' }, /Write something/],
    [{ at: 5, until: 5, text: 'x' }, /ends before it begins/],
    [{ at: -1, text: 'x' }, /at/],
    [{ at: 1, text: 'x', drawing: { width: 1, height: 1, strokes: [] } }, /strokes/],
    [{ at: 1, text: 'x', colour: 'red' }, /colour/],
  ]
  for (const [body, words] of refused) {
    const answer = await post(body)
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(words)])
  }
  const { body } = await post({ at: 1, text: 'x' })
  const other = await open.ask(`/api/sessions/two/notes/${body.id}`, { method: 'DELETE' })
  expect(other.status).toBe(404)
})

test('[V43] an address counts as mentioned behind an @ that begins a word', () => {
  expect(mentionsIn('ask @a.b+c@d-e.co.uk!')).toEqual(['a.b+c@d-e.co.uk'])
  expect(mentionsIn('write to a@b.c or @nobody')).toEqual([])
  expect(mentionsIn('@a@b.c @A@B.c')).toEqual(['a@b.c'])
})

test('[V43] open notes that mention someone narrow the list for them', async () => {
  const { body } = await post({ at: 0, text: 'See this, @Ada@shop.example' })
  const mentioned = (id: string) => filterKept(open.store, 'main', { mentioned: true }, { id, name: '' })
  expect(await mentioned('ada@shop.example')).toEqual({ only: ['one'] })
  expect(await mentioned('bob@shop.example')).toEqual({ only: [] })
  expect((await open.ask('/api/sessions?mentioned=true')).body.items).toEqual([])
  await put(body.id, { resolved: true })
  expect(await mentioned('ada@shop.example')).toEqual({ only: [] })
})

test('[V43] whom to mention is told by e-mail address', async () => {
  const invited = { email: 'ada@shop.example', role: 'viewer' }
  await open.ask('/api/members', { method: 'POST', body: JSON.stringify(invited) })
  const { body } = await open.ask('/api/mentions')
  expect(body.items).toEqual([{ email: 'ada@shop.example', name: '' }])
})
