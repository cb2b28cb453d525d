import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { seriousOn } from '../viewer/axe.ts'
import { type Browsing, signIn, soon, startBrowsing } from '../viewer/browse.ts'
import { minuteOfEvents } from '../viewer/fake-data.ts'

let server: RunningServer
let browsing: Browsing
let page: Page
let folder = ''
const sessions: string[] = []

beforeAll(async () => {
  ;[server, browsing, folder] = await Promise.all([
    startServer(),
    startBrowsing(),
    mkdtemp(join(tmpdir(), 'segreel-file-')),
  ])
  for (let i = 0; i < 3; i++) {
    const events = minuteOfEvents(Date.UTC(2026, 9, 1, 12 + i))
    // What a hostile page would do, were it replayed as a page.
    const evil = {
      tagName: 'img',
      attributes: { src: 'http://evil.example/x.png', onerror: 'parent.hurt=1' },
    }
    events.push({
      type: 3,
      timestamp: (events.at(-1)?.timestamp ?? 0) + 1,
      data: {
        source: 0,
        texts: [],
        attributes: [],
        removes: [],
        adds: [{ parentId: 6, nextId: null, node: { type: 2, id: 900, childNodes: [], ...evil } }],
      },
    })
    const { session } = await server.api<{ session: { id: string } }>('/sessions/import', {
      method: 'POST',
      body: events,
    })
    sessions.push(session.id)
  }
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const raw = (path: string) =>
  fetch(`${server.origin}/api${path}`, { headers: { authorization: `Bearer ${server.token}` } })

test('[O1] a session as one file replays from the disk with the network off', async () => {
  await page.goto(`${server.origin}/sessions/${sessions[0]}?hand=file`)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Replay as an HTML file' }).click(),
  ])
  const place = join(folder, saved.suggestedFilename())
  await saved.saveAs(place)
  const context = await browsing.browser.newContext({ offline: true })
  const outside = await context.newPage()
  outside.setDefaultTimeout(15_000)
  const asked: string[] = []
  outside.on('requestfinished', request => asked.push(request.url()))
  // What the policy of the page forbids is told as a request, too; it never left the browser.
  outside.on('requestfailed', request => {
    if (request.failure()?.errorText !== 'csp') asked.push(request.url())
  })
  await outside.goto(`file://${place}`)
  const text = () => outside.frameLocator('iframe').locator('body').innerText()
  await soon(text).toContain('Second 0')
  await outside.getByRole('slider', { name: 'Time in the recording' }).fill('41000')
  await soon(text).toContain('Second 41')
  await outside.getByRole('slider', { name: 'Time in the recording' }).fill('59500')
  await soon(() => outside.frameLocator('iframe').locator('img').count()).toBe(1)
  expect(await outside.evaluate('window.hurt')).toBeUndefined()
  expect(asked.filter(url => !url.startsWith('file:') && !url.startsWith('about:'))).toEqual([])
  await outside.getByRole('button', { name: 'Play' }).click()
  await outside.getByRole('button', { name: 'Pause' }).click()
  expect(await seriousOn(outside)).toEqual([])
  await context.close()
})

test('[O1] a range of a session holds nothing else of it', async () => {
  const response = await raw(`/sessions/${sessions[0]}/file?from=22000&to=25000`)
  const place = join(folder, 'range.html')
  await writeFile(place, await response.text())
  const outside = await (await browsing.browser.newContext({ offline: true })).newPage()
  await outside.goto(`file://${place}`)
  await soon(() => outside.getByText('0:00 / 0:03').count()).toBe(1)
  expect((await raw(`/sessions/${sessions[0]}/file?from=5000000`)).status).toBe(400)
})

test('[O1] the rrweb JSON of a session plays in rrweb-player elsewhere', async () => {
  const events = await (await raw(`/sessions/${sessions[0]}/events`)).json()
  const elsewhere = await browsing.browser.newPage()
  await elsewhere.setContent('<!doctype html><div id="room"></div>')
  await elsewhere.addScriptTag({
    content: readFileSync('node_modules/rrweb-player/dist/rrweb-player.umd.cjs', 'utf8'),
  })
  await elsewhere.evaluate(recorded => {
    const { Player } = (
      globalThis as unknown as {
        rrwebPlayer: { Player: new (options: object) => { goto(at: number): void } }
      }
    ).rrwebPlayer
    const player = new Player({
      target: document.getElementById('room'),
      props: { events: recorded, autoPlay: false },
    })
    player.goto(30_500)
  }, events)
  await soon(() => elsewhere.frameLocator('iframe').locator('body').innerText()).toContain('Second 30')
})

test('[O20] sessions are taken out in Settings with progress, and go on after a stop and a reload', async () => {
  await page.goto(`${server.origin}/settings/export`)
  let cut = true
  await page.route('**/api/export/sessions*', async route => {
    const response = await route.fetch()
    const text = await response.text()
    const half = text.slice(0, text.indexOf('{"kind":"done"') + 200)
    await route.fulfill({ response, body: cut ? half : text })
    cut = false
  })
  await page.getByRole('button', { name: 'Sessions, NDJSON' }).click()
  await page.getByText('The connection was cut off; what arrived is kept.').waitFor()
  await page.getByText(/1 of 3 sessions/).waitFor()
  await page.reload()
  await page.getByText(/1 of 3 sessions, .* stopped/).waitFor()
  expect(await seriousOn(page)).toEqual([])
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Go on' }).click(),
  ])
  const place = join(folder, 'sessions.ndjson')
  await saved.saveAs(place)
  const whole = await (await raw('/export/sessions')).text()
  const data = (text: string) => text.split('\n').filter(line => !/^\{"kind":"done"/.test(line))
  expect(data(readFileSync(place, 'utf8'))).toEqual(data(whole))
  expect(saved.suggestedFilename()).toBe('sessions-everyone.ndjson')
  await page.reload()
  const [again] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the file again' }).click(),
  ])
  expect(readFileSync(await again.path(), 'utf8')).toBe(readFileSync(place, 'utf8'))
  await page.getByRole('button', { name: 'Remove the export of Everyone from this browser' }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
  await page.getByText('Exports in this browser').waitFor({ state: 'detached' })
})
