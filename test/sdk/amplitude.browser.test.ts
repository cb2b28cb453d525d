import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AnalyticsEvent } from '../../contract/api.ts'
import type { Json, JsonObject } from '../../contract/event.ts'
import { launchChromium } from '../chromium.ts'
import { installClients } from './install.ts'
import { openPage, openSite } from './page.ts'
import { runClient } from './run-client.ts'
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

/** Every event on the wire is stored once, under Segment's names; a member joins by a group call of its own [E34]. */
function expectAmplitude(bodies: JsonObject[], all: AnalyticsEvent[]): void {
  const sent = new Map<string, JsonObject>()
  for (const event of bodies.flatMap(body => (Array.isArray(body.events) ? body.events : []))) {
    if (isObject(event)) sent.set(String(event.insert_id), event)
  }
  const joins = [...sent].filter(
    ([, { event_type, groups }]) => event_type === '$identify' && isObject(groups),
  )
  const stored = all.filter(event => sent.has(event.messageId))
  expect(all.filter(event => !stored.includes(event)).map(event => [event.messageId, event.groupId])).toEqual(
    joins.map(([id]) => [`${id}.group`, 'acme']),
  )
  expect(stored.map(event => event.messageId).sort()).toEqual([...sent.keys()].sort())
  for (const event of stored) {
    const wired = sent.get(event.messageId) ?? {}
    const special = String(wired.event_type).startsWith('$')
    expect(event.event ?? null).toBe(special ? null : wired.event_type)
    expect(event.userId).toBe(wired.user_id ?? null)
    expect(event.anonymousId).toBe(wired.device_id ?? null)
    if (!special)
      expect(event.properties).toMatchObject(isObject(wired.event_properties) ? wired.event_properties : {})
    expect(event.timestamp).toBe(new Date(Number(wired.time)).toISOString())
    expect(event.originalTimestamp).toBe(event.timestamp)
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const CALLS = [
  ['Song Played', { title: 'Für Elise', seconds: 12.5 }],
  ['Song Stopped', { '😀': [1, null], nested: { a: 'b' } }],
]

describe('analytics-node', () => {
  test.each<[string, Fault[], string[]]>([
    ['without faults', [], []],
    ['delivered, then 503', ['delivered-503', 'delivered-503'], []],
    ['slow', ['slow'], []],
    ['429', ['429'], []],
  ])('[E10] %s: stored once', async (_, faults, failures) => {
    wire.plan(faults)
    expect(await runClient('amplitude-node', { origin: wire.origin, key: KEY, calls: CALLS })).toEqual(
      failures,
    )
    const stored = await server.events()
    expectAmplitude(wire.bodies, stored)
    expect(stored.find(event => event.event === 'revenue_amount')?.properties).toMatchObject({ revenue: 10 })
    const groups = stored.filter(event => event.type === 'group' && !event.messageId.endsWith('.group'))
    expect(groups).toMatchObject([{ groupId: 'acme', traits: { seats: 5 } }])
    const person = await server.person('user-amp')
    expect(person.traits).toMatchObject({ plan: 'pro', first: 'a', logins: 2, tags: ['x'], company: 'acme' })
    expect(person.anonymousIds).toEqual(['device-amp'])
  })

  test('[E10] delivered, then cut: the client gives up, the events are there once', async () => {
    wire.plan(['delivered-cut'])
    const failures = await runClient('amplitude-node', { origin: wire.origin, key: KEY, calls: CALLS })
    expect(failures.length).toBeGreaterThan(0)
    expectAmplitude(wire.bodies, await server.events())
  })

  test('[E5] a wrong key: the client gives up at once', async () => {
    const failures = await runClient('amplitude-node', { origin: wire.origin, key: 'wrong', calls: CALLS })
    expect(failures).toHaveLength(CALLS.length + 4)
    expect(wire.posts()).toBe(1)
    expect(await server.events()).toEqual([])
  })

  test('[E5] one bad event: the others are sent again and stored', async () => {
    const calls = [...CALLS, ['n'.repeat(501), {}]]
    const failures = await runClient('amplitude-node', { origin: wire.origin, key: KEY, calls })
    expect(failures).toHaveLength(1)
    expect((await server.events()).map(event => event.event)).toEqual(
      expect.arrayContaining(['Song Played', 'Song Stopped', 'revenue_amount']),
    )
    expect(await server.events()).toHaveLength(CALLS.length + 5)
  })
})

describe('analytics-browser', () => {
  const page = (extra: string) => `<!doctype html><title>Songs</title>
    <script src="/npm/@amplitude/analytics-browser/lib/scripts/amplitude-min.umd.js"></script>
    <script>
      window.results = []
      const options = { serverUrl: '${wire.origin}/2/httpapi', fetchRemoteConfig: false, flushIntervalMillis: 100,
        deviceId: 'device-web', userId: 'user-web', autocapture: false, ${extra} }
      amplitude.init('${KEY}', options).promise.then(() => {
        const note = sent => sent.promise.then(result => window.results.push(result.code))
        note(amplitude.track('Song Played', { title: 'x'.repeat(3000) }))
        note(amplitude.identify(new amplitude.Identify().set('plan', 'pro').add('logins', 1)))
        note(amplitude.identify(new amplitude.Identify().add('logins', 2).setOnce('first', 'web')))
      })
    </script>`

  test.each<[string, string, Fault[]]>([
    ['without faults', '', []],
    ['compressed', 'enableRequestBodyCompression: true,', []],
    ['delivered, then 503', '', ['delivered-503', 'delivered-503']],
    ['delivered, then cut', '', ['delivered-cut']],
    ['slow', '', ['slow']],
    ['429', '', ['429']],
  ])('[E10] %s: stored once', async (_, extra, faults) => {
    wire.plan(faults)
    const site = await openSite(page(extra))
    const tab = await openPage(browser, site.origin)
    await tab.waitForFunction('window.results.length === 3', undefined, { timeout: 30_000 })
    expect(await tab.evaluate('window.results')).toEqual([200, 200, 200])
    const stored = await server.events()
    expectAmplitude(wire.bodies, stored)
    const person = await server.person('user-web')
    expect(person.traits).toMatchObject({ plan: 'pro', logins: 3, first: 'web' })
    await tab.close()
    await site.close()
  })

  test('[E2] a beacon on leaving arrives', async () => {
    // As Amplitude's documentation tells sites to do.
    const leave =
      "addEventListener('pagehide', () => { amplitude.setTransport('beacon'); amplitude.flush() })"
    const slow = page('flushIntervalMillis: 60000,')
    const site = await openSite(`${slow}<script>${leave}</script>`)
    const tab = await openPage(browser, site.origin)
    await tab.waitForFunction(
      "Object.keys(localStorage).some(key => key.startsWith('AMP_unsent') && localStorage[key].length > 100)",
    )
    await tab.goto('about:blank')
    await expect.poll(async () => (await server.events()).length, { timeout: 30_000 }).toBeGreaterThan(0)
    expectAmplitude(wire.bodies, await server.events())
    await tab.close()
    await site.close()
  })
})
