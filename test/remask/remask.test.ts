import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LeakScan, Remask } from '../../contract/masking.ts'
import { matches, parseSelector } from '../../server/remask/selector.ts'
import { stars, textMask } from '../../server/remask/text.ts'
import { openApp } from '../app.ts'
import { accountPage } from './tape.ts'

let open: Awaited<ReturnType<typeof openApp>>
let session = ''
beforeEach(async () => {
  open = await openApp()
  const { body } = await post('/api/sessions/import', accountPage())
  session = body.session.id
})
afterEach(() => open.close())

const post = (path: string, body: object) => open.ask(path, { method: 'POST', body: JSON.stringify(body) })
const recorded = async () => JSON.stringify((await open.ask(`/api/sessions/${session}/events`)).body)
const found = async (text: string) =>
  (await open.ask(`/api/sessions?text=${encodeURIComponent(text)}`)).body.items.length
async function remasked(by: string, what: string): Promise<Remask> {
  const { status } = await post('/api/remasks', { by, what })
  expect(status).toBe(200)
  await open.masking.remasks.settled()
  await open.loop.idle()
  return (await open.ask('/api/remasks')).body.items[0]
}

test('[O5] elements are masked by selector, with all in them, and facts and search follow', async () => {
  expect(await found('ada lovelace')).toBe(1)
  const mask = await remasked('selector', '#account')
  expect(mask).toMatchObject({ state: 'done', total: 1, looked: 1, sessions: 1, batches: 1, left: 0 })
  const after = await recorded()
  expect(after).toContain('"*** ********"')
  for (const gone of ['Lovelace', '4111', 'ada@example.org, verified', 'Card of Ada'])
    expect(after).not.toContain(gone)
  expect(after).toContain('Your account')
  expect(await found('ada lovelace')).toBe(0)
  expect(await found('your account')).toBe(1)
  expect(await remasked('selector', '#account')).toMatchObject({ state: 'done', sessions: 0, places: 0 })
})

test('[O5] what fits a selector only later is masked from the beginning', async () => {
  await remasked('selector', 'section > h2.secret')
  const after = await recorded()
  expect(after).not.toContain('Lovelace')
  expect(after).toContain('4111')
})

test('[O5] a text is masked wherever it stands, also with a wildcard', async () => {
  await remasked('text', '*@EXAMPLE.org')
  const after = await recorded()
  expect(after).not.toContain('ada@example.org')
  expect(after).toContain('signed in as ***************')
  await remasked('text', 'ada love')
  expect(await recorded()).toContain('*** ****lace')
})

test('[O5] a mask that was interrupted goes on', async () => {
  const begun = {
    by: 'text',
    what: 'Lovelace',
    who: 'x',
    startedAt: Date.now(),
    endedAt: null,
    state: 'running',
  }
  const counts = {
    total: 1,
    looked: 0,
    sessions: 0,
    batches: 0,
    events: 0,
    eventsTotal: 0,
    eventsLooked: 0,
    ids: 0,
    places: 0,
    left: 0,
    problem: null,
    stage: 'sessions',
    cursor: null,
  }
  const row = { project: 'main', kind: 'remask' as const, id: 'mask_1', createdAt: 1, updatedAt: 1 }
  await open.store.putDocument({ ...row, value: { ...begun, ...counts } })
  await open.masking.resume()
  await open.masking.remasks.settled()
  await open.loop.idle()
  expect(await recorded()).not.toContain('Lovelace')
})

test('[O5] selectors and texts that would mask too much, or are not understood, are refused', async () => {
  for (const [by, what] of [
    ['selector', 'a:hover'],
    ['selector', '>'],
    ['text', '*a*'],
    ['text', 'a b*c def'],
    ['regex', '.*'],
  ]) {
    expect((await post('/api/remasks', { by, what })).status, what).toBe(400)
  }
})

describe('[O6] a scan finds what should have been masked', () => {
  test('by kind and place, with the moments and no secret', async () => {
    await post('/api/leak-scan', {})
    await open.masking.scans.settled()
    const { scan } = (await open.ask('/api/leak-scan')).body as { scan: LeakScan }
    expect(scan).toMatchObject({ state: 'done', total: 1, looked: 1, more: 0 })
    const said = scan.leaks.map(({ kind, where, page, selector }) => `${kind} ${where} ${page} ${selector}`)
    expect(said.sort()).toEqual([
      'card input /account #account input',
      'email console /account null',
      'email text /account #account p.mail',
    ])
    expect(JSON.stringify(scan)).not.toMatch(/4111 1111|ada@/)
    const card = scan.leaks.find(one => one.kind === 'card')
    expect(card?.moments).toEqual([{ session, tab: 'imported', at: 3_000 }])
  })

  test('and nothing of a place that was masked', async () => {
    await remasked('selector', '#account input')
    await post('/api/leak-scan', {})
    await open.masking.scans.settled()
    const { scan } = (await open.ask('/api/leak-scan')).body as { scan: LeakScan }
    expect(scan.leaks.map(one => one.kind).sort()).toEqual(['email', 'email'])
  })
})

test('[O5] a selector fits as CSS says', () => {
  const path = [
    { tagName: 'B', attributes: { class: 'x y', 'data-k': 'v-1' } },
    { tagName: 'p', attributes: {} },
    { tagName: 'div', attributes: { id: 'a' } },
  ]
  const fits = (text: string) => matches(parseSelector(text) ?? [], path)
  for (const yes of [
    'b',
    '*',
    '.x.y',
    'b.y',
    '#a b',
    'div > p > b',
    '[data-k]',
    '[data-k^="v"]',
    'i, b',
    '#a *',
  ]) {
    expect(fits(yes), yes).toBe(true)
  }
  for (const no of ['p', '.z', '#a > b', '[data-k="v"]', 'b p', '[data-k$="2"]'])
    expect(fits(no), no).toBe(false)
  for (const bad of ['', 'b >', 'a:hover', 'a + b', 'a,,b', '[x', '.'])
    expect(parseSelector(bad), bad).toBeNull()
})

test('[O5] a text without wildcards is masked as splitting at it does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '@'), maxLength: 30 })
  const wanted = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(letters, wanted, (whole, what) => {
      const expected = whole.replace(new RegExp(what, 'gi'), stars)
      expect(textMask(what)(whole)).toBe(expected)
    }),
  )
})
