import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const HTML = '<!doctype html><title>t</title><p id="p">p</p><input id="i">'
const RRWEB = readFileSync(
  new URL('../../../node_modules/@rrweb/record/umd/record.js', import.meta.url),
  'utf8',
)

test('[G19] a page with its own rrweb: both record, and each can stop before the other', async () => {
  const { page, events, failures } = await stage.open(HTML, {
    routes: { '/rrweb.js': { body: RRWEB, headers: { 'content-type': 'text/javascript' } } },
  })
  await page.addScriptTag({ url: '/rrweb.js' })
  await page.evaluate(`(() => {
    window.theirs = []
    window.stopTheirs = (window.rrwebRecord?.record ?? window.rrwebRecord ?? rrweb.record)({ emit: e => theirs.push(e) })
  })()`)
  await page.type('#i', 'one')
  await page.evaluate(`document.querySelector('#p').textContent = 'changed'`)
  await page.waitForFunction(
    `JSON.stringify(captured.events).includes('changed') && JSON.stringify(theirs).includes('changed')`,
  )
  await page.evaluate(`captured.stop()`)
  const ours = (await events()).length
  await page.type('#i', 'two')
  await page.waitForFunction(`theirs.some(e => e.data.source === 5 && e.data.text.includes('onetwo'))`)
  expect(await events()).toHaveLength(ours)
  await page.evaluate('stopTheirs()')
  await page.type('#i', 'three')
  expect(await page.inputValue('#i')).toBe('onetwothree')
  expect(await failures()).toEqual([])
})

// As Zone.js does it: every function replaced by one that remembers the original under a symbol, promises by its own.
const ZONE = `
  window.tasks = []
  const wrap = (owner, name) => {
    const native = owner[name]
    owner['__zone_symbol__' + name] = native
    owner[name] = function (...args) { tasks.push(name); return native.apply(this, args) }
  }
  wrap(XMLHttpRequest.prototype, 'open'); wrap(XMLHttpRequest.prototype, 'send')
  wrap(EventTarget.prototype, 'addEventListener'); wrap(EventTarget.prototype, 'removeEventListener')
  wrap(window, 'setTimeout')
  class ZoneAwarePromise {
    constructor(run) { this.inner = new Native(run) }
    then(...args) { const next = Object.create(ZoneAwarePromise.prototype); next.inner = this.inner.then(...args); return next }
    catch(no) { return this.then(undefined, no) }
  }
  const Native = Promise
  window.Promise = Object.assign(ZoneAwarePromise, { resolve: v => new ZoneAwarePromise(yes => yes(v)), reject: e => new ZoneAwarePromise((_, no) => no(e)), all: all => new ZoneAwarePromise((yes, no) => Native.all(all).then(yes, no)) })
  const fetched = window.fetch
  window.fetch = (...args) => new ZoneAwarePromise((yes, no) => fetched(...args).then(yes, no))
`

test('[G19] functions that Zone.js has patched work as before, and are watched', async () => {
  const { page, until, failures } = await stage.open(HTML, { before: ZONE, routes: { '/data': 'x' } })
  const seen = await page.evaluate(`new (Object.getPrototypeOf(async () => {}).constructor)(\`
    const answer = fetch('/data')
    const same = answer instanceof Promise
    const status = (await answer).status
    const xhr = new XMLHttpRequest(); xhr.open('GET', '/data'); xhr.send()
    await new Promise(done => { xhr.onloadend = done })
    return [same, status, xhr.status, tasks.includes('open'), tasks.includes('send')]
  \`)()`)
  expect(seen).toEqual([true, 200, 200, true, true])
  expect((await until('network', 2)).map(one => one.status)).toEqual([200, 200])
  expect(await failures()).toEqual([])
})

test('[G19] what the page has frozen or taken away is left as it is', async () => {
  const { page, failures } = await stage.open(HTML, {
    before: `Object.freeze(console); delete navigator.__proto__.sendBeacon; delete window.PerformanceObserver;
      Object.defineProperty(window, 'fetch', { value: window.fetch, writable: false, configurable: false })`,
  })
  expect(
    await page.evaluate(`[typeof navigator.sendBeacon, String(fetch).includes('[native code]')]`),
  ).toEqual(['undefined', true])
  expect(await failures()).toEqual([])
})
