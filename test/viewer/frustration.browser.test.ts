import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

beforeAll(async () => {
  server = await startServer()
  // Two pressed a button five times in vain, one three times, two not at all.
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

const row = (kind: string) => page.getByRole('button', { name: new RegExp(`^${kind}`) })

describe('[F20] the board in the viewer', () => {
  it('lists what frustrates, and opens the moment', async () => {
    await page.getByRole('link', { name: 'Frustration' }).click()
    await soon(() => row('Rage click').textContent()).toMatch(/Apply coupon.*\/order\/:id.*3 60%/)
    expect(await seriousOn(page)).toEqual([])
    await row('Rage click').click()
    await page.getByText('5 clicks in 1.2 s').first().waitFor()
    expect(await seriousOn(page)).toEqual([])
    const link = await page.locator('.case-examples a').first().getAttribute('href')
    expect(link).toMatch(/^\/sessions\/[^?]+\?(.*&)?t=5000/)
    await page.locator('.case-examples a').first().click()
    await soon(() => page.locator('.controls-time b').textContent()).toBe('0:05')
    await page.goBack()
    await row('Rage click').waitFor()
  })
})

describe('[F25] the sessions of a case', () => {
  it('are a list of their own, under an address', async () => {
    await page.goto(`${server.origin}/frustration`)
    await row('Rage click').click()
    await page.getByRole('link', { name: 'All 3 sessions with it' }).click()
    await soon(() => page.url()).toContain('/sessions?definition=')
    await soon(() => page.locator('a[href^="/sessions/"]').count()).toBeGreaterThanOrEqual(3)
    const definition = new URL(page.url()).searchParams.get('definition') ?? ''
    const { total } = await server.api<{ total: number }>(
      `/sessions?definition=${encodeURIComponent(definition)}`,
    )
    expect(total).toBe(3)
    await page.goBack()
    await row('Rage click').waitFor()
  })
})

describe('[F22] thresholds in the viewer', () => {
  it('show how counts would change, and change the board when saved', async () => {
    await page.getByRole('link', { name: 'Thresholds' }).click()
    const clicks = page
      .getByRole('group', { name: 'Rage clicks' })
      .getByRole('spinbutton', { name: 'Clicks', exact: true })
    await clicks.fill('4')
    await soon(() => page.locator('.trial-kinds li').first().textContent()).toContain('2−1')
    expect(await seriousOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. History is being judged again.').waitFor()
    await page.getByRole('link', { name: 'Board' }).click()
    await soon(() => row('Rage click').textContent()).toContain('2 40%')
  })

  it('take those of another product', async () => {
    await page.getByRole('link', { name: 'Thresholds' }).click()
    await page.getByRole('button', { name: 'Highlight' }).click()
    await soon(() => page.locator('.trial-kinds li', { hasText: 'Dead clicks' }).textContent()).toContain(
      '0−3',
    )
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Board' }).click()
  })
})

describe('[F24] what is said about a case', () => {
  it('takes it off the board, and keeps it where it can be found', async () => {
    await row('Dead click').click()
    await page.getByRole('button', { name: 'Mark as fixed' }).click()
    await soon(() => row('Dead click').count()).toBe(0)
    await page.getByText('Fixed', { exact: true }).click()
    await soon(() => row('Dead click').textContent()).toContain('fixed')
  })

  it('gives it to somebody to look after', async () => {
    await row('Dead click').click()
    const field = page.getByLabel('Looked after by')
    await field.fill('ada@example.org')
    await field.press('Tab')
    await soon(() => row('Dead click').textContent()).toContain('ada')
    expect(await seriousOn(page)).toEqual([])
  })

  it('counts what is fine no longer', async () => {
    await page.getByText('Open', { exact: true }).click()
    await row('Rage click').click()
    await page.getByRole('button', { name: 'This is fine' }).click()
    await page.getByRole('heading', { name: 'Nobody was frustrated' }).waitFor()
  })
})
