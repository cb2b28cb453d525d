import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

const [HOUR, DAY] = [3_600_000, 86_400_000]
let server: RunningServer
let browsing: Browsing
let page: Page

/** Twelve people over six days: all look, most buy hours later, some look again; five visits were recorded. */
beforeAll(async () => {
  server = await startServer()
  for (const [i, times] of [5, 5, 3, 0, 0].entries()) {
    await server.api('/sessions/import', { method: 'POST', body: pressed(times, i).events })
  }
  const start = Date.now() - 10 * DAY
  const track = (n: number, event: string, at: number) => ({
    ...{ type: 'track', event, anonymousId: `visitor-${n}`, messageId: `${event}-${n}-${at}` },
    timestamp: new Date(at).toISOString(),
    properties: { version: n % 2 ? '2.4.0' : '2.5.1' },
  })
  const batch = Array.from({ length: 12 }, (_, n) => {
    const at = start + Math.floor(n / 2) * DAY
    const again = n % 2 ? [track(n, 'Looked', at + DAY)] : []
    return [track(n, 'Looked', at), ...(n % 4 ? [track(n, 'Bought', at + (1 + n) * HOUR)] : []), ...again]
  }).flat()
  await server.send(batch)
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const looked = { kind: 'event', event: 'Looked' }
const bought = { kind: 'event', event: 'Bought' }
const ask = (tab: string, definition: object, range = 'range=28d&') =>
  `${server.origin}/behaviour/${tab}?${range}q=${encodeURIComponent(JSON.stringify(definition))}`

/** Presses each number of the tables in turn: the list that opens tells as many. */
async function followAll(address: string): Promise<number> {
  await page.goto(address)
  await page.locator('.chart-card').first().waitFor()
  const numbers = page.locator('.chart-card .number a')
  const all = await numbers.count()
  for (let i = 0; i < all; i++) {
    await page.locator('.chart-card details').evaluateAll(all => {
      for (const one of all) one.setAttribute('open', '')
    })
    const number = await numbers.nth(i).textContent()
    await numbers.nth(i).click()
    const told = page.locator('.people-panel header .quiet').first()
    await soon(() => told.textContent()).toMatch(new RegExp(`^${number?.replace(/^[▲▼] /, '')} moments?$`))
    await page.getByRole('button', { name: 'Close the list' }).first().click()
  }
  return all
}

it('[U13] every number of a funnel leads to as many: steps, spans, times, groups with a dot in their name', async () => {
  const steps = [looked, bought]
  const funnel = { steps, breakdown: { by: 'property', path: ['version'] }, windowMs: DAY }
  expect(await followAll(ask('funnels', funnel))).toBeGreaterThan(20)
  expect(await seriousOn(page)).toEqual([])
})

it('[U13] who came back and who did not, of those whose time is over', async () => {
  const retention = { begin: looked, back: looked, unit: 'day', periods: 3 }
  expect(await followAll(ask('retention', retention))).toBeGreaterThan(3)
})

it('[U13] sessions from one place to the next', async () => {
  expect(await followAll(ask('paths', { columns: 3 }, ''))).toBeGreaterThan(0)
})

it('[U13] a point of a trend leads to its people, one of a formula to those of each series', async () => {
  expect(await followAll(ask('trends', { series: [{ measure: 'events', step: looked }] }))).toBeGreaterThan(4)
  const series = [
    { measure: 'persons', step: bought },
    { measure: 'persons', step: looked },
  ]
  await page.goto(ask('trends', { series, formula: '100 * A / B' }))
  await page.getByText('As a table').click()
  await page.locator('.chart-table .number a').first().click()
  await soon(() => page.locator('.people-panel h2').allTextContents()).toEqual([
    expect.stringMatching(/^A of 100 \* A \/ B, /),
    expect.stringMatching(/^B of 100 \* A \/ B, /),
  ])
})

it('[U13] numbers told in another unit stand on an axis of their own, times as times', async () => {
  const series = [
    { measure: 'events', step: { kind: 'session' } },
    { measure: 'fact', field: 'duration', how: 'median' },
  ]
  await page.goto(ask('trends', { series }, ''))
  await page.getByRole('img', { name: 'Duration (median)', exact: true }).waitFor()
  expect(await page.locator('svg.chart').count()).toBe(2)
  await page.getByText('As a table').click()
  await soon(() => page.locator('.chart-table td.number').allTextContents()).toContain('20 s')
})
