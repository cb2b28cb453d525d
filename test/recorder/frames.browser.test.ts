import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { seenInReplay } from './player.ts'
import { startSink } from './sink.ts'
import { hasSnapshot, newVisitor, pageWith, recorded, saw, until } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('[R31] a frame of another origin is recorded into the page when both sides name each other', async () => {
  const [site, shop] = await Promise.all([startSink(), startSink()])
  site.settings = { frameOrigins: [shop.origin] }
  shop.settings = { frameOrigins: [site.origin] }
  site.pages.set('/', { html: pageWith(`<p>outer</p><iframe src="${shop.origin}/"></iframe>`) })
  shop.pages.set('/', { html: pageWith('<p>inner</p><button>b</button>') })
  const visitor = await newVisitor(browser, site)
  const page = await visitor.open()
  await until('the frame in the recording', () => saw(site, 'isAttachIframe') && saw(site, 'inner'))
  const frame = page.frames()[1]
  await frame?.evaluate(() => document.body.append('later in the frame'))
  await until('a change in the frame', () => saw(site, 'later in the frame'))
  const inFrame = (root: Document) => root.querySelector('iframe')?.contentDocument?.body.textContent
  const { seen } = await seenInReplay(visitor.context, recorded(site), inFrame)
  expect(seen).toBe('innerblater in the frame')
  expect(visitor.errors).toEqual([])
  await visitor.context.close()
  await Promise.all([site.close(), shop.close()])
})

test('[R31] a frame whose page does not name it records itself, and the page nothing of it', async () => {
  const [site, shop] = await Promise.all([startSink(), startSink()])
  shop.settings = { frameOrigins: [site.origin] }
  site.pages.set('/', { html: pageWith(`<p>outer</p><iframe src="${shop.origin}/"></iframe>`) })
  shop.pages.set('/', { html: pageWith('<p>inner</p>') })
  const visitor = await newVisitor(browser, site)
  await visitor.open()
  await until('both recordings', () => hasSnapshot(site) && hasSnapshot(shop))
  expect(saw(site, 'inner')).toBe(false)
  await visitor.context.close()
  await Promise.all([site.close(), shop.close()])
})

test('[R31] a frame of the same origin with its own tag is recorded once, with the page', async () => {
  const site = await startSink()
  site.pages.set('/', { html: pageWith('<p>outer</p><iframe src="/frame"></iframe>') })
  site.pages.set('/frame', { html: pageWith('<p>inner</p>') })
  const visitor = await newVisitor(browser, site)
  await visitor.open()
  await until('the frame in the recording', () => saw(site, 'isAttachIframe') && saw(site, 'inner'))
  expect(new Set(site.batches.map(({ head }) => head.tab)).size).toBe(1)
  await visitor.context.close()
  await site.close()
})
