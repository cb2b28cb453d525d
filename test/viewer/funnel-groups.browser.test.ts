import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

const DAY = 86_400_000
let server: RunningServer
let browsing: Browsing
let page: Page

/** Of eight plans: as many people look as nine less the plan's number, and every second of them buys. Sixty browse. */
beforeAll(async () => {
  server = await startServer()
  const start = Date.now() - 5 * DAY
  const track = (event: string, userId: string, plan: string, at: number) => {
    return { type: 'track', event, userId, timestamp: new Date(at).toISOString(), properties: { plan } }
  }
  const batch = Array.from({ length: 8 }, (_, plan) =>
    Array.from({ length: 8 - plan }, (_, n) => {
      const [who, name] = [`visitor-${plan}-${n}`, `plan.${plan + 1}`]
      return [
        track('Looked', who, name, start),
        ...(n % 2 ? [] : [track('Bought', who, name, start + 60_000)]),
      ]
    }),
  ).flat(2)
  batch.push(...Array.from({ length: 60 }, (_, n) => track('Browsed', `browser-${n}`, 'none', start + n)))
  await server.send(batch)
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const funnel = (breakdown: object) => ({
  steps: ['Looked', 'Bought'].map(event => ({ kind: 'event', event })),
  breakdown,
})
const open = (breakdown: object) =>
  page.goto(
    `${server.origin}/behaviour/funnels?range=28d&q=${encodeURIComponent(JSON.stringify(funnel(breakdown)))}`,
  )
const card = () => page.locator('figure', { has: page.getByRole('heading', { name: /^By group: / }) })
const told = () => page.locator('.people-panel header .quiet').textContent()

it('[U18] the largest groups are drawn, each with a pattern of its own; the rest are in the table, and it is said', async () => {
  await open({ by: 'property', path: ['plan'] })
  await page.getByRole('heading', { name: 'By group: plan', exact: true }).waitFor()
  await card().getByText('The 6 largest are drawn, 8 stand in the table').waitFor()
  expect(await card().locator('.chart-legend li').allTextContents()).toEqual(
    [1, 2, 3, 4, 5, 6].map(n => `plan.${n}`),
  )
  const fills = await card()
    .locator('.chart-legend rect')
    .evaluateAll(all => all.map(one => one.getAttribute('fill')))
  expect(new Set(fills).size).toBe(6)
  expect(await card().locator('tbody tr').count()).toBe(8)
  expect(await seriousOn(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await seriousOn(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
})

it('[U18] a bar leads to the people of its group, as many as it says', async () => {
  await open({ by: 'property', path: ['plan'] })
  const bars = card().locator('svg.chart .chart-point')
  await bars.first().waitFor()
  expect(await bars.count()).toBe(12)
  for (const [bar, step, plan, people] of [
    [2, 'Looked', 3, 6],
    [8, 'Bought', 3, 3],
    [9, 'Bought', 4, 3],
  ] as const) {
    expect(await bars.nth(bar).locator('title').textContent()).toMatch(`plan.${plan}: ${people}, `)
    await bars.nth(bar).locator('.bar-whole').dispatchEvent('click')
    await page.getByRole('heading', { name: `Reached “${step}”: plan.${plan}` }).waitFor()
    await soon(told).toBe(`${people} moments`)
  }
})

it('[U18] saved segments are drawn beside each other as well', async () => {
  const segments: string[] = []
  for (const [name, event] of [
    ['Lookers', 'Looked'],
    ['Buyers', 'Bought'],
  ]) {
    const where = {
      ...{ kind: 'event', event, where: [], count: { op: 'at-least', n: 1 } },
      window: { kind: 'ever' },
    }
    const body = { name, definition: { version: 1, subject: 'person', where } }
    segments.push((await server.api<{ id: string }>('/segments', { method: 'POST', body })).id)
  }
  await page.goto(
    `${server.origin}/behaviour/funnels?range=28d&q=${encodeURIComponent(JSON.stringify({ ...funnel({ by: 'segments', segments }), judged: 'asked' }))}`,
  )
  const bar = card().locator('.chart-point', { hasText: '20, 100%' }).first()
  await bar.locator('.bar-whole').dispatchEvent('click')
  await page.getByRole('heading', { name: 'Reached “Looked”: Buyers' }).waitFor()
  await soon(told).toBe('20 moments')
})

it('[U13] of a long list all can be reached, page by page', async () => {
  const steps = ['Browsed', 'Bought'].map(event => ({ kind: 'event', event }))
  await page.goto(
    `${server.origin}/behaviour/funnels?range=28d&show=reached.0.0&q=${encodeURIComponent(JSON.stringify({ steps }))}`,
  )
  const people = page.getByRole('region', { name: 'Reached “Browsed”' })
  const listed = () => people.getByRole('listitem').locator('b').allTextContents()
  await soon(async () => (await listed()).length).toBe(50)
  const newest = await listed()
  await people.getByText('1–50 of 60').waitFor()
  await people.getByRole('button', { name: 'Older' }).click()
  await soon(async () => (await listed()).length).toBe(10)
  expect(new Set([...newest, ...(await listed())]).size).toBe(60)
  expect(await people.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true)
  expect(await seriousOn(page)).toEqual([])
  await people.getByRole('button', { name: 'Newer' }).click()
  await soon(async () => (await listed()).length).toBe(50)
})
