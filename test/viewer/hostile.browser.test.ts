import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { type Browsing, replayedText, soon, startBrowsing } from './browse.ts'
import { type Fake, recordedTab, startFake } from './fake-api.ts'
import { factsOf, fakeData } from './fake-data.ts'

let browsing: Browsing
let fake: Fake
/** Another server, which counts what reaches it. */
let other: Server
const reached: string[] = []
/** Connections to it, also of those that never ask anything. */
let connections = 0

beforeAll(async () => {
  browsing = await startBrowsing()
  other = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end()
  })
  other.on('connection', () => {
    connections++
  })
  await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
  fake = await startFake(hostileData(`http://127.0.0.1:${portOf(other)}`))
})
afterAll(async () => {
  await browsing?.close()
  await fake?.close()
  other?.close()
})

const RUN = 'top.hacked = (top.hacked || 0) + 1'
let id = 10
const element = (tagName: string, attributes: Record<string, string>, ...childNodes: unknown[]) => ({
  type: 2,
  tagName,
  attributes,
  childNodes,
  id: id++,
})
const text = (textContent: string) => ({ type: 3, textContent, id: id++ })

/** What a hostile site, or whoever holds a write key, could put into a recording. */
const partsOf = (evil: string) => [
  element('script', {}, text(RUN)),
  element('script', { src: `${evil}/a.js` }),
  element('img', { src: `${evil}/pixel.gif`, onerror: RUN, onload: RUN }),
  element('img', { src: 'data:image/png;base64,broken', onerror: RUN }),
  element('svg', { onload: RUN }, element('a', { 'xlink:href': `javascript:${RUN}` })),
  element('iframe', { src: `${evil}/frame` }),
  element('iframe', { src: `javascript:${RUN}` }),
  element('iframe', { srcdoc: `<script>${RUN}</script><img src="${evil}/srcdoc.gif">` }),
  element('object', { data: `${evil}/object` }),
  element('embed', { src: `${evil}/embed` }),
  element('link', { rel: 'stylesheet', href: `${evil}/style.css` }),
  element(
    'style',
    {},
    text(`@import url(${evil}/import.css); body { background: url(${evil}/background.png) }`),
  ),
  element('meta', { 'http-equiv': 'refresh', content: `0;url=${evil}/refresh` }),
  element('form', { action: `${evil}/form` }, element('input', { autofocus: '', onfocus: RUN })),
  element('a', { href: `javascript:${RUN}`, ping: `${evil}/ping` }, text('still here')),
  element('video', { src: `${evil}/video.mp4`, autoplay: '' }),
  element('base', { href: `${evil}/` }),
  element('link', { rel: 'preconnect', href: evil }),
  element('link', { rel: 'Preload prefetch', as: 'image', href: `${evil}/preload.png` }),
  element('link', { rel: 'modulepreload', href: `${evil}/module.js` }),
  element('link', { rel: 'icon', href: `${evil}/icon.png` }),
]

function hostileData(evil: string) {
  const data = fakeData({ sessions: 1 })
  const session = data.sessions[0]
  if (!session) throw new Error('The fake has no session.')
  const at = session.startedAt
  const html = element(
    'html',
    {},
    element('head', {}),
    element('body', { onload: RUN, onclick: RUN }, ...partsOf(evil)),
  )
  const added = element('img', { src: `${evil}/later.gif`, onerror: RUN })
  const events: RecordedEvent[] = [
    { type: 4, timestamp: at, data: { href: `${evil}/`, width: 800, height: 600 } },
    {
      type: 2,
      timestamp: at + 1,
      data: { node: { type: 0, childNodes: [html], id: 1 }, initialOffset: { left: 0, top: 0 } },
    },
    {
      type: 3,
      timestamp: at + 500,
      data: {
        source: 0,
        texts: [],
        attributes: [],
        removes: [],
        adds: [{ parentId: html.id, nextId: null, node: added }],
      },
    },
    {
      type: 5,
      timestamp: at + 600,
      data: { tag: 'segreel/console', payload: { level: 'log', args: [`<img src=x onerror="${RUN}">`] } },
    },
    { type: 5, timestamp: at + 2000, data: { tag: 'end', payload: {} } },
  ]
  const tab = recordedTab('tab000000', events, 50, factsOf(at, at + 2000))
  session.person.label = `<img src=x onerror="${RUN}">`
  session.recordings = [tab]
  session.endedAt = at + 2000
  data.batches.set(`${session.id} ${tab.id} 0`, events)
  return data
}

describe('[V29] nothing of a recording runs, and nothing leaves the viewer', () => {
  it('scripts, handlers, addresses, frames, style sheets, forms and refreshes stay dead', async () => {
    const page = await browsing.browser.newPage()
    const address = `${fake.origin}/sessions/session0000?t=1900`
    await page.goto(address)
    await soon(() => replayedText(page)).toContain('still here')
    await page.getByRole('tab', { name: 'Console' }).click()
    await page.getByText('<img src=x onerror=').first().waitFor()
    // The analyst may click into the picture of the page, too.
    await page.locator('.stage').click({ position: { x: 100, y: 100 } })
    await page.keyboard.press(' ')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(reached).toEqual([])
    expect(connections).toBe(0)
    expect(page.url().startsWith(`${fake.origin}/sessions/`)).toBe(true)
    await page.close()
  })

  it('[V131] of a site that is allowed, pictures and sheets are fetched, and nothing else; of others nothing', async () => {
    const evil = `http://127.0.0.1:${portOf(other)}`
    const page = await browsing.browser.newPage()
    await page.goto(`${fake.origin}/sessions/session0000?t=1900`)
    await page.getByRole('button', { name: / missing$/ }).click()
    const [loaded] = await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Allow assets' }).click(),
    ])
    expect(new URL(loaded.url()).searchParams.get('t')).toBe('1900')
    expect(fake.data.assets).toEqual([evil])
    await soon(() => replayedText(page)).toContain('still here')
    await soon(() => reached).toContain('/pixel.gif')
    await soon(() => reached).toContain('/style.css')
    await page.locator('.stage').click({ position: { x: 100, y: 100 } })
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    const assets = /^\/(pixel\.gif|later\.gif|style\.css|import\.css|background\.png|video\.mp4|srcdoc\.gif)$/
    expect(reached.filter(path => !assets.test(path))).toEqual([])
    expect(page.url().startsWith(`${fake.origin}/sessions/`)).toBe(true)
    // Taken back, it asks no more.
    await page.getByRole('button', { name: /(missing|Assets allowed)$/ }).click()
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Block again' }).click()])
    reached.length = 0
    await soon(() => replayedText(page)).toContain('still here')
    await page.getByRole('button', { name: / missing$/ }).waitFor()
    expect(reached).toEqual([])
    await page.close()
  })
})

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
