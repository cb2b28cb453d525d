import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SegmentProblem } from '../../contract/segment/check.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { openApp } from '../app.ts'
import { batch, derived, event } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
  for (const [i, userId] of ['ada', 'bob'].entries()) {
    await open.store.putEvents('main', [event({ userId, messageId: userId, event: 'A' })])
    const made = { ...batch({ session: `session-${i}`, userId }), project: 'main' }
    await open.store.putBatch(made)
    await open.store.putDerived({ ...derived(made), project: 'main' })
  }
})
afterAll(() => open.close())

const did = {
  kind: 'event',
  event: 'A',
  where: [],
  count: { op: 'at-least', n: 1 },
  window: { kind: 'ever' },
}
const define = (where: unknown, version = 1) => ({ version, subject: 'person', where })
const refer = (id: string) => ({ kind: 'segment', id })
const send = (method: string, path: string, body: unknown) =>
  open.ask(`/api/segments${path}`, { method, body: JSON.stringify(body) })

async function saved(name: string, where: unknown): Promise<string> {
  const { status, body } = await send('POST', '', { name, definition: define(where) })
  expect(status).toBe(200)
  return body.id
}

/** Stored by another version, past the check at the door. */
async function smuggled(id: string, where: unknown, version = 1): Promise<void> {
  const definition: SegmentDefinition = JSON.parse(JSON.stringify(define(where, version)))
  const row = { id, project: 'main', name: id, description: '', createdAt: 0, updatedAt: 0 }
  await open.store.putSegment({ ...row, definition })
}

/** Whom it matches, as each list says, and what it says of itself. */
async function matched(
  where: unknown,
): Promise<{ persons: number; sessions: number; said: SegmentProblem[] }> {
  const { status, body } = await send('POST', '/preview', { definition: define(where) })
  expect(status).toBe(200)
  return { persons: body.persons, sessions: body.sessions, said: body.notices }
}

describe('[M44] what cannot be asked is refused with its place and a reason, saved or not', () => {
  test.each([
    ['10,000 conditions', define({ kind: 'or', of: Array(10_000).fill(did) }), 'where.of', 'at most 500'],
    [
      'an expression that explodes',
      define({ kind: 'trait', trait: 'plan', is: { op: 'matches', pattern: '(a+)+$' } }),
      'where.is.op',
      'cannot be tested so',
    ],
    [
      'a field that was deleted',
      define({
        kind: 'session',
        where: { kind: 'field', field: 'shoeSize', is: { op: 'exists' } },
        count: did.count,
        window: did.window,
      }),
      'where.where.field',
      'no such field',
    ],
    ['a newer version', define({ kind: 'of another age' }, 2), 'version', 'newer version (2)'],
  ])('%s', async (_, definition, at, message) => {
    const problem = { at, message: expect.stringContaining(message) }
    for (const [path, body] of [
      ['', { name: 'x', definition }],
      ['/preview', { definition }],
    ] as const) {
      const answer = await send('POST', path, body)
      expect(answer).toMatchObject({ status: 400, body: { error: { problems: [problem] } } })
    }
  })
})

describe('[M19] what a segment refers to', () => {
  test('to itself, also through another one, it is not saved', async () => {
    const a = await saved('a', did)
    const b = await saved('b', { kind: 'not', of: refer(a) })
    for (const [where, at] of [
      [refer(a), 'where'],
      [{ kind: 'or', of: [did, refer(b)] }, 'where.of[1]'],
    ] as const) {
      const { status, body } = await send('PUT', `/${a}`, { name: 'a', definition: define(where) })
      expect(status).toBe(400)
      expect(body.error.problems).toMatchObject([{ at, message: expect.stringContaining('itself') }])
    }
  })

  test.each([
    ['a segment', refer('seg_none')],
    ['a list', { kind: 'list', id: 'list_none' }],
  ])(
    '%s that is not there is not saved; asked, also for who is not in it, it matches nobody and says so',
    async (_, gone) => {
      const { status, body } = await send('POST', '', { name: 'x', definition: define(gone) })
      expect([status, body.error.problems[0].at]).toEqual([400, 'where'])
      const found = await matched({ kind: 'or', of: [did, { kind: 'not', of: gone }] })
      expect(found).toMatchObject({ persons: 0, sessions: 0 })
      expect(found.said).toMatchObject([{ at: 'where.of[1].of', message: expect.stringContaining('gone') }])
    },
  )

  test('once it is deleted, who is not in it is nobody', async () => {
    const base = await saved('base', did)
    const others = await saved('others', { kind: 'not', of: refer(base) })
    expect((await send('DELETE', `/${base}`, {})).status).toBe(200)
    expect((await open.ask(`/api/segments/${others}/members`)).body).toMatchObject({ items: [], total: 0 })
    expect((await open.ask(`/api/sessions?segment=${others}`)).body).toMatchObject({ items: [], total: 0 })
  })

  test.each([
    [
      'a field that was deleted since',
      { kind: 'not', of: { kind: 'field', field: 'shoeSize', is: { op: 'missing' } } },
      1,
    ],
    ['what only a newer version knows', { kind: 'not', of: { kind: 'moonphase' } }, 2],
  ])('%s matches nobody, by itself and where it is referred to', async (name, where, version) => {
    const id = `old-${version}`
    await smuggled(id, where, version)
    expect((await open.ask(`/api/segments/${id}`)).body).toMatchObject({ name: id })
    expect((await open.ask(`/api/sessions?segment=${id}`)).body).toMatchObject({ items: [], total: 0 })
    expect((await open.ask(`/api/segments/${id}/members`)).body).toMatchObject({ items: [], total: 0 })
    const found = await matched({ kind: 'or', of: [did, { kind: 'not', of: refer(id) }] })
    expect(found, name).toMatchObject({ persons: 0, sessions: 0, said: [{ at: 'where.of[1].of' }] })
    const session = (await open.ask('/api/sessions')).body.items[0].id
    const why = await open.ask(`/api/sessions/${session}/why?segment=${id}`)
    expect(why).toMatchObject({ status: 200, body: { holds: false } })
    expect((await open.ask(`/api/sessions/${session}/segments`)).status).toBe(200)
    expect((await open.ask('/api/segments/overlap')).status).toBe(200)
  })
})
