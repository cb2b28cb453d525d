/** From the numbers of a heatmap to the sessions that each of them counts. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { element, Tape, words } from '../derive/tape.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page
let helped: string

/** Two press Pay at once, a third scrolls down and presses Help below the fold, two do nothing. */
function visit(nth: number): Tape {
  const tape = new Tape().page(
    0,
    'https://x.test/cart',
    element(10, 'button', { type: 'button', style: 'display: block; width: 200px' }, words(11, 'Pay')),
    element(20, 'div', { style: 'height: 1500px' }, words(21, 'Your cart')),
    element(12, 'button', { type: 'button', style: 'display: block; width: 200px' }, words(13, 'Help')),
  )
  if (nth < 3) tape.click(4_000, 10, 50, 20)
  if (nth === 0) {
    tape.incremental(5_000, 3, { id: 1, x: 0, y: 900 })
    tape.click(6_000, 12, 50, 640)
  }
  return tape.on(12_000 + nth)
}

beforeAll(async () => {
  server = await startServer()
  for (let i = 0; i < 5; i++) {
    await server.api('/sessions/import', { method: 'POST', body: visit(i).events })
  }
  const where = { kind: 'field', field: 'clickCount', is: { op: 'at-least', number: 2 } }
  const definition = { version: 1, subject: 'session', where }
  const made = await server.api<{ id: string }>('/segments', {
    method: 'POST',
    body: { name: 'Seek help', definition },
  })
  helped = made.id
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const list = () => page.getByRole('region', { name: 'Sessions' })
const listed = () => list().locator('.heat-moment')
const row = (name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
const depth = (px: string) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: `${px} px`, exact: true }) })
const parameter = (name: string) => new URL(page.url()).searchParams.get(name)
const shown = () => list().locator('[aria-current]').textContent()

const open = (query: string) => page.goto(`${server.origin}/behaviour/heatmaps?page=/cart${query}`)
beforeEach(() => open(''))

it('[U80] a depth leads to those who saw it, and time in view to those who had it in view', async () => {
  await open('&kind=attention')
  await depth('500').getByRole('link', { name: '100%' }).click()
  await soon(() => listed().count()).toBe(5)
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await depth('1,000').getByRole('link', { name: '20%' }).click()
  await soon(() => listed().count()).toBe(1)
  await list().getByText('1 session saw the page this far down').waitFor()
  expect(parameter('depth')).toBe('1000')
  expect(await seriousOn(page)).toEqual([])
  await listed().first().click()
  // It was scrolled into the window then.
  await soon(() => page.locator('.controls-time b').textContent()).toBe('0:05')
  await page.goBack()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  const looked = depth('1,000').getByRole('cell').last().getByRole('link')
  await looked.click()
  await soon(() => listed().count()).toBe(1)
  await soon(() => listed().textContent()).toContain('in view')
})

it('[U80] a picture of depths leads to those who saw the depth that is pressed', async () => {
  await open('&kind=scroll')
  await page.frameLocator('.heat-room iframe').getByText('Your cart').waitFor()
  await soon(() => depth('500').count()).toBe(1)
  const frame = page.locator('.heat-frame')
  const { width } = (await page.locator('.heat-world').boundingBox()) ?? { width: 0 }
  // The recorded window is 1,000 px wide: 130 px of the page from its top.
  await frame.click({ position: { x: 60, y: 130 * (width / 1_000) } })
  await list().getByText('5 sessions saw the page this far down').waitFor()
  expect(parameter('depth')).toBe('100')
  await soon(() => listed().count()).toBe(5)
})

it('[U80] an element leads to its clicks, and each of its numbers to as many sessions', async () => {
  await soon(() => row('Pay').textContent()).toMatch(/60%3 of 5/)
  await row('Pay').getByRole('link', { name: 'Pay', exact: true }).click()
  await soon(shown).toBe('All clicks 3')
  await soon(() => listed().count()).toBe(3)
  for (const [name, n] of [
    ['First clicks 3', 3],
    ['Clicked it 3', 3],
    ['Saw it, did not click 2', 2],
    ['Saw it 5', 5],
  ] as const) {
    await list().getByRole('link', { name, exact: true }).click()
    await soon(shown).toBe(name)
    await soon(() => listed().count()).toBe(n)
  }
  expect(parameter('number')).toBe('saw')
  expect(await seriousOn(page)).toEqual([])
  await page.reload()
  await soon(() => listed().count()).toBe(5)
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await row('Pay').getByRole('link', { name: '3', exact: true }).click()
  await soon(shown).toBe('Clicked it 3')
  await listed().first().click()
  await soon(() => page.locator('.controls-time b').textContent()).toBe('0:04')
})

it('[U80] of a difference each share leads to the sessions of its side', async () => {
  await open(`&segment=${helped}&compare=everyone-else`)
  await row('Pay').getByRole('link', { name: '50% of 4' }).click()
  await list().getByText('Everyone else: 2 sessions clicked it').waitFor()
  await soon(() => listed().count()).toBe(2)
  await list()
    .getByRole('navigation', { name: 'Seek help' })
    .getByRole('link', { name: 'Clicked it 1' })
    .click()
  await list().getByText('Seek help: 1 session clicked it').waitFor()
  await soon(() => listed().count()).toBe(1)
  await list()
    .getByRole('navigation', { name: 'Everyone else' })
    .getByRole('link', { name: 'Saw it, did not click 2' })
    .click()
  await list().getByText('Everyone else: 2 sessions saw it and did not click it').waitFor()
  expect([parameter('side'), parameter('number')]).toEqual(['b', 'missed'])
  expect(await seriousOn(page)).toEqual([])
  await open(`&segment=${helped}&compare=everyone-else&kind=scroll`)
  await depth('500').getByRole('link', { name: '100%' }).last().click()
  await list().getByText('Everyone else: 4 sessions saw the page this far down').waitFor()
  await soon(() => listed().count()).toBe(4)
  await list().getByRole('link', { name: 'Came this far 1' }).click()
  await soon(() => listed().count()).toBe(1)
})
