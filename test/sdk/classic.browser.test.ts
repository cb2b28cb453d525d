import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { openPage, openSite } from './page.ts'
import { KEY, openServer } from './server.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

let server: Awaited<ReturnType<typeof openServer>>
beforeEach(async () => {
  server = await openServer()
  return () => server.close()
})

/** What Segment's classic snippet (5.2.1) does, the page of each call behind its arguments included. */
const snippet = (origin: string) => `<script>
  const queue = (window.analytics = window.analytics || [])
  queue.invoked = true
  const located = ['track', 'screen', 'alias', 'group', 'page', 'identify']
  for (const method of [...located, 'reset', 'ready', 'on', 'once', 'debug', 'setAnonymousId', 'register']) {
    queue[method] = (...args) => {
      if (window.analytics.initialized) return window.analytics[method](...args)
      const { pathname: p, href: u, search: s } = location
      if (located.includes(method)) args.push({ __t: 'bpc', c: undefined, p, u, s, t: document.title, r: document.referrer })
      queue.push([method, ...args])
      return queue
    }
  }
  queue.load = (key, options) => {
    const script = document.createElement('script')
    script.type = 'text/javascript'
    script.async = true
    script.setAttribute('data-global-segment-analytics-key', 'analytics')
    script.src = '${origin}/analytics.js/v1/' + key + '/analytics.min.js'
    const first = document.getElementsByTagName('script')[0]
    first.parentNode.insertBefore(script, first)
    queue._loadOptions = options
  }
  queue._writeKey = '${KEY}'
  queue.SNIPPET_VERSION = '5.2.1'
  queue.load('${KEY}')
  queue.page()
</script>`

test('[E7] the classic snippet with another host: the calls it kept, and those after', async () => {
  const site = await openSite(`<!doctype html><title>Shop</title>${snippet(server.origin)}
    <script>
      window.kept = analytics.track
      analytics.identify('user-1', { plan: 'pro' })
      analytics.track('Before', { n: 1 })
    </script>`)
  const page = await openPage(browser, site.origin)
  await page.waitForFunction('!Array.isArray(window.analytics)')
  await page.evaluate("analytics.track('After', { n: 2 }), window.kept('Kept', { n: 3 })")
  await expect.poll(async () => (await server.events()).length, { timeout: 30_000 }).toBe(5)

  const events = await server.events()
  const named = (name: string) => events.find(event => event.event === name)
  for (const [name, n] of [
    ['Before', 1],
    ['After', 2],
    ['Kept', 3],
  ] as const) {
    expect(named(name)).toMatchObject({ type: 'track', userId: 'user-1' })
    expect(named(name)?.properties).toEqual({ n })
  }
  const viewed = events.find(({ type }) => type === 'page')
  expect(viewed?.properties).toMatchObject({ path: '/', title: 'Shop' })
  expect(JSON.stringify(events)).not.toContain('bpc')
  expect((await server.person('user-1')).traits).toEqual({ plan: 'pro' })
  await page.close()
  await site.close()
})

test('[E7] a key no project has loads nothing', async () => {
  const answer = await fetch(`${server.origin}/analytics.js/v1/unknown/analytics.min.js`)
  expect(answer.status).toBe(404)
})
