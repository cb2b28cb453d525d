import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const HTML = '<!doctype html><title>t</title><p id="p">p</p>'

test('[G3] console lines keep their level, and their arguments as text', async () => {
  const { page, until, failures } = await stage.open(HTML)
  await page.evaluate(`(() => {
    console.log('plain', 1, null, undefined, true, 10n, Symbol('s'))
    console.info({ a: [1, 'two', { b: new Map([[1, 2]]) }], when: new Date(0) })
    console.warn(document.querySelector('#p'), function named() {}, new Uint8Array(3))
    console.error(new TypeError('broken'))
    console.debug([1, 2, 3])
  })()`)
  const lines = await until('console', 5)
  expect(lines.map(line => line.level)).toEqual(['log', 'info', 'warn', 'error', 'debug'])
  expect(lines[0]?.args).toEqual(['plain', '1', 'null', 'undefined', 'true', '10', 'Symbol(s)'])
  expect(lines[1]?.args[0]).toMatch(/^\{a: \[1, "two", \{b: Map\(1\)\}\], when: .*1970.*\}$/)
  expect(lines[2]?.args).toEqual(['<p#p>', 'ƒ named', 'Uint8Array(3)'])
  expect(lines[3]?.args[0]).toContain('TypeError: broken')
  expect(lines[4]?.args).toEqual(['[1, 2, 3]'])
  expect(await failures()).toEqual([])
})

test('[G4] hostile arguments neither break the page nor the recorder', async () => {
  const { page, until, failures } = await stage.open(HTML)
  const seen = await page.evaluate(`(() => {
    const cyclic = { name: 'c' }; cyclic.self = cyclic
    let called = 0
    const getter = { get boom() { called++; throw new Error('boom') } }
    const proxy = new Proxy({}, { ownKeys() { throw new Error('no keys') }, getPrototypeOf() { throw new Error('no proto') } })
    const logging = new Proxy({}, { ownKeys() { console.log('from the trap'); return [] } })
    const error = new Error('e'); Object.defineProperty(error, 'stack', { get() { throw new Error('no stack') } })
    console.log(cyclic); console.log(getter); console.log(proxy); console.log(logging); console.log(error)
    console.log('x'.repeat(5000)); console.log(...Array(30).fill('a'))
    const wide = {}; for (let i = 0; i < 100000; i++) wide['key' + i] = { a: { b: { c: { d: { e: i } } } } }
    console.log(wide)
    return called
  })()`)
  expect(seen).toBe(0)
  const lines = (await until('console', 8)).map(line => line.args)
  expect(lines[0]).toEqual(['{name: "c", self: [Circular]}'])
  expect(lines[1]).toEqual(['{boom: (…)}'])
  expect(lines[2]?.[0]).toContain('(unreadable)')
  expect(lines[4]?.[0]).toContain('(unreadable)')
  expect(lines[5]?.[0]).toHaveLength(1000)
  expect(lines[6]).toHaveLength(10)
  expect(lines[7]?.[0]).toHaveLength(1000)
  expect(await failures()).toEqual([])
})

test('[G5] secrets in console arguments are masked', async () => {
  const { page, until } = await stage.open(HTML)
  await page.evaluate(`(() => {
    console.log('mail jane.secret@example.com card 4242 4242 4242 4242', 'Authorization: Bearer abc123def456')
    console.log({ password: 'hunter22', nested: { apiKey: 'k-1', note: 'fine' } })
    console.log('GET https://example.test/x?code=hidden#frag', '{"access_token":"hidden2"}')
    console.log('x'.repeat(990) + ' jane.secret@example.com')
  })()`)
  const lines = (await until('console', 4)).map(line => line.args)
  expect(JSON.stringify(lines)).not.toMatch(/jane\.secret|4242|abc123|hunter22|k-1|hidden|jane/)
  expect(lines[1]).toEqual(['{password: ***, nested: {apiKey: ***, note: "fine"}}'])
  expect(lines[2]?.[0]).toBe('GET https://example.test/x?code=***')
})

test('[G6] 10,000 lines in a moment are throttled, and the missing ones counted', async () => {
  const { page, until, signals } = await stage.open(HTML)
  await page.evaluate(`for (let i = 0; i < 10000; i++) console.log('line', i)`)
  const [throttled] = await until('capture')
  const lines = await signals('console')
  expect(throttled).toMatchObject({ state: 'throttled', reason: 'console' })
  expect(lines.length + (throttled?.missed ?? 0)).toBe(10_000)
  expect(lines.length).toBeLessThan(200)
})
