/** The list and the player with a real server behind them: what is kept, notes, and the page as a tree. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'
import { startFake } from './fake-api.ts'
import { fakeData, minuteOfEvents } from './fake-data.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

beforeAll(async () => {
  server = await startServer()
  for (const [i, seconds] of [20, 40, 30].entries()) {
    const start = Date.now() - (i + 1) * 3_600_000
    const { status } = await fetch(`${server.origin}/api/sessions/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(minuteOfEvents(start, seconds)),
    })
    expect(status).toBe(200)
  }
  browsing = await startBrowsing()
  page = await browsing.open(server.origin)
  await signIn(page, server.origin, server.token)
}, 60_000)
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const rows = () => page.locator('a.session-row')

it('[V16] the list is sorted, narrowed by a star, and says so in its address', async () => {
  await soon(() => rows().count()).toBe(3)
  await page.getByRole('button', { name: /^Order/ }).click()
  await page.getByRole('button', { name: 'Longest', exact: true }).click()
  expect(page.url()).toContain('sort=duration')
  await soon(() => rows().count()).toBe(3)
  await page.keyboard.press('j')
  await soon(() => page.locator('a.session-row:focus').count()).toBe(1)
  const first = await page.locator('a.session-row:focus').getAttribute('id')
  await page.keyboard.press('s')
  await page.locator('.session-item .starred').waitFor()
  await page.getByText('Starred', { exact: true }).click()
  await soon(() => rows().count()).toBe(1)
  expect(await rows().getAttribute('id')).toBe(first)
  expect(page.url()).toContain('show=starred')
  await page.goto(`${server.origin}/sessions?columns=when+failures&rows=dense`)
  await soon(() => page.locator('.session-head').innerText()).toMatch(/^Person\s+When[^C]*Failures$/)
  expect(await seriousOn(page)).toEqual([])
})

it('[V37] a note is drawn, kept, and opens from its link', async () => {
  await page.goto(`${server.origin}/sessions`)
  await rows().first().click()
  await page.locator('.tab-replay:not([hidden]) iframe').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Look, @ada@shop.example')
  await page.getByRole('button', { name: 'Draw on the page' }).click()
  const layer = await page.locator('.draw-layer').boundingBox()
  const [x, y] = [(layer?.x ?? 0) + 60, (layer?.y ?? 0) + 60]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 40, y + 30, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.locator('.note-item').waitFor()
  await soon(() => page.url()).toContain('note=note_')
  const link = page.url()
  await page.goto(`${server.origin}/sessions?show=noted`)
  await soon(() => rows().count()).toBe(1)
  await page.goto(link)
  await page.locator('.draw-layer .stroke').waitFor({ state: 'attached' })
  expect(await page.locator('.mention').textContent()).toBe('@ada@shop.example')
  expect(await seriousOn(page)).toEqual([])
})

it('[V34] [V36] the replay steps, and the page is a tree that can be searched and pointed at', async () => {
  await page.goto(page.url().replace(/t=\d+/, 't=5500').replace('panel=notes', 'panel=tree'))
  const time = async () => Number(new URL(page.url()).searchParams.get('t'))
  await page.locator('.dom-tree').waitFor()
  await soon(time).toBe(5_500)
  await page.keyboard.press('.')
  await soon(time).toBe(6_000)
  await page.keyboard.press(',')
  await soon(time).toBe(5_000)
  await page.getByRole('searchbox', { name: 'Search in the page' }).fill('Second 4')
  await page.keyboard.press('Enter')
  await soon(() => page.locator('.dom-row.chosen').innerText()).toContain('Second 4')
  await page.getByRole('button', { name: 'Pick an element on the page' }).click()
  const frame = await page.locator('.tab-replay:not([hidden]) iframe').boundingBox()
  await page.mouse.click((frame?.x ?? 0) + 60, (frame?.y ?? 0) + 45)
  await soon(() => page.locator('.dom-row.chosen').innerText()).toContain('Your basket')
  expect(await seriousOn(page)).toEqual([])
})

it('[V35] over the timeline stands a picture of the page at that time', async () => {
  await page.locator('.timeline-track').hover({ position: { x: 200, y: 12 } })
  const frame = page.frameLocator('.moment-preview iframe')
  await soon(() => frame.locator('body').textContent()).toContain('Your basket')
})

it('[V19] of a long list only the rows in sight are in the page', async () => {
  const fake = await startFake(fakeData({ sessions: 700 }))
  const long = await browsing.open(`${fake.origin}/sessions`)
  await soon(() => long.locator('a.session-row').count()).toBeGreaterThan(10)
  for (let i = 0; i < 12; i++) {
    await long.mouse.wheel(0, 6_000)
    await long.waitForFunction(() => document.querySelectorAll('.session-item').length > 10)
  }
  await soon(() => long.evaluate(() => document.body.scrollHeight)).toBeGreaterThan(30_000)
  expect(await long.locator('.session-item').count()).toBeLessThan(60)
  await long.close()
  await fake.close()
})
