import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../../running-server.ts'
import { seriousOn } from '../axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from '../browse.ts'

/** Enough for a first count among some of them. */
const PEOPLE = 20_500
/** Events in a request; the API's limit is bytes. */
const AT_ONCE = 1_000

let server: RunningServer
let browsing: Browsing
let page: Page

const identify = (i: number) => ({
  type: 'identify',
  userId: `user-${i}`,
  messageId: `who-${i}`,
  traits: { plan: i % 4 === 0 ? 'pro' : 'free' },
  timestamp: new Date(Date.now() - 3_600_000).toISOString(),
})

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  for (let from = 0; from < PEOPLE; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, PEOPLE - from) }, (_, i) => identify(from + i))
    await server.send(batch)
  }
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
}, 120_000)
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const PRO = PEOPLE / 4
const q = encodeURIComponent('person where trait "plan" is "pro"')
interface Answer {
  total: number
  counted: { sampled: boolean; of: number; low: number; high: number }
}

it('[M53] a list tells a total counted among some people, between which numbers it lies, and the exact one', async () => {
  const about = await server.api<Answer>(`/persons?q=${q}&total=about&limit=1`)
  expect(about.counted).toMatchObject({ sampled: true, of: 2_000 })
  expect(about.counted.low).toBeLessThan(about.total)
  expect(about.counted.high).toBeGreaterThan(about.total)
  // Ids are hashes: the same people are drawn in every run.
  expect(about.counted.low).toBeLessThan(PRO)
  expect(about.counted.high).toBeGreaterThan(PRO)
  const exact = await server.api<Answer>(`/persons?q=${q}&limit=1`)
  expect(exact).toMatchObject({
    total: PRO,
    counted: { sampled: false, of: PEOPLE, low: PRO, high: PRO },
  })
  const none = await server.api<Answer>(`/persons?q=${q}&total=none&limit=1`)
  expect(none).not.toHaveProperty('total')
})

it('[V98] the builder tells a number counted among some people with its interval, then the exact one', async () => {
  const exact: Route[] = []
  let held = true
  await page.route('**/api/segments/preview*', route => {
    if (held && route.request().postDataJSON().sample === false) exact.push(route)
    else void route.continue()
  })
  await page.goto(`${server.origin}/segments/new?q=${q}`)
  const count = page.getByRole('complementary', { name: 'Live count' })
  await count.getByText('counted among 2,000 people').waitFor()
  const figure = count.locator('.preview-numbers > div').nth(1)
  await soon(() => figure.locator('b').textContent()).toMatch(/^about [45],\d{3}$/)
  expect(await figure.locator('small').textContent()).toMatch(/of 20,500 \(2\d% to 2\d%\)/)
  await soon(() => seriousOn(page)).toEqual([])
  held = false
  await soon(() => exact.length).toBeGreaterThan(0)
  for (const route of exact) await route.continue()
  await soon(() => figure.locator('b').textContent()).toBe('5,125')
  await page.unroute('**/api/segments/preview*')
})

it('[V98] so does a list of people', async () => {
  const exact: Route[] = []
  await page.route(/\/api\/persons\?.*total=exact/, route => void exact.push(route))
  await page.goto(`${server.origin}/segments/new?q=${q}`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pro')
  await page.getByRole('button', { name: 'Save segment' }).click()
  await soon(() => page.url()).toMatch(/segments\/seg_\w+$/)
  const id = page.url().split('/').at(-1)
  await page.goto(`${server.origin}/people?segment=${id}`)
  const told = page.locator('.screen-head p')
  await soon(() => told.textContent()).toMatch(
    /^about [45],\d{3} people \([45],\d{3} to [56],\d{3}\) · judged now$/,
  )
  await soon(() => exact.length).toBeGreaterThan(0)
  for (const route of exact) await route.continue()
  await soon(() => told.textContent()).toBe('5,125 people · judged now')
  await page.unroute(/\/api\/persons\?.*total=exact/)
})
