import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let owner: Page

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  owner = await browsing.open(`${server.origin}/sign-in`)
  await signIn(owner, server.origin, server.token)
  await owner.goto(`${server.origin}/settings/team`)
})

afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

test('[L2] an owner invites, the invited one sets a password, signs out and in again, and sees no team', async () => {
  await owner.getByLabel('Invite by e-mail').fill('ada@shop.test')
  await owner.getByLabel('Role', { exact: true }).selectOption('Viewer')
  await owner.getByRole('button', { name: 'Invite', exact: true }).click()
  const made = owner.getByRole('region', { name: 'The link' })
  const link = (await made.locator('code').textContent()) ?? ''
  expect(await seriousOn(owner)).toEqual([])

  const context = await browsing.browser.newContext()
  const ada = await context.newPage()
  await ada.goto(link)
  await ada.getByLabel('Your name').fill('Ada')
  await ada.getByLabel('Password').fill('correct horse battery')
  expect(await seriousOn(ada)).toEqual([])
  await ada.getByRole('button', { name: 'Accept and sign in' }).click()
  await ada.getByRole('heading', { name: 'Sessions' }).waitFor()
  expect(ada.url()).toBe(`${server.origin}/sessions`)

  await ada.getByRole('button', { name: 'Account and appearance' }).click()
  await ada.getByRole('button', { name: 'Sign out' }).click()
  await ada.getByLabel('E-mail', { exact: true }).fill('ada@shop.test')
  await ada.getByLabel('Password').fill('wrong')
  await ada.getByRole('button', { name: 'Sign in' }).click()
  await ada.getByText('do not fit together').waitFor()
  await ada.getByLabel('Password').fill('correct horse battery')
  await ada.getByRole('button', { name: 'Sign in' }).click()
  await ada.getByRole('heading', { name: 'Sessions' }).waitFor()
  await ada.goto(`${server.origin}/settings/team`)
  await ada.getByRole('heading', { name: 'For owners' }).waitFor()
  await context.close()
})

test('[L3] a role is changed and a member removed from the list', async () => {
  await owner.reload()
  await owner.getByText('Ada', { exact: true }).waitFor()
  await owner.getByLabel('Role of ada@shop.test').selectOption('Analyst')
  await soon(async () => (await server.api<{ items: { role: string }[] }>('/members')).items[0]?.role).toBe(
    'analyst',
  )
  await owner.getByRole('button', { name: 'Remove ada@shop.test' }).click()
  await soon(() => owner.getByText('ada@shop.test').count()).toBe(0)
})

test('[L4] a token is made, shown once, and ended', async () => {
  const card = owner.getByRole('region', { name: 'API tokens' })
  await card.getByLabel('Name').fill('Nightly export')
  await card.getByLabel(/Take recordings/).check()
  await card.getByRole('button', { name: 'Make token' }).click()
  const token = (await card.getByRole('region', { name: 'The token' }).locator('code').textContent()) ?? ''
  const asked = await fetch(`${server.origin}/api/sessions`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(asked.status).toBe(200)
  await owner.reload()
  await card.getByText('watch, export').waitFor()
  expect(await owner.getByText(token).count()).toBe(0)
  await card.getByRole('button', { name: 'End the token Nightly export' }).click()
  await soon(() => card.getByText('Nightly export', { exact: true }).count()).toBe(0)
})

test('[L5] the log is read in the viewer, and narrowed to one person or action', async () => {
  await owner.goto(`${server.origin}/settings/log`)
  const rows = owner.getByRole('row')
  await owner.getByRole('cell', { name: 'was refused by the viewer' }).waitFor()
  expect(await seriousOn(owner)).toEqual([])
  await owner.getByLabel('Show only').selectOption('Only: invited')
  await soon(() => rows.count()).toBe(2)
  await owner.getByLabel('Show only').selectOption('Everything')
  await owner.getByRole('link', { name: 'ada@shop.test', exact: true }).first().click()
  await soon(() => owner.getByRole('link', { name: 'admin token', exact: true }).count()).toBe(0)
})
