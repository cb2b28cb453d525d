import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

const HOUR = 3_600_000

let server: RunningServer
let browsing: Browsing
let page: Page
const made: Record<'pressing' | 'raging', string> = { pressing: '', raging: '' }

/** Twelve of twenty press a button, six of these again and again. */
beforeAll(async () => {
  server = await startServer()
  for (let i = 0; i < 20; i++) {
    const { events } = pressed(i < 6 ? 5 : i < 12 ? 1 : 0, i)
    await server.api('/sessions/import', { method: 'POST', body: events })
  }
  const segment = async (name: string, where: SegmentDefinition['where']) => {
    const body = { name, definition: { version: 1, subject: 'session', where } }
    return (await server.api<{ id: string }>('/segments', { method: 'POST', body })).id
  }
  const has = (field: 'clickCount' | 'rageClicks') =>
    ({ kind: 'field', field, is: { op: 'at-least', number: 1 } }) as const
  made.pressing = await segment('Pressing', has('clickCount'))
  made.raging = await segment('Raging', {
    kind: 'and',
    of: [has('clickCount'), has('rageClicks'), { kind: 'not', of: { kind: 'text', contains: 'never read' } }],
  })
  browsing = await startBrowsing()
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

it('[V97] a number of the matrix leads to the people who are in both', async () => {
  await page.goto(`${server.origin}/segments/overlap`)
  const both = page.getByTitle('6 in both “Pressing” and “Raging”').getByRole('link')
  await both.click()
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor()
  await soon(() => page.locator('.screen-head').innerText()).toContain('6 people')
})

it('[U13] numbers of a comparison lead to the sessions of their side', async () => {
  await page.goto(`${server.origin}/behaviour/compare?segment=${made.pressing}&compare=everyone-else`)
  const row = page.getByRole('row', { name: /^Met rage clicks/ })
  await row.getByRole('link', { name: '50%' }).click()
  await soon(() => page.locator('.screen-head').innerText()).toContain('6 sessions')
  await page.goBack()
  await page
    .getByRole('row', { name: /^Frustration\s+Rage clicks/ })
    .getByRole('link')
    .first()
    .click()
  await soon(() => page.locator('.screen-head').innerText()).toContain('6 sessions')
  await page.goBack()
  await page
    .getByRole('row', { name: /^Sessions per person/ })
    .getByRole('link')
    .last()
    .click()
  await soon(() => page.locator('.screen-head').innerText()).toContain('8 sessions')
})

it('[U13] before and after a moment, they lead to the sessions of that time', async () => {
  for (let i = 20; i < 23; i++) {
    const body = pressed(5, i).events.map(one => ({ ...one, timestamp: one.timestamp + 18 * HOUR }))
    await server.api('/sessions/import', { method: 'POST', body })
  }
  const [first] = pressed(5, 0).events
  const at = new Date((first?.timestamp ?? 0) + 12 * HOUR).toISOString()
  const q = JSON.stringify({ split: { by: 'date', at } })
  await page.goto(`${server.origin}/behaviour/compare?segment=${made.pressing}&q=${encodeURIComponent(q)}`)
  const raging = page.getByRole('row', { name: /^Met rage clicks/ }).getByRole('link')
  await raging.first().click()
  await soon(() => page.locator('.screen-head').innerText()).toContain('3 sessions')
  await page.goBack()
  await raging.last().click()
  await soon(() => page.locator('.screen-head').innerText()).toContain('6 sessions')
  await page.goBack()
  const backOnDay = page.getByRole('region', { name: 'Their retention' }).getByRole('listitem')
  await backOnDay.filter({ hasText: 'Day 0' }).waitFor()
})

it("[U23] a cohort's size leads to all whom it began for", async () => {
  await page.goto(`${server.origin}/behaviour/retention?segment=${made.raging}`)
  const cohort = page.locator('table.cohorts tbody tr').first()
  const size = await cohort.getByRole('link').first().innerText()
  await cohort.getByRole('link').first().click()
  const people = page.getByRole('region', { name: 'It began for them' })
  await people.getByText(`${size} moments`).waitFor()
  expect(await people.getByRole('listitem').count()).toBe(Number(size))
})

it('[V12] on a phone, too, a row says all of why it is there', async () => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`${server.origin}/sessions?segment=${made.raging}`)
  const words = page.locator('.session-why-words').first()
  await soon(() => words.textContent()).toContain('never read')
  const hidden = () => words.evaluate(one => one.scrollHeight - one.clientHeight)
  await soon(hidden).toBeLessThanOrEqual(1)
  expect(await words.evaluate(one => one.clientHeight)).toBeGreaterThan(20)
})
