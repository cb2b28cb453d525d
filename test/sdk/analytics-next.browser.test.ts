import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { expectSegment } from './compare.ts'
import { installClients } from './install.ts'
import { openPage, openSite } from './page.ts'
import { KEY, openServer } from './server.ts'
import { type Fault, openWire } from './wire.ts'

let browser: Browser
beforeAll(async () => {
  await installClients()
  browser = await launchChromium()
}, 120_000)
afterAll(() => browser.close())

let server: Awaited<ReturnType<typeof openServer>>
let wire: Awaited<ReturnType<typeof openWire>>
beforeEach(async () => {
  server = await openServer()
  wire = await openWire(server.origin)
  return async () => {
    await wire.close()
    await server.close()
  }
})

const EVENTS = 5
/** Only the CDN differs from what a site has; the settings from there send the events here. */
const page = (options: string) => `<!doctype html><title>Shop</title>
  <script src="/npm/@segment/analytics-next/dist/umd/index.js"></script>
  <script>
    window.failures = []
    const analytics = AnalyticsNext.AnalyticsBrowser.load({ writeKey: '${KEY}', cdnURL: '${wire.origin}' }, ${options})
    analytics.on('delivery_failure', context => window.failures.push(String(context.event.messageId)))
    // Each call's promise is fulfilled once its destination has taken the event: sent, or put into the batch.
    Promise.all([
      analytics.page('Home', { category: 'Shop' }),
      analytics.track('Signup Started', { signup_method: 'email', platform: 'web' }),
      analytics.identify('user-1', { email: 'ada@example.org', plan: 'pro' }),
      analytics.group('acme', { seats: 5 }),
      analytics.track('Signup Completed', { user_id: 'user-1', planCode: 'p', 'a.b': null }),
    ]).then(() => { window.taken = true })
  </script>`
const STANDARD = '{}'
const BATCHING = `{ integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 100, timeout: 300 } } } } }`

test.each<[string, string, Fault[]]>([
  ['one by one', STANDARD, []],
  ['one by one, delivered, then 503', STANDARD, ['delivered-503', 'none', 'delivered-503']],
  ['one by one, delivered, then cut', STANDARD, ['none', 'delivered-cut']],
  ['one by one, slow', STANDARD, ['slow', 'slow']],
  ['one by one, 429 with Retry-After', STANDARD, ['429']],
  ['batching', BATCHING, []],
  ['batching, delivered, then 503', BATCHING, ['delivered-503']],
  ['batching, delivered, then cut', BATCHING, ['delivered-cut']],
])('[E6] analytics-next with another CDN, %s: stored once', async (_, options, faults) => {
  wire.plan(faults)
  const site = await openSite(page(options))
  const tab = await openPage(browser, site.origin)
  await expect.poll(async () => (await server.events()).length, { timeout: 30_000 }).toBe(EVENTS)
  const expected = faults.filter(fault => fault !== 'none' && fault !== 'slow').length
  await expect.poll(() => wire.posts(), { timeout: 30_000 }).toBeGreaterThan(expected)
  expectSegment(wire.bodies, await server.events())
  expect(await tab.evaluate('window.failures')).toEqual([])
  const person = await server.person('user-1')
  expect(person.traits).toMatchObject({ email: 'ada@example.org', plan: 'pro' })
  expect(person.anonymousIds).toHaveLength(1)
  await tab.close()
  await site.close()
})

test('[E10] batching on leaving the page: two parallel requests, each event stored once', async () => {
  const slow = BATCHING.replace('300', '60000')
  const site = await openSite(page(slow))
  const tab = await openPage(browser, site.origin)
  await tab.waitForFunction('window.taken')
  await tab.goto('about:blank')
  await expect.poll(async () => (await server.events()).length, { timeout: 30_000 }).toBe(EVENTS)
  expectSegment(wire.bodies, await server.events())
  await tab.close()
  await site.close()
})
