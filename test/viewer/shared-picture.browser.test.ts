import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../running-server.ts'
import { type Browsing, expectReplayed, signIn, startBrowsing } from './browse.ts'

const START = Date.UTC(2026, 9, 1, 12)
let server: RunningServer
let browsing: Browsing
let page: Page
let session = ''

let id = 10
const element = (tagName: string, attributes: Record<string, string>, ...childNodes: unknown[]) => ({
  type: 2,
  id: id++,
  tagName,
  attributes,
  childNodes,
})
const text = (textContent: string) => ({ type: 3, id: id++, textContent })
const CSS = `:root { --ground: rgb(10, 120, 200) } body { margin: 0; background: var(--ground); height: 3000px }
  .name { position: absolute; top: 1000px; left: 0; font: 80px/100px monospace; color: #000; background: #fff }
  .till { position: fixed; top: 0; left: 0; width: 50px; height: 50px; background: rgb(200, 30, 40) }`

/** Scrolled down by 1000 px: on top stands the name, over it what is fixed. */
const recording = [
  { type: 4, timestamp: START, data: { href: 'https://shop.test/', width: 600, height: 400 } },
  {
    type: 2,
    timestamp: START + 1,
    data: {
      node: {
        type: 0,
        id: 1,
        childNodes: [
          element(
            'html',
            {},
            element('head', {}, element('style', { _cssText: CSS })),
            element(
              'body',
              { '@click': 'pay' },
              element('div', { class: 'name' }, text('MMMMMMMM \u0007\u{1F9FA}')),
              element('div', { class: 'till', onclick: 'top.hacked = 1' }),
              element('img', { src: 'https://elsewhere.test/pixel.png' }),
              element('script', {}, text('top.hacked = 1')),
            ),
          ),
        ],
      },
      initialOffset: { left: 0, top: 0 },
    },
  },
  { type: 3, timestamp: START + 500, data: { source: 3, id: 1, x: 0, y: 1000 } },
  { type: 5, timestamp: START + 9_000, data: { tag: 'end', payload: {} } },
]

beforeAll(async () => {
  ;[server, browsing] = await Promise.all([startServer(), startBrowsing()])
  const imported = await server.api<{ session: { id: string } }>('/sessions/import', {
    method: 'POST',
    body: recording,
  })
  session = imported.session.id
  page = await browsing.open(`${server.origin}/sign-in`)
  await signIn(page, server.origin, server.token)
})
afterAll(async () => {
  await browsing?.close()
  await server?.stop()
})

async function pictureOfLink(...choices: string[]): Promise<PNG> {
  await page.goto(`${server.origin}/sessions/${session}?t=5000&hand=public`)
  await expectReplayed(page, 'MMMMMMMM')
  for (const choice of choices) await page.getByLabel(choice).check()
  await page.getByRole('button', { name: 'Make public link' }).click()
  await page.getByRole('img', { name: 'The page at this moment, as the link shows it' }).waitFor()
  const link = await page.getByLabel('The new link, shown only now').inputValue()
  const html = await (await fetch(link)).text()
  const address = /og:image" content="([^"]+)"/.exec(html)?.[1] ?? ''
  return PNG.sync.read(Buffer.from(await (await fetch(address)).arrayBuffer()))
}
const colour = ({ data, width }: PNG, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
]
/** Dark dots of the place where the name stands. */
const ink = (picture: PNG) => {
  let dots = 0
  for (let x = 60; x < 440; x++)
    for (let y = 0; y < 100; y++) if ((colour(picture, x, y)[0] ?? 255) < 60) dots++
  return dots
}

it('[H20] the picture is the page at the moment, drawn from what the link shows', async () => {
  const asked: string[] = []
  // What the policy stops is a request as well, but never answered.
  page.on('response', answer => asked.push(answer.url()))
  const plain = await pictureOfLink()
  expect([plain.width, plain.height]).toEqual([600, 400])
  expect(colour(plain, 300, 300)).toEqual([10, 120, 200])
  expect(colour(plain, 20, 20)).toEqual([200, 30, 40])
  const masked = await pictureOfLink('Mask all text again')
  expect(colour(masked, 300, 300)).toEqual([10, 120, 200])
  // Stars where letters were.
  expect(ink(masked)).toBeLessThan(ink(plain) / 2)
  expect(await page.evaluate('window.hacked')).toBeUndefined()
  expect(asked.filter(url => /^https?:/.test(url) && !url.startsWith(server.origin))).toEqual([])
})
