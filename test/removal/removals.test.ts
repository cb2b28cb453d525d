import { afterEach, beforeEach, expect, test } from 'vitest'
import { Removals } from '../../server/removal/removals.ts'
import { removeOld } from '../../server/removal/retention.ts'
import { openApp } from '../app.ts'
import { batch, event, putVisit, T0 } from '../store/make.ts'

const PROJECT = 'main'
const DAY_MS = 86_400_000

let app: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  app = await openApp()
})
afterEach(() => app.close())

const visit = (session: string, anonymousId: string, from = T0, userId?: string) =>
  putVisit(app.store, {
    ...batch({ session, anonymousId, from, ...(userId ? { userId } : {}) }),
    project: PROJECT,
  })
const remove = async (what: string, id: string) => {
  const begun = await app.ask('/api/removals', { method: 'POST', body: JSON.stringify({ what, id }) })
  await app.removals.settled()
  return begun.status === 200 ? (await app.ask(`/api/removals/${begun.body.id}`)).body : begun
}
const sessions = async () => {
  const { items } = (await app.ask('/api/sessions')).body
  return items.map((one: { id: string }) => one.id)
}

test('[Z1] a person goes with everything made of them, and the receipt says that it was looked for again', async () => {
  await visit('session-1', 'a', T0, 'ada')
  await visit('session-2', 'b', T0 + 10)
  await app.store.putEvents(PROJECT, [event({ userId: 'ada', type: 'identify', traits: { plan: 'pro' } })])
  const share = { session: 'session-1', from: 0, to: 500 }
  const shared = await app.ask('/api/shares', { method: 'POST', body: JSON.stringify(share) })
  const token = new URL(shared.body.url).pathname.split('/').pop()
  const note = await app.ask('/api/sessions/session-1/notes', {
    method: 'POST',
    body: JSON.stringify({ at: 100, text: 'Look here' }),
  })
  expect(note.status).toBe(200)
  const playlist = await app.ask('/api/playlists', {
    method: 'POST',
    body: JSON.stringify({ name: 'Mine', sessions: ['session-1', 'session-2'] }),
  })
  const [ada] = (await app.ask('/api/persons?user=ada')).body.items
  const receipt = await remove('person', ada.id)
  expect(receipt).toMatchObject({
    what: 'person',
    target: ada.id,
    by: 'admin token',
    state: 'done',
    removed: { sessions: 1, events: 1, links: 1, notes: 1 },
    compactedAt: null,
  })
  expect(receipt.checks.length).toBeGreaterThan(3)
  expect(receipt.checks.every((check: { gone: boolean }) => check.gone)).toBe(true)
  expect(JSON.stringify(receipt)).not.toContain('ada')
  expect((await app.ask(`/api/persons/${ada.id}`)).status).toBe(404)
  expect((await app.ask('/api/events?user=ada')).body.items).toEqual([])
  expect((await app.ask('/api/sessions/session-1/events')).status).toBe(404)
  const opened = await app.app.request(`/s/${token}/recording`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(opened.status).toBe(404)
  const [left] = (await app.ask('/api/playlists')).body.items
  expect(left).toMatchObject({ id: playlist.body.id, sessions: ['session-2'] })
  expect(await sessions()).toEqual(['session-2'])
  await app.ask('/api/removals/compact', { method: 'POST' })
  expect((await app.ask('/api/removals')).body.items[0].compactedAt).toEqual(expect.any(Number))
})

test('[Z2] the sessions of a segment are chosen before the first goes', async () => {
  for (const [i, session] of ['session-1', 'session-2', 'session-3'].entries()) {
    await visit(session, 'a', T0 + i * 1_000)
  }
  await visit('session-4', 'b', T0)
  const definition = {
    version: 1,
    subject: 'person',
    where: {
      kind: 'session',
      where: { kind: 'field', field: 'source', is: { op: 'exists' } },
      count: { op: 'at-least', n: 3 },
      window: { kind: 'ever' },
    },
  }
  const segment = await app.ask('/api/segments', {
    method: 'POST',
    body: JSON.stringify({ name: 'Thrice', description: '', definition }),
  })
  expect(segment.status).toBe(200)
  const receipt = await remove('segment', segment.body.id)
  expect(receipt).toMatchObject({ state: 'done', total: 3, removed: { sessions: 3 } })
  expect(await sessions()).toEqual(['session-4'])
})

test('[Z2] what is not there, or a segment that cannot be trusted, removes nothing', async () => {
  await visit('session-1', 'a')
  const broken = await app.ask('/api/segments', {
    method: 'POST',
    body: JSON.stringify({
      name: 'Broken',
      description: '',
      definition: {
        version: 1,
        subject: 'session',
        where: { kind: 'not', of: { kind: 'segment', id: 'gone' } },
      },
    }),
  })
  for (const [what, id] of [
    ['session', 'nobody'],
    ['person', 'p_0'],
    ['segment', 'none'],
    ['segment', broken.body.id],
  ] as const) {
    expect((await remove(what, id ?? 'x')).status).toBeGreaterThanOrEqual(400)
  }
  expect(await sessions()).toEqual(['session-1'])
})

test('[Z3] a removal that a stop interrupts goes on with the next start', async () => {
  for (let i = 0; i < 5; i++) await visit(`session-${i}`, 'a', T0 + i)
  const receipts = app.removals.receipts
  const begun = await receipts.begin(PROJECT, { what: 'segment', target: 'seg', by: 'ada@shop.test' })
  await receipts.putWork(PROJECT, begun.id, ['session-0', 'session-1', 'session-2'])
  await receipts.put(PROJECT, { ...begun, total: 3 })
  const next = new Removals(app.store)
  await next.resume()
  await next.settled()
  expect(await receipts.find(PROJECT, begun.id)).toMatchObject({ state: 'done', removed: { sessions: 3 } })
  expect(await sessions()).toEqual(['session-4', 'session-3'])
  await next.close()
})

test('[Z4] what is old goes: by the project, and by the longest of its labels', async () => {
  const now = T0 + 100 * DAY_MS
  await visit('session-old', 'a', T0)
  await visit('session-kept', 'a', T0 + 1)
  await visit('session-longer', 'a', T0 + 2)
  await visit('session-new', 'a', now - DAY_MS)
  await app.store.putEvents(PROJECT, [
    event({ messageId: 'm1', at: T0 }),
    event({ messageId: 'm2', at: now }),
  ])
  const label = (session: string, addLabel: string) =>
    app.ask(`/api/sessions/${session}/kept`, { method: 'PUT', body: JSON.stringify({ addLabel }) })
  expect((await label('session-kept', 'evidence')).status).toBe(200)
  await label('session-longer', 'bug')
  const rule = {
    sessionsDays: 30,
    eventsDays: 30,
    labels: [
      { label: 'evidence', days: null },
      { label: 'bug', days: 200 },
    ],
  }
  const put = () => app.ask('/api/settings/retention', { method: 'PUT', body: JSON.stringify(rule) })
  expect((await put()).status).toBe(200)
  expect(await removeOld(app.store, PROJECT, now)).toEqual({ sessions: 1, events: 1 })
  expect(await sessions()).toEqual(['session-new', 'session-longer', 'session-kept'])
  expect((await app.ask('/api/events')).body.items).toHaveLength(1)
  expect(await removeOld(app.store, PROJECT, now + 150 * DAY_MS)).toEqual({ sessions: 2, events: 1 })
  expect(await sessions()).toEqual(['session-kept'])
  const entries = (await app.ask('/api/audit?actor=retention')).body.items
  expect(entries[0].target).toBe('2 sessions and 1 events kept long enough')
})

test('[Z5] recordings that cannot be read are told, go with their person, by hand, and when they are old', async () => {
  const now = T0 + 100 * DAY_MS
  const put = async (session: string, anonymousId: string, from: number, isAside: boolean) => {
    const made = { ...batch({ session, anonymousId, from }), project: PROJECT }
    await app.store.putBatch(made)
    if (!isAside) return
    const aside = [{ seq: 0, reason: 'not-json' }]
    const tabs = [{ tab: made.head.tab, facts: null, checked: [], aside }]
    await app.store.putDerived({ project: PROJECT, session, fields: {}, span: null, tabs })
  }
  const unread = async () => (await app.ask('/api/unread-recordings')).body
  await visit('session-read', 'a', T0, 'ada')
  await put('session-of-ada', 'a', T0 + 1, true)
  await put('session-bad', 'b', T0 + 2, true)
  await put('session-waiting', 'c', T0 + 3, false)
  await put('session-old', 'd', T0 - 90 * DAY_MS, true)
  const told = await unread()
  expect(told.items.map((one: { session: string }) => one.session)).toEqual([
    ...['session-waiting', 'session-bad', 'session-of-ada', 'session-old'],
  ])
  expect(told).toMatchObject({ total: 4, bytes: expect.any(Number) })
  expect(told.items[1]).toMatchObject({ batches: 1, waiting: 0, reasons: ['not-json'] })

  const [ada] = (await app.ask('/api/persons?user=ada')).body.items
  expect((await app.ask(`/api/unread-recordings?person=${ada.id}`)).body.total).toBe(1)
  const receipt = await remove('person', ada.id)
  expect(receipt).toMatchObject({ state: 'done', removed: { sessions: 2 } })
  expect(receipt.checks.at(-1)).toEqual({ what: 'sessions with their recordings (2)', gone: true })

  const rule = { sessionsDays: 150, eventsDays: null, labels: [] }
  await app.ask('/api/settings/retention', { method: 'PUT', body: JSON.stringify(rule) })
  expect(await removeOld(app.store, PROJECT, now)).toEqual({ sessions: 1, events: 0 })
  expect(await remove('unread', 'all')).toMatchObject({ state: 'done', total: 1, removed: { sessions: 1 } })
  expect((await unread()).items.map((one: { session: string }) => one.session)).toEqual(['session-waiting'])
  expect(await removeOld(app.store, PROJECT, now + 60 * DAY_MS)).toEqual({ sessions: 1, events: 0 })
  expect((await unread()).total).toBe(0)
})
