import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('[G7] uncaught errors, rejections, resources that fail and policy violations are failures', async () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="img-src 'self'">`
  const { page, origin, signals, failures } = await stage.open(`<!doctype html>${policy}<title>t</title>`)
  await page.evaluate(`(() => {
    setTimeout(() => { throw new RangeError('thrown for jane.secret@example.com') })
    Promise.reject(new Error('rejected'))
    Promise.reject({ code: 7 })
    const missing = document.createElement('img'); missing.src = '/missing.png?sig=hidden'; document.body.append(missing)
    const refused = document.createElement('img'); refused.src = 'https://elsewhere.test/a.png?sig=hidden'; document.body.append(refused)
    const own = document.createElement('script'); own.src = '/own/upload?key=1'; document.body.append(own)
  })()`)
  await page.waitForFunction(`captured.events.filter(e => e.data.tag === 'segreel/failure').length >= 6`)
  const found = await signals('failure')
  expect(JSON.stringify(found)).not.toMatch(/hidden|jane|\/own\//)
  const of = (kind: string) => found.filter(failure => failure.kind === kind)
  expect(of('uncaught')[0]).toMatchObject({ message: 'Uncaught RangeError: thrown for ***' })
  expect(of('uncaught')[0]?.stack).toContain('RangeError')
  expect(of('uncaught')[0]?.line).toBeGreaterThan(0)
  expect(
    of('rejection')
      .map(failure => failure.message.split('\n')[0])
      .sort(),
  ).toEqual(['Error: rejected', '{code: 7}'])
  expect(of('resource').map(failure => failure.source)).toContain(`${origin}/missing.png?sig=***`)
  expect(of('csp')[0]?.message).toBe('img-src refused https://elsewhere.test/a.png?sig=***')
  expect(await failures()).toEqual([])
})

test('[G8] the page still sees its own failures, and may prevent them', async () => {
  const { page, until } = await stage.open('<!doctype html><title>t</title>', {
    before: `window.seen = []; addEventListener('unhandledrejection', e => { seen.push(e.reason); e.preventDefault() })`,
  })
  await page.evaluate(`void Promise.reject('mine')`)
  await until('failure')
  expect(await page.evaluate('seen')).toEqual(['mine'])
})

test('[G6] a flood of failures or requests is throttled, and the missing ones counted', async () => {
  const { page, until, signals } = await stage.open('<!doctype html><title>t</title>')
  await page.evaluate(`(() => {
    for (let i = 0; i < 300; i++) dispatchEvent(new ErrorEvent('error', { message: 'flood' }))
    for (let i = 0; i < 300; i++) navigator.sendBeacon('/flood')
  })()`)
  const throttled = await until('capture', 2)
  const missed = (reason: string) => throttled.find(one => one.reason === reason)?.missed ?? 0
  expect((await signals('failure')).length + missed('failures')).toBe(300)
  expect((await signals('request')).length + missed('network')).toBe(300)
})
