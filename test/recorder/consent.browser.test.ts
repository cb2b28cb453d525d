import { expect } from 'vitest'
import { hasSnapshot, pageWith, until } from './visit.ts'
import { test } from './visiting.ts'

/** Names of everything the page has put into storage. */
const stored = () =>
  [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split('; ')].filter(
    Boolean,
  )

const consent = (given: boolean) => {
  const { segreel } = window
  if (!segreel || Array.isArray(segreel)) throw new Error('The recorder is not there.')
  segreel.consent(given)
}
const track = (name: string) => {
  const { segreel } = window
  if (!segreel || Array.isArray(segreel)) throw new Error('The recorder is not there.')
  void segreel.track(name)
}
const isThere = () => typeof window.segreel === 'object' && !Array.isArray(window.segreel)

test('[R21] without the consent it needs, nothing is stored or asked for; with it, waiting calls go out', async ({
  sink,
  visitor,
}) => {
  sink.pages.set('/', { html: pageWith('<p>hello', 'data-consent="required"') })
  const page = await visitor.open()
  await page.waitForFunction(isThere)
  await page.evaluate(track, 'Before consent')
  // A recorder that did not wait would have loaded its second stage by the time an idle callback has run.
  await page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 3_000))))
  expect(await page.evaluate(stored)).toEqual([])
  expect(sink.requests.filter(one => /settings|capture/.test(one))).toEqual([])
  await page.evaluate(consent, true)
  await until('the recording', () => hasSnapshot(sink))
  await until('the call made before', () => sink.events.some(({ event }) => event === 'Before consent'))
})

test('[R23] revoking stops the recording, forgets the visitor, and holds on the next page', async ({
  sink,
  visitor,
}) => {
  sink.pages.set('/', { html: pageWith('<p>hello') })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.evaluate(consent, false)
  await expect.poll(() => page.evaluate(stored)).not.toContain('ajs_anonymous_id')
  expect((await page.evaluate(stored)).filter(name => /^ajs_|^segreel_session/.test(name))).toEqual([])
  const before = sink.batches.length
  sink.requests.length = 0
  await page.reload()
  await page.waitForFunction(isThere)
  await page.evaluate(track, 'After opting out')
  await page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 3_000))))
  expect(sink.requests.filter(one => /settings|capture/.test(one))).toEqual([])
  expect(sink.batches.length).toBe(before)
  expect(sink.events).toEqual([])
})

for (const signal of ['globalPrivacyControl', 'doNotTrack']) {
  test(`[R22] a browser that sends ${signal} is not recorded, unless the site says that is settled`, async ({
    sink,
    visitor,
  }) => {
    sink.pages.set('/', { html: pageWith('<p>hello') })
    sink.pages.set('/off', { html: pageWith('<p>hello', 'data-consent="off"') })
    await visitor.context.addInitScript(name => {
      Object.defineProperty(Navigator.prototype, name, { get: () => (name === 'doNotTrack' ? '1' : true) })
    }, signal)
    const page = await visitor.open()
    await page.waitForFunction(isThere)
    await page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 3_000))))
    expect(await page.evaluate(stored)).toEqual([])
    expect(sink.batches).toEqual([])
    await page.goto(`${sink.origin}/off`)
    await until('the recording', () => hasSnapshot(sink))
  })
}
