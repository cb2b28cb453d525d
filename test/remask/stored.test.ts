import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Remask } from '../../contract/masking.ts'
import { apartProject } from '../../server/plan/stored-plan.ts'
import { isInIds, maskEvent } from '../../server/remask/mask-event.ts'
import { textMask } from '../../server/remask/text.ts'
import { openMemory } from '../../server/store/memory/open.ts'
import type { Store } from '../../server/store/port.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { openApp, TOKEN } from '../app.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { batch, event } from '../store/make.ts'
import { accountPage, T0 } from './tape.ts'

let open: Awaited<ReturnType<typeof openApp>>
let folder = ''

async function begin(store: Store) {
  open = await openApp(store)
}
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await open.close()
  await removeFolder(folder)
})

const ask = async (path: string) => (await open.ask(path)).body
const post = async (path: string, body: object) =>
  (await open.ask(path, { method: 'POST', body: JSON.stringify(body) })).body
const exported = async (path: string) => {
  const answer = await open.app.request(path, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(answer.status).toBe(200)
  return (await answer.text()).split('\n').filter(line => !line.includes('m5'))
}
async function remasked(what: string): Promise<Remask> {
  await post('/api/remasks', { by: 'text', what })
  await open.masking.remasks.settled()
  return (await ask('/api/remasks')).items[0]
}

const ids = { userId: 'u-1', anonymousId: 'anon-1' }
const said = () => [
  event({
    ...ids,
    type: 'identify',
    traits: { email: 'ada@example.org', plan: 'pro' },
    messageId: 'm1',
    at: T0,
  }),
  event({
    ...{ ...ids, type: 'page', name: 'Orders of ada@example.org', messageId: 'm2', at: T0 + 1 },
    properties: { title: 'Hello ada@example.org', 'sent to ada@example.org': [{ to: 'ADA@example.org' }] },
    context: { page: { url: 'https://shop.example/?mail=ada@example.org' }, ip: '10.0.0.1' },
  }),
  event({ ...ids, event: 'Mail sent to ada@example.org', messageId: 'm3', at: T0 + 2 }),
  event({
    ...ids,
    type: 'group',
    groupId: 'g-1',
    traits: { owner: 'ada@example.org' },
    messageId: 'm4',
    at: T0 + 3,
  }),
  event({ userId: 'ada@example.org', messageId: 'm5', at: T0 + 4, event: 'Clicked' }),
]

async function fill() {
  const made = await post('/api/sessions/import', accountPage())
  await open.store.putEvents('main', said())
  await open.store.putEvents(apartProject('main'), [
    event({ ...ids, event: 'Mail to ada@example.org', messageId: 'm6' }),
  ])
  await post(`/api/sessions/${made.session.id}/notes`, { at: 10, text: 'Who is ada@example.org?' })
  await open.loop.idle()
  return made.session.id as string
}

for (const engine of ['memory', 'sqlite']) {
  test(`[O7] a text is gone from events, traits, notes, search and exports, and its ids are told (${engine})`, async () => {
    await begin(engine === 'memory' ? openMemory() : await openSqlite(folder, { readers: 1 }))
    const session = await fill()
    expect((await ask('/api/sessions?text=lovelace')).items).toHaveLength(1)
    const mask = await remasked('*@example.org')
    expect(mask).toMatchObject({ state: 'done', total: 1, looked: 1, sessions: 1, left: 0, problem: null })
    expect(mask).toMatchObject({ events: 5, eventsTotal: 3, eventsLooked: 3, ids: 1 })
    expect(await remasked('Lovelace')).toMatchObject({ what: 'Lo****ce', state: 'done', left: 0 })
    expect((await ask('/api/sessions?text=lovelace')).items).toEqual([])
    const [person] = (await ask('/api/persons?user=u-1')).items
    expect(person.traits).toEqual({ email: '***************', plan: 'pro' })
    const everything = await Promise.all([
      ask('/api/events?limit=100').then(list =>
        list.items.filter((one: { messageId: string }) => one.messageId !== 'm5'),
      ),
      exported('/api/export/events?format=csv'),
      ask(`/api/sessions/${session}/events`),
      ask(`/api/sessions/${session}/notes`),
      ask('/api/accounts'),
      open.store.feed(apartProject('main'), null, 9),
      open.store.facts({ project: 'main', session }),
      open.store.suggest('main', { of: 'event', prefix: '', limit: 99 }),
      ask('/api/remasks'),
      ask('/api/audit'),
    ])
    expect(JSON.stringify(everything)).toContain('****')
    expect(JSON.stringify(everything).toLowerCase()).not.toContain('@example.org')
  })
}

test('[O7] after compaction no file holds the text', async () => {
  await begin(await openSqlite(folder, { readers: 1 }))
  await fill()
  await open.store.deletePerson('main', (await ask('/api/persons?user=ada@example.org')).items[0].id)
  await remasked('*@example.org')
  await open.loop.idle()
  await open.removals.compact()
  for (const file of await readdir(folder)) {
    const held = (await readFile(join(folder, file)).catch(() => Buffer.from(''))).toString('latin1')
    expect(held.toLowerCase().includes('ada@example'), file).toBe(false)
  }
})

test('[O7] recordings nobody has looked into are masked, too', async () => {
  await begin(openMemory())
  await open.store.putBatch({
    ...batch({ session: 'session-fresh' }, { source: 'recorder' }),
    project: 'main',
    bytes: new Uint8Array(gzipSync(JSON.stringify(accountPage()))),
  })
  expect(await remasked('Lovelace')).toMatchObject({ state: 'done', sessions: 1, left: 0 })
  const [stored] = await open.store.tabBatches(
    { project: 'main', session: 'session-fresh', tab: 'session-fresh-tab' },
    0,
  )
  const text = gunzipSync(stored!.bytes).toString()
  expect(text).toContain('Ada ********')
  expect(text).not.toContain('Lovelace')
})

test('[O7] names, values and numbers are masked; ids, operators and the form of an event stay', () => {
  const one = event({
    ...{
      userId: 'u',
      sessionId: 'ada',
      tabId: 'ada',
      event: 'Ada',
      properties: { ada: 'x', '***': 1, n: { ADA: 4111 } },
    },
    context: {
      page: { title: 'ada' },
      traits: { ada: 1 },
      segreel: { sessionId: 'ada', tabId: 'ada', operations: { $append: { ada: ['ada', 1] } } },
    },
  })
  const { value, places } = maskEvent(one, textMask('ada'))
  expect(value).toEqual({
    messageId: one.messageId,
    event: '***',
    properties: { '***': 'x', '****': 1, n: { '***': 4111 } },
    traits: {},
    context: {
      page: { title: '***' },
      traits: { '***': 1 },
      segreel: { sessionId: 'ada', tabId: 'ada', operations: { $append: { '***': ['***', 1] } } },
    },
  })
  expect(places).toBe(7)
  expect(maskEvent(one, textMask('4111')).value.properties).toMatchObject({ n: { ADA: '****' } })
  expect(isInIds({ ...one, userId: 'Ada L' }, textMask('ada'))).toBe(true)
  expect(isInIds(one, textMask('ada'))).toBe(false)
})
