import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const HTML = '<!doctype html><title>Shop of jane.secret@example.com</title><a id="part" href="#part">part</a>'
const WITHOUT_NAVIGATION_API = 'delete window.navigation'

for (const [browser, before] of [
  ['with the Navigation API', ''],
  ['without it', WITHOUT_NAVIGATION_API],
] as const) {
  test(`[G1] every change of the address is a navigation, its address cleaned, ${browser}`, async () => {
    const { page, origin, until, failures } = await stage.open(HTML, {
      before,
      path: '/?token=hidden&page=2',
    })
    await page.evaluate(`history.pushState({}, '', '/list?q=hidden&sort=name')`)
    await page.evaluate(`history.replaceState({}, '', '/list/2?q=hidden')`)
    await page.evaluate(`history.replaceState({ same: 1 }, '', location.href)`)
    await page.click('#part')
    await page.evaluate('history.go(-2)')
    await page.waitForFunction(`location.pathname === '/'`)
    const steps = await until('navigation', 5)
    expect(steps.map(({ href, how }) => [how, href.replace(origin, '')])).toEqual([
      ['load', '/?token=***&page=2'],
      ['push', '/list?q=***&sort=name'],
      ['replace', '/list/2?q=***'],
      ['hash', '/list/2?q=***'],
      ['pop', '/?token=***&page=2'],
    ])
    expect(steps[0]?.title).toBe('Shop of ***')
    expect(await failures()).toEqual([])
  })
}

test('[G1] a page back from the back/forward cache says so; after a pause only another address is news', async () => {
  const { page, signals } = await stage.open(HTML)
  const again = (begins: string) => page.evaluate(`(captured.stop(), capture({}, '${begins}'))`)
  await again('resume')
  await page.evaluate(`(captured.stop(), history.pushState({}, '', '/other'), capture({}, 'resume'))`)
  await again('restore')
  await page.evaluate('captured.settle()')
  const steps = await signals('navigation')
  expect(steps.map(({ how, href }) => [how, new URL(href).pathname])).toEqual([
    ['load', '/'],
    ['push', '/other'],
    ['restore', '/other'],
  ])
})

test('[G2] stopping gives the page its own functions back, also those others wrapped since', async () => {
  const { page, signals } = await stage.open(HTML, { before: WITHOUT_NAVIGATION_API })
  const left = await page.evaluate(`(() => {
    const ours = console.warn
    const wrapped = []
    console.warn = function (...args) { wrapped.push(args); return ours.apply(this, args) }
    const theirs = console.warn
    captured.stop()
    const before = captured.events.length
    console.warn('after'); console.log('after'); history.pushState({}, '', '/after'); navigator.sendBeacon('/after')
    return {
      kept: console.warn === theirs,
      wrapped: wrapped.length,
      own: [history, navigator].map(one => Object.keys(one).length),
      native: [console.log, fetch, history.pushState, navigator.sendBeacon, window.open,
        XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send].map(String).every(s => s.includes('[native code]')),
      recorded: captured.events.length - before,
    }
  })()`)
  expect(left).toEqual({ kept: true, wrapped: 1, own: [0, 0], native: true, recorded: 0 })
  expect(await signals('console')).toEqual([])
})
