import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecorderSettings } from '../../contract/settings.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let browsing: Browsing
let server: RunningServer
let page: Page

beforeAll(async () => {
  ;[browsing, server] = await Promise.all([startBrowsing(), startServer()])
  page = await browsing.open(server.origin)
  await signIn(page, server.origin, server.token)
  await page.goto(`${server.origin}/settings`)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

test('[V18] the recorder is set up in the viewer, and recorders are told so', async () => {
  await page.getByLabel('Sessions recorded').fill('25')
  await page.getByLabel('Shortest visit').fill('1.5')
  await page.getByLabel('Mask all text').check()
  await page.getByLabel('Leave these elements out').fill('.ads\n\n  #chat ')
  const form = page.locator('.recorder-form')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. Recorders take it with their next page.').waitFor()

  const answer = await fetch(`${server.origin}/v1/projects/${server.writeKey}/settings`)
  const told: { segreel: RecorderSettings } = await answer.json()
  expect(told.segreel).toMatchObject({
    sampling: 0.25,
    minimumDurationMs: 1500,
    maskAll: true,
    maskInputs: true,
    blockSelectors: ['.ads', '#chat'],
  })

  await page.getByLabel('Address fragments that are kept').fill('(')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByRole('button', { name: 'Undo changes' }).click()
  await soon(() => page.getByLabel('Address fragments that are kept').inputValue()).toBe('')
  expect(await seriousOn(page)).toEqual([])
})

test('[V18] a project says which addresses are one page', async () => {
  await page.getByLabel('Addresses that are one page').fill('/product/:slug')
  await page.locator('.path-form').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. What was recorded before is read again in the background.').waitFor()
  expect(await server.api('/settings/paths')).toEqual({ templates: ['/product/:slug'] })
})
