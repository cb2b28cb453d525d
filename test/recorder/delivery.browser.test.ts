import { expect } from 'vitest'
import { hasSnapshot, pageWith, recorded, saw, until } from './visit.ts'
import { test as visiting } from './visiting.ts'

const marking = `<button onclick="document.body.append('clicked-' + this.dataset.mark)" data-mark="one">b</button>`
const test = visiting.override('pages', {
  '/': pageWith(marking),
  '/plain': '<!doctype html><title>plain</title><p>nothing here',
})

test('[R6] a tab numbers its batches over page loads, and each load brings a snapshot', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('a snapshot', () => hasSnapshot(sink))
  await page.goto(`${sink.origin}/`)
  await until('a second snapshot', () => recorded(sink).filter(({ type }) => type === 2).length === 2)
  const heads = sink.batches.map(batch => batch.head).toSorted((a, b) => a.seq - b.seq)
  expect(new Set(heads.map(head => head.tab)).size).toBe(1)
  expect(heads.map(head => head.seq)).toEqual(heads.map((_, i) => i))
})

test('[R4] [R7] two tabs share the session; a tab opened with the same sessionStorage is another tab', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('a snapshot', () => hasSnapshot(sink))
  // window.open copies sessionStorage, as duplicating a tab does.
  await page.evaluate(() => void window.open('/'))
  await until('a second tab', () => new Set(sink.batches.map(({ head }) => head.tab)).size === 2)
  expect(new Set(sink.batches.map(({ head }) => head.session)).size).toBe(1)
  const first = sink.batches.filter(({ head }) => head.seq === 0)
  expect(first).toHaveLength(2)
})

test('[R4] after 30 min without activity a page load begins a new session', async ({ sink, visitor }) => {
  const page = await visitor.open()
  await until('a snapshot', () => hasSnapshot(sink))
  await page.goto(`${sink.origin}/plain`)
  await page.evaluate(() => {
    const old = Date.now() - 31 * 60_000
    const session = `${'a'.repeat(32)}.${old}.${old}`
    localStorage.setItem('segreel_session', session)
    // biome-ignore lint/suspicious/noDocumentCookie: the recorder's own way.
    document.cookie = `segreel_session=${session}; path=/`
  })
  await page.goto(`${sink.origin}/`)
  await until('another session', () => new Set(sink.batches.map(({ head }) => head.session)).size === 2)
  expect(sink.batches.map(({ head }) => head.session)).not.toContain('a'.repeat(32))
})

for (const how of ['closed', 'navigated'] as const) {
  test(`[R18] a click 200 ms before the page is ${how} arrives, at once or with the next visit`, async ({
    sink,
    visitor,
  }) => {
    const page = await visitor.open()
    await until('a snapshot', () => hasSnapshot(sink))
    await page.click('button')
    await page.waitForTimeout(200)
    if (how === 'closed') await page.close({ runBeforeUnload: true })
    else await page.goto(`${sink.origin}/plain`)
    await visitor.open()
    await until('the click and what it did', () => saw(sink, 'clicked-one'))
    const click = recorded(sink).some(({ data }) => JSON.stringify(data).startsWith('{"source":2,"type":2'))
    expect(click).toBe(true)
  })
}

test('[R17] what was recorded while the server was away is sent on the next visit', async ({
  sink,
  visitor,
}) => {
  sink.answer = () => ({ status: 503, body: '' })
  const page = await visitor.open()
  let tried = 0
  sink.answer = () => {
    tried++
    return { status: 503, body: '' }
  }
  await page.evaluate(() => {
    if (!window.segreel || Array.isArray(window.segreel)) throw new Error('no recorder')
    void window.segreel.track('While away')
  })
  await until('an attempt', () => tried > 1)
  expect(sink.batches).toEqual([])
  await page.close()
  sink.answer = () => undefined
  await visitor.open()
  await until('the old snapshot', () => sink.batches.some(({ head }) => head.seq === 0))
  await until('the old event', () => sink.events.some(event => event.event === 'While away'))
})

test('[R17] what was done without a network is sent once there is one again, here or on the next visit', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('a snapshot', () => hasSnapshot(sink))
  const before = sink.batches.length
  await visitor.context.setOffline(true)
  await page.click('button')
  await page.evaluate(() => {
    if (!window.segreel || Array.isArray(window.segreel)) throw new Error('no recorder')
    void window.segreel.track('Done offline')
  })
  // Longer than a batch takes to be closed and tried.
  await page.waitForTimeout(6_000)
  expect(sink.batches).toHaveLength(before)
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
  await visitor.context.setOffline(false)
  await visitor.open()
  await until('what was clicked', () => saw(sink, 'clicked-one'))
  await until('the event', () => sink.events.some(event => event.event === 'Done offline'))
})

test('[R16] 429 is not tried again before Retry-After', async ({ sink, visitor }) => {
  const asked: number[] = []
  let open = false
  sink.answer = () => {
    asked.push(Date.now())
    return open ? undefined : { status: 429, headers: { 'retry-after': '3' }, body: '' }
  }
  await visitor.open()
  await until('a first attempt', () => asked.length > 0)
  open = true
  await until('a snapshot', () => hasSnapshot(sink))
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(2_900)
})

test('[R15] what the server refuses for good is counted in the next batch', async ({ sink, visitor }) => {
  let refused = 0
  sink.answer = path => {
    if (path !== '/v1/recording' || refused) return undefined
    refused++
    return { status: 400, body: '{"error":{"code":"bad","message":"no"}}' }
  }
  const page = await visitor.open()
  await until('a refusal', () => refused === 1)
  await page.click('button')
  await until('the next batch', () => sink.batches.length > 0)
  expect(sink.batches.some(({ head }) => head.lost > 0)).toBe(true)
})

test('[R14] a 200 that is not ours, as of a captive portal, acknowledges nothing', async ({
  sink,
  visitor,
}) => {
  let portal = true
  let asked = 0
  sink.answer = () => {
    asked++
    return portal
      ? { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Log in to the network' }
      : undefined
  }
  await visitor.open()
  await until('an attempt', () => asked > 0)
  portal = false
  await until('a snapshot', () => hasSnapshot(sink))
  expect(sink.batches[0]?.head.lost).toBe(0)
})

test('[R19] tabs of a site do not send at the same time', async ({ sink, visitor }) => {
  let sending = 0
  let most = 0
  sink.answer = async () => {
    most = Math.max(most, ++sending)
    await new Promise(done => setTimeout(done, 300))
    sending--
    return undefined
  }
  const pages = await Promise.all([visitor.open(), visitor.open(), visitor.open()])
  for (const page of pages) await page.click('button')
  await until('three tabs', () => new Set(sink.batches.map(({ head }) => head.tab)).size === 3)
  expect(most).toBe(1)
})

test('[R20] without worker and CompressionStream the batch goes as JSON', async ({ sink, visitor }) => {
  const policy = `default-src 'none'; script-src ${sink.origin}; connect-src ${sink.origin}; worker-src 'none'`
  sink.pages.set('/', { html: pageWith('<p>plain'), headers: { 'content-security-policy': policy } })
  await visitor.context.addInitScript(() => Reflect.deleteProperty(window, 'CompressionStream'))
  await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  expect(sink.batches[0]?.bytes).toBe(JSON.stringify(sink.batches[0]?.events).length)
})
