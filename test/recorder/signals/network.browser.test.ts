import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const HTML = '<!doctype html><title>t</title>'
const routes = {
  '/data': {
    body: '{"card":"4242424242424242","ok":true}',
    headers: { 'content-type': 'application/json', 'content-length': '37' },
  },
  '/bad': { status: 503, body: 'busy' },
  '/own/x': 'ours',
}

test('[G9] fetch, XMLHttpRequest and beacon are recorded from their begin to their end, addresses cleaned', async () => {
  const { page, origin, until, signals, failures } = await stage.open(HTML, { routes })
  await page.evaluate(`(async () => {
    await (await fetch('/data?token=hidden&page=3', { method: 'post', body: 'abcd' })).text()
    await fetch(new Request('/bad', { method: 'PUT' }))
    await fetch('http://127.0.0.1:1/refused').catch(() => {})
    const aborted = new AbortController(); const waiting = fetch('/data', { signal: aborted.signal }).catch(() => {}); aborted.abort(); await waiting
    const xhr = new XMLHttpRequest(); xhr.open('get', '/data?token=hidden'); xhr.send()
    await new Promise(done => { xhr.onloadend = done })
    const failing = new XMLHttpRequest(); failing.open('GET', 'http://127.0.0.1:1/x'); failing.send()
    await new Promise(done => { failing.onloadend = done })
    navigator.sendBeacon('/beacon?token=hidden', 'payload')
    await fetch('/own/x'); navigator.sendBeacon('/own/x')
  })()`)
  // A fetch is told when its body has come, so they do not end in the order they began.
  const begun = await signals('request')
  const last = await until('network', 7)
  const ended = begun.map(({ kind, method, url }) =>
    last.find(one => one.kind === kind && one.method === method && one.url === url),
  )
  expect(last).toHaveLength(7)
  expect(
    ended.map(one => [one?.kind, one?.method, one?.url.replace(origin, ''), one?.status, one?.error]),
  ).toEqual([
    ['fetch', 'POST', '/data?token=***&page=3', 200, undefined],
    ['fetch', 'PUT', '/bad', 503, undefined],
    ['fetch', 'GET', 'http://127.0.0.1:1/refused', 0, 'TypeError'],
    ['fetch', 'GET', '/data', 0, 'AbortError'],
    ['xhr', 'GET', '/data?token=***', 200, undefined],
    ['xhr', 'GET', 'http://127.0.0.1:1/x', 0, 'error'],
    ['beacon', 'POST', '/beacon?token=***', 0, undefined],
  ])
  expect(ended[0]).toMatchObject({ requestBytes: 4, responseBytes: 37 })
  expect(ended[4]).toMatchObject({ responseBytes: 37 })
  expect(JSON.stringify(ended)).not.toContain('Body')
  expect(await failures()).toEqual([])
})

test('[G9] a fetch ends with its body, not with its headers; requests to one address are told apart', async () => {
  const slow = { '/slow': { body: 'late', bodyAfter: 400 } }
  const { page, until } = await stage.open(HTML, { routes: { ...routes, ...slow } })
  await page.evaluate(`(async () => {
    const first = fetch('/slow'); await first
    const second = fetch('/slow'); await second
    await Promise.all([first, second].map(async answer => (await answer).text()))
  })()`)
  const ended = await until('network', 2)
  for (const { duration, responseBytes } of ended) {
    expect(duration).toBeGreaterThanOrEqual(390)
    expect(responseBytes).toBe(4)
  }
})

test('[G10] bodies are recorded only for the addresses asked for, with their secrets masked', async () => {
  const { page, origin } = await stage.open(HTML, { routes })
  const second = await stage.open(HTML, { routes, settings: { networkBodies: ['/'] } })
  await second.page.evaluate('captured.stop()')
  await second.page.evaluate(`capture({ networkBodies: [location.origin + '/data'] })`)
  await second.page.evaluate(`(async () => {
    const answer = await fetch('/data', { method: 'POST', body: 'card 4242424242424242' })
    window.got = await answer.json()
    await fetch('/bad', { method: 'POST', body: 'unwanted' })
  })()`)
  const ended = await second.until('network', 2)
  expect(ended[0]).toMatchObject({ requestBody: 'card ***', responseBody: '{"card":"***","ok":true}' })
  expect(ended[1]).not.toHaveProperty('requestBody')
  expect(await second.page.evaluate('got.ok')).toBe(true)
  expect(origin).not.toBe(second.origin)
  await page.close()
})

test('[G2] the page sees the same results, throws and rejections as without us', async () => {
  const { page, failures } = await stage.open(HTML, {
    routes,
    before: `window.unhandled = []; addEventListener('unhandledrejection', e => { unhandled.push(String(e.reason)); e.preventDefault() })`,
  })
  const seen = await page.evaluate(`(async () => {
    const seen = {}
    seen.answer = (await fetch('/data')) instanceof Response
    seen.promise = fetch('/data') instanceof Promise
    seen.mistake = await fetch('http://').catch(e => e.constructor.name)
    seen.getter = await fetch('/data', { get method() { throw new RangeError('mine') } }).catch(e => e.message)
    try { new XMLHttpRequest().send() } catch (e) { seen.xhr = e.name }
    try { new XMLHttpRequest().open('GET', 'http://') } catch (e) { seen.open = e.name }
    try { history.pushState({}, '', 'http://elsewhere.test/') } catch (e) { seen.push = e.name }
    try { XMLHttpRequest.prototype.send.call({}) } catch (e) { seen.self = e.constructor.name }
    fetch('http://127.0.0.1:1/unhandled')
    fetch('http://127.0.0.1:1/handled').catch(() => {})
    await new Promise(done => setTimeout(done, 300))
    seen.unhandled = unhandled.length
    seen.beacon = navigator.sendBeacon('/data')
    return seen
  })()`)
  expect(seen).toEqual({
    answer: true,
    promise: true,
    mistake: 'TypeError',
    getter: 'mine',
    xhr: 'InvalidStateError',
    open: 'SyntaxError',
    push: 'SecurityError',
    self: 'TypeError',
    unhandled: 1,
    beacon: true,
  })
  expect(await failures()).toEqual([])
})

test('[G2] a page that replaced fetch by a stand-in keeps it, whatever it answers', async () => {
  const { page, failures } = await stage.open(HTML, {
    before: `window.fetch = function (...args) { return args[0] === '/plain' ? 'no promise' : Promise.resolve({ ok: true }) }`,
  })
  expect(await page.evaluate(`(async () => [fetch('/plain'), await fetch('/odd')])()`)).toEqual([
    'no promise',
    { ok: true },
  ])
  expect(await failures()).toEqual([])
})
