import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

const steps = [{ kind: 'session' }, { kind: 'click', name: 'Apply coupon' }]
const address = (tab: string, definition?: object) =>
  `${server.origin}/behaviour/${tab}${definition ? `?q=${encodeURIComponent(JSON.stringify(definition))}` : ''}`

beforeAll(async () => {
  server = await startServer()
  // Three of five press a button, the others do not.
  for (const [i, times] of [5, 5, 3, 0, 0].entries()) {
    await server.api('/sessions/import', { method: 'POST', body: pressed(times, i).events })
  }
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

describe('[U13] a funnel in the viewer', () => {
  it('leads from a step to the session, at the moment it was reached', async () => {
    await page.goto(address('funnels', { steps }))
    const row = page.getByRole('row', { name: /^2\. Apply coupon/ })
    await soon(() => row.textContent()).toMatch(/3.*60%/)
    expect(await seriousOn(page)).toEqual([])
    await row.getByRole('link', { name: '3', exact: true }).click()
    const people = page.getByRole('region', { name: 'Reached “Apply coupon”' })
    await soon(() => people.getByRole('listitem').count()).toBe(3)
    expect(await seriousOn(page)).toEqual([])
    expect(await people.getByRole('link').first().getAttribute('href')).toMatch(/^\/sessions\/[^?]+\?t=5000$/)
    await people.getByRole('link').first().click()
    await soon(() => page.locator('.controls-time b').textContent()).toBe('0:05')
  })

  it('leads from those who left to their sessions, as many as the number says', async () => {
    await page.goto(address('funnels', { steps }))
    await page.getByRole('link', { name: '2 left' }).click()
    const people = page.getByRole('region', { name: /^Left after/ })
    await soon(() => people.getByRole('listitem').count()).toBe(2)
  })

  it('says what is the matter instead of an empty picture', async () => {
    await page.goto(address('funnels', { steps: [{ kind: 'page', page: '/nobody' }, steps[1]] }))
    await page.getByText('Nobody took the first step').waitFor()
    await page.goto(address('funnels', { steps, windowMs: 0 }))
    await page.getByText('the conversion window must be longer than nothing').waitFor()
  })
})

describe('[U13] the other tabs', () => {
  it.each(['retention', 'trends', 'paths', 'compare', 'boards'])(
    '%s: no serious violation, and no screen wider than itself',
    async tab => {
      await page.goto(address(tab))
      await page.locator('.behaviour :is(.card, .state)').first().waitFor()
      expect(await seriousOn(page)).toEqual([])
      await page.setViewportSize({ width: 390, height: 800 })
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
      await page.setViewportSize({ width: 1280, height: 800 })
    },
  )
})
