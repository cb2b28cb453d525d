import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from '../viewer/axe.ts'
import { type Browsing, replayedText, signIn, soon, startBrowsing } from '../viewer/browse.ts'
import { accountPage } from './tape.ts'

let server: RunningServer
let browsing: Browsing
let page: Page
let session = ''

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  const made = await server.api<{ session: { id: string } }>('/sessions/import', {
    method: 'POST',
    body: accountPage(),
  })
  session = made.session.id
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

test('[O6] [O5] a leak is found in Settings, leads to its moment, and is masked in the replay', async () => {
  await page.goto(`${server.origin}/sessions/${session}?t=3500`)
  await soon(() => replayedText(page)).toContain('ada@example.org')
  await page.goto(`${server.origin}/settings/masking`)
  await page.getByRole('button', { name: 'Look through recordings' }).click()
  const mail = page.getByRole('listitem').filter({ hasText: '#account p.mail' })
  await mail.getByRole('link', { name: 'Moment 1' }).waitFor()
  expect(await page.locator('.leaks').innerText()).not.toContain('ada@example.org')
  expect(await seriousOn(page)).toEqual([])
  await mail.getByRole('button', { name: 'Mask this' }).click()
  await soon(() => page.getByLabel('Selector').inputValue()).toBe('#account p.mail')
  await page.getByLabel('I know that this cannot be undone').check()
  await page.getByRole('button', { name: 'Mask in all recordings' }).click()
  await page.getByText('Read again: nothing left.').waitFor()
  await page.goto(`${server.origin}/sessions/${session}?t=3500`)
  await soon(() => replayedText(page)).toContain('***************')
  expect(await replayedText(page)).not.toContain('ada@example.org')
})
