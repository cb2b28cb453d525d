import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'
import { minuteOfEvents } from './fake-data.ts'

let server: RunningServer
let browsing: Browsing
let owner: Page
let ada: Page

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  owner = await browsing.open(`${server.origin}/sign-in`)
  await signIn(owner, server.origin, server.token)
  const { url } = await server.api<{ url: string }>('/members', {
    method: 'POST',
    body: { email: 'ada@shop.test', role: 'analyst' },
  })
  ada = await (await browsing.browser.newContext()).newPage()
  await ada.goto(url)
  await ada.getByLabel('Your name').fill('Ada')
  await ada.getByLabel('Password').fill('correct horse battery')
  await ada.getByRole('button', { name: 'Accept and sign in' }).click()
  await ada.getByRole('heading', { name: 'Sessions' }).waitFor()
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

test('[V48] a note that mentions a member is found from the bar, opens at its moment, and is read then', async () => {
  const made = await server.api<{ session: { id: string } }>('/sessions/import', {
    method: 'POST',
    body: minuteOfEvents(Date.UTC(2026, 9, 1, 12)),
  })
  const { id } = made.session
  for (const text of ['Is this the bug, @ada@shop.test?', 'And this one, @ada@shop.test']) {
    await server.api(`/sessions/${id}/notes`, { method: 'POST', body: { at: 5_000, text } })
  }
  await ada.goto(`${server.origin}/sessions`)
  await ada.getByRole('link', { name: 'Addressed to you: 2 unread notes' }).click()
  const list = ada.getByRole('region', { name: 'Addressed to you' }).getByRole('listitem')
  await soon(() => list.count()).toBe(2)
  expect(await seriousOn(ada)).toEqual([])
  await list.filter({ hasText: 'Is this the bug' }).getByRole('link', { name: 'Open at' }).click()
  await ada.waitForURL(`${server.origin}/sessions/${id}?**`)
  expect(new URL(ada.url()).searchParams.get('t')).toBe('5000')
  await ada.getByText('Is this the bug').first().waitFor()
  await ada.getByRole('link', { name: 'Addressed to you: 1 unread note' }).click()
  await ada.getByRole('button', { name: 'Unread only' }).click()
  await soon(() => list.count()).toBe(1)
  await ada.getByRole('button', { name: 'All read' }).click()
  await ada.getByRole('heading', { name: 'All read' }).waitFor()
  await ada.setViewportSize({ width: 390, height: 800 })
  await ada.getByRole('button', { name: 'Unread only' }).click()
  await soon(() => list.count()).toBe(2)
  expect(await ada.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await owner.goto(`${server.origin}/mentions`)
  await owner.getByText('the admin token has none').waitFor()
})

test('[V47] an owner names the webhook that is told, and sees how it stands', async () => {
  await owner.goto(`${server.origin}/settings/team`)
  const card = owner.getByRole('region', { name: 'Telling who is mentioned' })
  await card.getByLabel('Address').fill('http://127.0.0.1:9/mentions')
  await card.getByLabel('Secret of the signature').fill('a secret of ours')
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('SEGREEL_ALLOW_PRIVATE_DESTINATIONS').waitFor()
  await card.getByLabel('Address').fill('https://mail.shop.example/mentions')
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('0 mentions delivered, 0 waiting, 0 given up.').waitFor()
  expect(await seriousOn(owner)).toEqual([])
  await card.getByRole('button', { name: 'Tell nobody' }).click()
  await soon(() => card.getByLabel('Address').inputValue()).toBe('')
})
