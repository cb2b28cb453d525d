import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'
import { minuteOfEvents } from './fake-data.ts'

let server: RunningServer
let browsing: Browsing
let page: Page

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

test('[Z1] a person is deleted from their page, and the receipt shows that nothing is left', async () => {
  const imported = await server.api<{ session: { id: string; person: { id: string } } }>(
    '/sessions/import?user=ada@example.org',
    { method: 'POST', body: minuteOfEvents(Date.UTC(2026, 9, 1, 12)) },
  )
  const { id, person } = imported.session
  await page.goto(`${server.origin}/people/${person.id}`)
  await page.getByRole('link', { name: 'Delete' }).click()
  const card = page.getByRole('region', { name: 'Delete for good' })
  await soon(() => card.getByLabel('Id').inputValue()).toBe(person.id)
  const button = card.getByRole('button', { name: 'Delete for good' })
  expect(await button.isDisabled()).toBe(true)
  await card.getByLabel('I know that this cannot be undone').check()
  await button.click()
  await card.getByText('1 session, 0 events').waitFor()
  await card.getByText(/Looked for again: 5 of 5\s+gone/).click()
  await card.getByText('Nothing left of sessions with their recordings (1)').waitFor()
  expect(await seriousOn(page)).toEqual([])
  await card.getByRole('button', { name: 'Compact the files now' }).click()
  await card.getByText('The files forgot it just now.').waitFor()
  await page.goto(`${server.origin}/sessions/${id}`)
  await soon(async () => (await page.locator('main').textContent()) ?? '').toContain('There is no session')
})

test('[Z4] how long things are kept is chosen, with rules for labels', async () => {
  await page.goto(`${server.origin}/settings/deletion`)
  const card = page.getByRole('region', { name: 'How long things are kept' })
  await card.getByRole('combobox').first().selectOption('90 days')
  await card.getByRole('button', { name: 'A rule for a label' }).click()
  await card.getByLabel('Sessions labelled').fill('evidence')
  await card.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. What is older goes within the hour.').waitFor()
  await page.reload()
  await soon(() => card.getByLabel('Sessions labelled').inputValue()).toBe('evidence')
  expect(await card.getByRole('combobox').first().inputValue()).toBe('90')
})
