import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SessionFields } from '../../contract/fields.ts'
import { SEGMENT_VERSION } from '../../contract/segment/segment.ts'
import { openApp } from '../app.ts'
import { batch, derived, event, putVisit, T0 } from '../store/make.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeEach(async () => {
  open = await openApp()
})
afterEach(() => open.close())

const main = { project: 'main' }
const visit = (session: string, minute: number, fields: SessionFields = {}) =>
  putVisit(
    open.store,
    batch({ session, from: T0 + minute * 60_000, anonymousId: `of ${session}` }, main),
    fields,
  )

const put = (path: string, body: object) => open.ask(path, { method: 'PUT', body: JSON.stringify(body) })
const post = (path: string, body: object) => open.ask(path, { method: 'POST', body: JSON.stringify(body) })
const listed = async (query: string): Promise<string[]> => {
  const { body } = await open.ask(`/api/sessions?${query}`)
  return body.items.map((one: { id: string }) => one.id)
}

test('[V40] a star, labels and who watched are shown with a session and narrow the list', async () => {
  await visit('one', 1)
  await visit('two', 2)
  await visit('three', 3)
  await put('/api/sessions/one/kept', { star: true, addLabel: ' checkout ' })
  await put('/api/sessions/one/kept', { addLabel: 'bug' })
  await put('/api/sessions/two/kept', { addLabel: 'bug' })
  const { body } = await put('/api/sessions/two/watched', { watched: true })
  expect(body).toEqual({
    star: false,
    labels: ['bug'],
    watched: [{ name: 'Admin', at: expect.any(Number), mine: true }],
    notes: 0,
  })
  const { body: all } = await open.ask('/api/sessions')
  expect(all.items[2].kept).toMatchObject({ star: true, labels: ['bug', 'checkout'], watched: [] })
  expect(await listed('star=true')).toEqual(['one'])
  expect(await listed('label=bug')).toEqual(['two', 'one'])
  expect(await listed('label=bug&unwatched=true')).toEqual(['one'])
  expect(await listed('unwatched=true')).toEqual(['three', 'one'])
  expect((await open.ask('/api/labels')).body.items).toEqual([
    { name: 'bug', sessions: 2 },
    { name: 'checkout', sessions: 1 },
  ])
})

test('[V40] what is kept can be taken back, and was watched first when it was', async () => {
  await visit('one', 1)
  const first = await put('/api/sessions/one/watched', { watched: true })
  const again = await put('/api/sessions/one/watched', { watched: true })
  expect(again.body).toEqual(first.body)
  await put('/api/sessions/one/kept', { star: true, addLabel: 'bug' })
  await put('/api/sessions/one/kept', { star: false, removeLabel: 'bug' })
  const { body } = await put('/api/sessions/one/watched', { watched: false })
  expect(body).toEqual({ star: false, labels: [], watched: [], notes: 0 })
  expect(await open.store.documents('main', 'watched')).toEqual([])
})

test('[V40] what is kept at the same time is all kept', async () => {
  await visit('one', 1)
  const labels = ['a', 'b', 'c', 'd', 'e']
  await Promise.all(labels.map(addLabel => put('/api/sessions/one/kept', { addLabel })))
  expect((await open.ask('/api/sessions/one')).body.kept.labels).toEqual(labels)
})

test('[V40] of a session that is not there nothing is kept', async () => {
  expect((await put('/api/sessions/gone/kept', { star: true })).status).toBe(404)
  await visit('one', 1)
  expect((await put('/api/sessions/one/kept', { addLabel: '  ' })).status).toBe(400)
  expect((await put('/api/sessions/one/kept', { colour: 'red' })).status).toBe(400)
})

test('[V41] a playlist made by hand keeps its order; sorted, it follows the sort', async () => {
  for (const [i, id] of ['one', 'two', 'three'].entries()) await visit(id, i, { activeTime: 10 - i })
  const made = await post('/api/playlists', { name: 'Look at these', sessions: ['two', 'one', 'two'] })
  expect(made.body).toMatchObject({ segment: null, sessions: ['two', 'one'], madeBy: 'Admin' })
  const { id } = made.body
  await put(`/api/playlists/${id}`, { add: 'three' })
  expect(await listed(`playlist=${id}`)).toEqual(['two', 'one', 'three'])
  expect(await listed(`playlist=${id}&sort=activeTime`)).toEqual(['one', 'two', 'three'])
  await put('/api/sessions/one/watched', { watched: true })
  expect(await listed(`playlist=${id}&unwatched=true`)).toEqual(['two', 'three'])
  await put(`/api/playlists/${id}`, { remove: 'two', name: 'Look at this' })
  expect((await open.ask(`/api/playlists/${id}`)).body).toMatchObject({
    name: 'Look at this',
    sessions: ['one', 'three'],
  })
  await open.ask(`/api/playlists/${id}`, { method: 'DELETE' })
  expect((await open.ask(`/api/sessions?playlist=${id}`)).status).toBe(404)
})

test('[V41] a living playlist holds whoever is in its segment', async () => {
  await visit('one', 1, { browser: 'Firefox' })
  const { body: segment } = await post('/api/segments', {
    name: 'Firefox',
    definition: {
      version: SEGMENT_VERSION,
      subject: 'session',
      where: { kind: 'field', field: 'browser', is: { op: 'is', values: ['Firefox'] } },
    },
  })
  const { body } = await post('/api/playlists', { name: 'Foxes', segment: segment.id })
  expect(await listed(`playlist=${body.id}`)).toEqual(['one'])
  await visit('two', 2, { browser: 'Firefox' })
  await visit('three', 3, { browser: 'Chrome' })
  expect(await listed(`playlist=${body.id}`)).toEqual(['two', 'one'])
  expect((await put(`/api/playlists/${body.id}`, { add: 'three' })).status).toBe(400)
  expect((await open.ask(`/api/sessions?playlist=${body.id}&segment=${segment.id}`)).status).toBe(400)
  expect((await post('/api/playlists', { name: 'Nothing', segment: 'gone' })).status).toBe(404)
})

test('[V42] a queue takes what differs before what is newest, and says what sets each apart', async () => {
  for (let i = 0; i < 30; i++) {
    await visit(`alike-${i}`, 100 + i, { device: 'desktop', entryPath: '/', activeTime: 60_000 })
  }
  await visit('angry', 1, { device: 'desktop', entryPath: '/', rageClicks: 3, frustrationScore: 80 })
  await visit('phone', 2, { device: 'phone', entryPath: '/', activeTime: 60_000 })
  await visit('buyer', 3, { device: 'desktop', entryPath: '/sale', activeTime: 1_200_000 })
  await open.store.putEvents('main', [event({ event: 'Order Completed', sessionId: 'buyer', userId: 'ada' })])
  const { body } = await open.ask('/api/queue?count=4')
  const chosen = body.items.map((one: { id: string; reason: string }) => [one.id, one.reason])
  expect(chosen[0]).toEqual(['angry', 'The most troubled visit: frustration 80 of 100'])
  expect(Object.fromEntries(chosen)).toMatchObject({
    buyer: expect.stringMatching(/did Order Completed/i),
    phone: expect.stringMatching(/on a phone/i),
  })
  expect(body.items).toHaveLength(4)
  expect((await open.ask('/api/queue?count=4')).body).toEqual(body)
})

test('[V12] one request tells of several sessions why they are in a segment', async () => {
  await visit('one', 1, { browser: 'Firefox' })
  await visit('two', 2, { browser: 'Chrome' })
  const definition = JSON.stringify({
    version: SEGMENT_VERSION,
    subject: 'session',
    where: { kind: 'field', field: 'browser', is: { op: 'is', values: ['Firefox'] } },
  })
  const { body } = await post('/api/sessions/why', { sessions: ['two', 'gone', 'one'], definition })
  expect(
    body.items.map((one: { session: string; why: { holds: boolean } }) => [one.session, one.why.holds]),
  ).toEqual([
    ['two', false],
    ['one', true],
  ])
  const single = await open.ask(`/api/sessions/one/why?definition=${encodeURIComponent(definition)}`)
  expect(body.items[1].why).toEqual(single.body)
})

test('[V44] a session tells which segments it was in when it was recorded, and is in now', async () => {
  await putVisit(open.store, batch({ session: 'one', from: T0, userId: 'ada' }, main))
  await open.store.putEvents('main', [
    event({ type: 'identify', userId: 'ada', traits: { plan: 'pro' }, at: T0 + 3_600_000 }),
  ])
  const { body: segment } = await post('/api/segments', {
    name: 'Pro',
    definition: {
      version: SEGMENT_VERSION,
      subject: 'person',
      where: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['pro'] } },
    },
  })
  const { body } = await open.ask('/api/sessions/one/segments')
  expect(body.items).toEqual([
    {
      segment: segment.id,
      name: 'Pro',
      atVisit: expect.objectContaining({ holds: false }),
      now: expect.objectContaining({ holds: true }),
    },
  ])
})

test('[V45] words are sought in what was read, in events, addresses and failures', async () => {
  await visit('plain', 1)
  const place = (session: string, minute: number) => batch({ session, from: T0 + minute * 60_000 }, main)
  await putVisit(open.store, place('paged', 2), {}, [{ at: T0, path: '/demo/Teapot' }])
  await visit('bought', 3)
  await open.store.putEvents('main', [event({ event: 'Teapot Bought', userId: 'ada', sessionId: 'bought' })])
  const made = derived(place('broken', 4))
  const [tab] = made.tabs
  tab?.facts?.failures.push({ at: T0, kind: 'uncaught', message: 'No teapot!', page: 0, click: -1 })
  await open.store.putBatch(place('broken', 4))
  await open.store.putDerived(made)
  const read = derived(place('read', 5))
  read.tabs[0]?.facts?.texts.push('A teapot for two')
  await open.store.putBatch(place('read', 5))
  await open.store.putDerived(read)
  expect(await listed('text=TEAPOT')).toEqual(['read', 'broken', 'bought', 'paged'])
  expect(await listed('text=teapot&sort=startedAt&order=asc')).toEqual(['paged', 'bought', 'broken', 'read'])
  expect(await listed('text=kettle')).toEqual([])
})

test('[V46] a session found by words tells the first moment that shows them', async () => {
  const at = (minute: number) => T0 + minute * 60_000
  const place = (session: string, minute: number) => batch({ session, from: at(minute) }, main)
  const pages = [
    { at: at(2) + 500, path: '/home' },
    { at: at(2) + 900, path: '/demo/Teapot' },
  ]
  await putVisit(open.store, place('paged', 2), {}, pages)
  const read = derived(place('read', 3))
  read.tabs[0]?.facts?.texts.push(`${'long '.repeat(40)}A teapot for two`)
  await open.store.putBatch(place('read', 3))
  await open.store.putDerived(read)
  const bought = event({ event: 'Teapot Bought', userId: 'ada', sessionId: 'bought', at: at(4) + 700 })
  await visit('bought', 4)
  await open.store.putEvents('main', [bought])
  await visit('plain', 5)
  const { body } = await open.ask('/api/sessions/found?text=TEAPOT&sessions=plain,bought,read,paged,gone')
  expect(body.items).toEqual([
    { session: 'bought', in: 'event', at: 700, words: 'Teapot Bought' },
    { session: 'read', in: 'text', at: null, words: expect.stringMatching(/^….*A teapot for two$/) },
    { session: 'paged', in: 'page', at: 900, words: '/demo/Teapot' },
  ])
})
