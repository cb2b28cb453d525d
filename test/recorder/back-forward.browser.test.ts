import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumPath, FLAGS } from '../chromium.ts'
import { startSink } from './sink.ts'
import { hasSnapshot, newVisitor, pageWith, recorded, saw, signals, until } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  // Playwright switches the cache off by default; visitors have it.
  const ignoreDefaultArgs = ['--disable-back-forward-cache']
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: FLAGS, ignoreDefaultArgs })
})
afterAll(() => browser.close())

test('[R6] the recorder leaves the back/forward cache to the page, and a page brought back goes on', async () => {
  const sink = await startSink()
  sink.pages.set('/', {
    html: pageWith(`<button onclick="document.body.append('clicked-again')">b</button>`),
  })
  sink.pages.set('/plain', { html: '<!doctype html><title>plain</title><p>nothing here' })
  const visitor = await newVisitor(browser, sink)
  const page = await visitor.open()
  await until('a snapshot', () => hasSnapshot(sink))
  await page.evaluate(() =>
    addEventListener('pageshow', event => Object.assign(window, { kept: event.persisted })),
  )
  await page.goto(`${sink.origin}/plain`)
  // A page that is brought back does not load again.
  await page.goBack({ waitUntil: 'commit' })
  await until('the page of before', async () => (await page.evaluate('window.kept')) === true)
  await page.click('button')
  await until('the click', () => saw(sink, 'clicked-again'))
  await until('the return', () => JSON.stringify(signals(sink, 'navigation')).includes('"restore"'))
  expect(recorded(sink).filter(({ type }) => type === 2).length).toBe(2)
  expect(visitor.errors).toEqual([])
  await visitor.context.close()
  await sink.close()
})
