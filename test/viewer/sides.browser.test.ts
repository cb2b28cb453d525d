import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pressed } from '../read/pressed.ts'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from './axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from './browse.ts'

let server: RunningServer
let browsing: Browsing
let page: Page
/** Of who signed up. */
let id: string

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  page = await browsing.open(server.origin)
  await signIn(page, server.origin, server.token)
  await server.api('/sessions/import?user=ada', { method: 'POST', body: pressed(5, 0).events })
  const did = { kind: 'event', event: 'Signup Completed', where: [], count: { op: 'at-least', n: 1 } }
  const segment = {
    name: 'Signed up',
    definition: { version: 1, subject: 'person', where: { ...did, window: { kind: 'ever' } } },
  }
  id = (await server.api<{ id: string }>('/segments', { method: 'POST', body: segment })).id
  const batch = [
    { type: 'track', event: 'Signup Completed', userId: 'ada' },
    { type: 'track', event: 'Plan Chosen', userId: 'cid' },
  ]
  await server.send(batch)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

const open = (screen: string, more = '') =>
  page.goto(`${server.origin}/${screen}?segment=${id}&compare=everyone-else${more}`)

it('[V49] events stand with the share of each side that sent them', async () => {
  await open('data')
  const cells = async (event: string) => {
    const row = page.getByRole('row', { name: new RegExp(`^${event}`) })
    return (await row.getByRole('cell').allTextContents()).map(text => text.replace(/\s+/g, ' ').trim())
  }
  await page.getByRole('row', { name: /^Plan Chosen/ }).waitFor()
  expect(await cells('Signup Completed')).toEqual([
    'Signup Completed',
    '100%1 person, 1 event',
    '0%0 people, 0 events',
  ])
  expect(await cells('Plan Chosen')).toEqual(['Plan Chosen', '0%0 people, 0 events', '100%1 person, 1 event'])
  expect(await seriousOn(page)).toEqual([])
})

it('[V49] saved segments tell how much of either side is in them', async () => {
  await open('segments')
  await page.getByText('100% of Signed up').waitFor()
  await page.getByText('0% of Everyone else').waitFor()
  await page.getByRole('button', { name: /^Compared with/ }).waitFor()
  expect(await seriousOn(page)).toEqual([])
})

it('[V49] sessions are counted on both sides in the dates of the bar', async () => {
  await open('sessions', '&from=2020-01-01')
  await page.getByText(/^1 session · judged now · Everyone else: 0 sessions$/).waitFor()
})

it('[V49] cases of frustration stand beside those of the second segment', async () => {
  await page.goto(`${server.origin}/frustration?segment=${id}&compare=${id}`)
  await page.getByText(/against 1 of “Signed up”$/).waitFor()
  expect(await seriousOn(page)).toEqual([])
})

it('[U10] a retention in which nobody was in the segment yet says so, and asks for who is in it now', async () => {
  await page.goto(`${server.origin}/behaviour/retention?segment=${id}`)
  await page.getByText('Nobody was in “Signed up” yet when it began for them.').waitFor()
  await page.getByRole('button', { name: 'Take who is in it now' }).click()
  await page.getByRole('heading', { name: 'Who came back' }).waitFor()
  expect(JSON.parse(new URL(page.url()).searchParams.get('q') ?? '')).toMatchObject({ judged: 'asked' })
})

it('[V132] a segment is judged as of the end of a day, and lists say so', async () => {
  const head = () => page.locator('.screen-head').innerText()
  await page.goto(`${server.origin}/people?segment=${id}`)
  await soon(head).toContain('1 person · judged now')
  await page.getByRole('button', { name: /^Segment/ }).click()
  await page.getByText('on a day').click()
  await page.getByLabel('The day at whose end it is judged').fill('2020-02-03')
  await soon(head).toContain('0 people · judged at the end of 3 Feb 2020')
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2020-02-03')
  expect(await seriousOn(page)).toEqual([])
  await page.goto(`${server.origin}/sessions?segment=${id}&asOf=2020-02-03`)
  await page.getByText('judged at the end of 3 Feb 2020', { exact: false }).waitFor()
  await soon(() => page.locator('.session-row').count()).toBe(0)
})
