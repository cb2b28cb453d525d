import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

/** Of twenty visits eight press a button again and again and leave; twelve press it once, and buy. */
beforeAll(async () => {
  server = await startServer()
  const batch: object[] = []
  for (let i = 0; i < 20; i++) {
    const buys = i >= 8
    const { session } = await server.api<{ session: { id: string; startedAt: number } }>(
      `/sessions/import?user=visitor-${i}`,
      { method: 'POST', body: pressed(buys ? 1 : 5, i).events },
    )
    const context = { segreel: { sessionId: session.id } }
    const timestamp = new Date(session.startedAt + 15_000).toISOString()
    if (buys) batch.push({ type: 'track', event: 'Bought', userId: `visitor-${i}`, context, timestamp })
  }
  await server.send(batch)
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const funnel = { steps: [{ kind: 'session' }, { kind: 'event', event: 'Bought' }] }
const address = (show: string) =>
  `${server.origin}/behaviour/funnels?from=2020-01-01&q=${encodeURIComponent(JSON.stringify(funnel))}&show=${encodeURIComponent(show)}`
const differences = () => page.getByRole('region', { name: 'What differs' })
const people = () => page.getByRole('region', { name: /^(Left|Went on) after / })

it('[U16] every number of what differs leads to as many visits; going back closes the list', async () => {
  await page.goto(address('differences.0.0'))
  const numbers = differences().locator('p a, td.number a')
  await numbers.nth(3).waitFor()
  const all = await numbers.count()
  expect(all).toBeGreaterThan(6)
  for (let i = 0; i < all; i++) {
    const number = numbers.nth(i)
    const beside = await number.locator('xpath=..').locator('small').allTextContents()
    const told = /\d+/.exec(beside[0] ?? (await number.textContent()) ?? '')?.[0]
    await number.click()
    await soon(() => people().locator('header .quiet').textContent()).toMatch(
      new RegExp(`^${told} moments?$`),
    )
    await soon(() => people().getByRole('listitem').count()).toBe(Number(told))
    await page.goBack()
    await soon(() => people().count()).toBe(0)
    await differences().waitFor()
  }
})

it('[U16] a visit behind it plays from where it met that first', async () => {
  await page.goto(address('differences.0.0'))
  const row = page.getByRole('row', { name: /^Frustration\s+Rage clicks/ })
  await row.getByRole('link').first().click()
  await page.getByRole('heading', { name: /having met the frustration “Rage clicks”$/ }).waitFor()
  await soon(() => people().getByRole('listitem').count()).toBe(8)
  expect(await seriousOn(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await people().getByRole('link').first().click()
  await soon(() => page.locator('.controls-time b').textContent()).toBe('0:05')
})

it('[U16] of whom is compared, too', async () => {
  const where = { kind: 'field', field: 'clickCount', is: { op: 'at-least', number: 100 } }
  const body = { name: 'Tireless', definition: { version: 1, subject: 'session', where } }
  const { id } = await server.api<{ id: string }>('/segments', { method: 'POST', body })
  await page.goto(`${address('reached.0.1')}&segment=${id}&compare=everyone-else`)
  await page.getByRole('link', { name: 'What differs?' }).last().click()
  await page.getByRole('heading', { name: /^Everyone else: Those who left after/ }).waitFor()
  await differences().getByRole('link', { name: '8 visits' }).click()
  await soon(() => people().getByRole('listitem').count()).toBe(8)
})

it('[U17] what the funnel does not have is said, and closing it leads back to what differs', async () => {
  await page.goto(address('reached.9.0'))
  await page.getByText('This funnel has 2 steps, counted from 0: give “step” as 0 to 1.').waitFor()
  await page.goto(address('met.0.0.left.{"kind":"frustration","name":"anger"}'))
  await page.getByText('There is no frustration called “anger” to meet').waitFor()
  await page.getByRole('button', { name: 'Close the list' }).click()
  await soon(() => new URL(page.url()).searchParams.get('show')).toBe('differences.0.0')
})
