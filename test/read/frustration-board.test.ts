import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Case, Example, FrustrationBoard, Trial } from '../../contract/frustration/board.ts'
import type { FrustrationRules } from '../../contract/frustration/frustration.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { openApp } from '../app.ts'
import { START, type Tape } from '../derive/tape.ts'
import { makeFolder, removeFolder } from '../store/folder.ts'
import { pressed } from './pressed.ts'

const DAY_MS = 86_400_000

let folder: string
let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  folder = await makeFolder()
  open = await openApp(await openSqlite(folder))
  // Three pressed five times in vain, two of them three times; two others had no trouble.
  for (const i of [0, 1, 2]) await visit(pressed(5, i), i * DAY_MS)
  for (const i of [3, 4]) await visit(pressed(3, i), i * DAY_MS)
  for (const i of [5, 6]) await visit(pressed(0, i), i * DAY_MS)
})
afterAll(async () => {
  await open.close()
  await removeFolder(folder)
})

async function visit(tape: Tape, later: number): Promise<void> {
  const events = tape.events.map(event => ({ ...event, timestamp: event.timestamp + later }))
  const { status } = await open.ask('/api/sessions/import', { method: 'POST', body: JSON.stringify(events) })
  expect(status).toBe(200)
}

const board = async (query = ''): Promise<FrustrationBoard> =>
  (await open.ask(`/api/frustrations?${query}`)).body
const persons = async (query = '') =>
  Object.fromEntries((await board(query)).items.map(({ kind, persons }) => [kind, persons]))
const change = async (rules: Partial<FrustrationRules> | { preset: string }) => {
  const { status } = await open.ask('/api/settings/frustration', {
    method: 'PUT',
    body: JSON.stringify(rules),
  })
  expect(status).toBe(200)
  await open.loop.rejudge.idle()
}
const rulesNow = async (): Promise<FrustrationRules> =>
  (await open.ask('/api/settings/frustration')).body.rules
const say = async (change: object): Promise<Case> => {
  const { kind, page, element, name } = (await board('state=all')).items.find(one => one.kind === 'dead')!
  const body = JSON.stringify({ kind, page, element, name, ...change })
  return (await open.ask('/api/frustrations/case', { method: 'PUT', body })).body
}
const definition = (field: string, number: number) =>
  `definition=${encodeURIComponent(
    JSON.stringify({
      version: 1,
      subject: 'session',
      where: { kind: 'field', field, is: { op: 'at-least', number } },
    }),
  )}`

test('[F20] what frustrates is grouped by kind, pattern of pages and element', async () => {
  const { items, sessions, total, judging } = await board()
  expect({ sessions, total, judging }).toEqual({ sessions: 7, total: 2, judging: null })
  for (const one of items) {
    expect(one).toMatchObject({
      page: '/order/:id',
      name: 'Apply coupon',
      persons: 5,
      sessions: 5,
      occurrences: 5,
      state: 'open',
      difference: null,
    })
    expect(one.share).toBeCloseTo(5 / 7)
    expect(one.shareInterval.low).toBeGreaterThan(0.3)
    expect(one.shareInterval.high).toBeLessThan(1)
    expect(one.firstSeen).toBe(START + 5_000)
    expect(one.lastSeen).toBe(START + 5_000 + 4 * DAY_MS)
    expect(one.days.map(day => day.persons)).toEqual([1, 1, 1, 1, 1])
  }
  expect(items.map(one => one.kind).sort()).toEqual(['dead', 'rage'])
})

test('[F20] dates and a segment narrow the board, and the segment is compared with everyone else', async () => {
  expect(await persons(`from=${START + 2 * DAY_MS}&to=${START + 4 * DAY_MS}`)).toEqual({ rage: 2, dead: 2 })
  const { items, ...whole } = await board(definition('clickCount', 5))
  expect(whole).toMatchObject({ sessions: 3, persons: 3, others: 4 })
  const rage = items.find(one => one.kind === 'rage')!
  expect(rage).toMatchObject({ persons: 3, others: 2, share: 1 })
  expect(rage.difference?.share).toBeCloseTo(0.5)
  // Three persons are too few to call it a difference.
  expect(rage.difference?.differs).toBe(false)
  expect(rage.difference?.low).toBeLessThan(0)
})

test('[F20] or with a second segment, of whom some are in both', async () => {
  const segment = await open.ask('/api/segments', {
    method: 'POST',
    body: JSON.stringify({
      name: 'Few clicks',
      definition: {
        version: 1,
        subject: 'session',
        where: { kind: 'field', field: 'clickCount', is: { op: 'at-most', number: 3 } },
      },
    }),
  })
  const against = await board(`${definition('clickCount', 3)}&compare=${segment.body.id}`)
  expect([against.persons, against.others, against.both]).toEqual([5, 4, 2])
  expect(against.items.map(({ persons, others }) => [persons, others])).toEqual([
    [5, 2],
    [5, 2],
  ])
  const alone = await board(`${definition('clickCount', 99)}&compare=${segment.body.id}`)
  expect(alone.items.map(({ persons, others }) => [persons, others])).toEqual([
    [0, 2],
    [0, 2],
  ])
  expect(alone.both).toBe(0)
  // Everyone holds whoever is in the second.
  expect((await board(`compare=${segment.body.id}`)).both).toBe(4)
  await open.ask(`/api/segments/${segment.body.id}`, { method: 'DELETE' })
})

test('[F21] a changed threshold changes the board, the list, its fields and segments', async () => {
  const inList = async () => (await open.ask(`/api/sessions?${definition('rageClicks', 1)}`)).body
  expect((await inList()).total).toBe(5)
  const rules = await rulesNow()
  await change({ rage: { ...rules.rage, clicks: 4 } })
  expect(await persons()).toEqual({ rage: 3, dead: 5 })
  const { total, items } = await inList()
  expect(total).toBe(3)
  expect(items[0].fields).toMatchObject({ rageClicks: 1, deadClicks: 1, frustrationScore: 50 })
  const calm = (await open.ask(`/api/sessions?${definition('frustrationScore', 0)}`)).body.items
  expect(calm.map((one: { fields: { frustrationScore: number } }) => one.fields.frustrationScore)).toEqual([
    0, 0, 18, 18, 50, 50, 50,
  ])
  await change({ rage: rules.rage })
  expect((await inList()).total).toBe(5)
  expect((await open.ask('/api/derivation')).body).toMatchObject({ waiting: 0, judging: null })
})

test('[F10] a person has the score of the last ten sessions', async () => {
  const { items } = (await open.ask('/api/persons')).body
  const scores = items.map((one: { frustrationScore: number }) => one.frustrationScore)
  expect(scores.sort((a: number, b: number) => a - b)).toEqual([0, 0, 50, 50, 50, 50, 50])
})

test('[F21] a recording that arrives after a change is judged by the new rules at once', async () => {
  const rules = await rulesNow()
  await change({ dead: { ...rules.dead, on: false } })
  await visit(pressed(4, 7), 7 * DAY_MS)
  expect(await persons()).toEqual({ rage: 6 })
  await change({ dead: rules.dead })
  expect(await persons()).toEqual({ rage: 6, dead: 6 })
})

test('[F22] presets ask as other products do, and a trial changes nothing', async () => {
  const trial: Trial = (
    await open.ask('/api/settings/frustration/try', { method: 'POST', body: '{"preset":"highlight"}' })
  ).body
  expect(trial.sessions).toBe(8)
  expect(trial.kinds.find(one => one.kind === 'dead')).toEqual({
    kind: 'dead',
    before: { occurrences: 6, sessions: 6 },
    after: { occurrences: 0, sessions: 0 },
  })
  expect(await persons()).toEqual({ rage: 6, dead: 6 })
  await change({ preset: 'highlight' })
  expect(await persons()).toEqual({ rage: 3 })
  await change({ preset: 'segreel' })
  expect(await persons()).toEqual({ rage: 6, dead: 6 })
})

test('[F26] the list narrows to sessions in which a text could be read, within a segment', async () => {
  const total = async (query: string) => (await open.ask(`/api/sessions?${query}`)).body.total
  const all = await total('')
  const said = await total('text=apply%20COUPON')
  expect(said).toBeGreaterThan(0)
  expect(said).toBeLessThanOrEqual(all)
  expect(await total('text=no%20such%20words')).toBe(0)
  const few = await total(definition('clickCount', 5))
  expect(await total(`text=apply%20coupon&${definition('clickCount', 5)}`)).toBe(few)
  expect(await total(`text=no%20such%20words&${definition('clickCount', 5)}`)).toBe(0)
})

test('[F24] a muted case leaves the board, a note stays with it', async () => {
  expect(await say({ muted: true, note: 'Ask Ada.' })).toMatchObject({ muted: true, note: 'Ask Ada.' })
  expect(await persons()).toEqual({ rage: 6 })
  expect((await board('state=muted')).items).toMatchObject([
    { kind: 'dead', state: 'muted', note: 'Ask Ada.' },
  ])
  expect(await say({ muted: false })).toMatchObject({ muted: false, note: 'Ask Ada.' })
  expect(await say({ assignee: 'ada@example.org' })).toMatchObject({
    assignee: 'ada@example.org',
    note: 'Ask Ada.',
  })
  expect(await say({ assignee: '' })).toMatchObject({ assignee: '' })
  expect(await say({ assignee: 'Ada' })).toMatchObject({ error: { code: 'bad-request' } })
  expect(await persons()).toEqual({ rage: 6, dead: 6 })
})

test('[F24] a case that is fixed reopens by itself when it returns', async () => {
  await say({ fixed: true })
  expect(await persons()).toEqual({ rage: 6 })
  // Of before the fix, whenever it comes.
  await visit(pressed(4, 8), 8 * DAY_MS)
  expect(await persons()).toEqual({ rage: 7 })
  await visit(pressed(4, 9), Date.now() - START)
  expect((await board()).items.find(one => one.kind === 'dead')).toMatchObject({
    state: 'returned',
    persons: 8,
  })
  await say({ fixed: false })
})

test('[F24] what is said to be fine is never counted again, until it is taken back', async () => {
  const { element } = (await board()).items[0]!
  const say = async (fine: boolean) => {
    const body = JSON.stringify({ kind: 'rage', element, fine })
    expect((await open.ask('/api/frustrations/fine', { method: 'POST', body })).status).toBe(200)
    await open.loop.rejudge.idle()
  }
  await say(true)
  expect(await persons()).toEqual({ dead: 8 })
  await change({ preset: 'segreel' })
  expect(await persons()).toEqual({ dead: 8 })
  await say(false)
  expect(await persons()).toEqual({ rage: 8, dead: 8 })
  const nowhere = JSON.stringify({ kind: 'thrash', element: '', fine: true })
  expect((await open.ask('/api/frustrations/fine', { method: 'POST', body: nowhere })).status).toBe(400)
})

test('[F25] examples tell what happened and lead to the moment', async () => {
  const { kind, page, element } = (await board()).items.find(one => one.kind === 'rage')!
  const query = new URLSearchParams({ kind, page, element, limit: '3', to: String(START + 4 * DAY_MS) })
  const { items }: { items: Example[] } = (await open.ask(`/api/frustrations/examples?${query}`)).body
  expect(items.map(one => one.at)).toEqual([3, 2, 1].map(day => START + day * DAY_MS + 5_000))
  expect(items[0]?.sentence).toMatch(/^3 clicks in 0.6 s on “Apply coupon”; nothing on the page answered/)
  expect(items[0]?.url).toMatch(/^\/sessions\/[^?]+\?tab=[^&]+&t=5000$/)
})

test('[F20] deleting what was imported empties the board', async () => {
  await open.store.deleteSource('main', 'import')
  expect(await board()).toMatchObject({ items: [], sessions: 0, persons: 0 })
})
