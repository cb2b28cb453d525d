import { expect } from 'vitest'
import { hasSnapshot, pageWith, recorded, signals, until } from './visit.ts'
import { test } from './visiting.ts'

test('[R30] a strict policy: script origin only, no eval, no inline style, no worker, no frame', async ({
  sink,
  visitor,
}) => {
  const policy = `default-src 'none'; script-src ${sink.origin}; connect-src ${sink.origin}; worker-src 'none'`
  sink.pages.set('/', { html: pageWith('<p>strict'), headers: { 'content-security-policy': policy } })
  const page = await visitor.open()
  const violations: string[] = []
  page.on('console', message => violations.push(message.text()))
  await until('the recording', () => hasSnapshot(sink))
  // Without a worker the page itself compresses and sends.
  expect(sink.batches[0]?.head.lost).toBe(0)
  expect(violations.filter(text => /eval|inline|script-src/.test(text))).toEqual([])
})

test('[R30] Trusted Types are no obstacle', async ({ sink, visitor }) => {
  const policy = "require-trusted-types-for 'script'; trusted-types 'none'"
  sink.pages.set('/', { html: pageWith('<p>typed'), headers: { 'content-security-policy': policy } })
  await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
})

test('[R30] a page that sets document.domain, with a frame that does not, is recorded', async ({
  sink,
  visitor,
}) => {
  const local = sink.origin.replace('127.0.0.1', 'localhost')
  const headers = { 'origin-agent-cluster': '?0' }
  const relaxed = "<script>document.domain = 'localhost'</script>"
  sink.pages.set('/', {
    html: pageWith('<p>relaxed</p><iframe src="/inner"></iframe>', '', relaxed),
    headers,
  })
  sink.pages.set('/inner', { html: '<!doctype html><p>inner', headers })
  const page = await visitor.context.newPage()
  await page.goto(`${local}/`)
  expect(await page.evaluate(() => document.domain)).toBe('localhost')
  await until('the recording', () =>
    sink.batches.some(batch => JSON.stringify(batch.events).includes(`${local}/`)),
  )
  await until('the text', () => sink.batches.some(batch => JSON.stringify(batch.events).includes('relaxed')))
})

test('[R30] forbidden storage: the visit is recorded from memory', async ({ sink, visitor }) => {
  sink.pages.set('/', { html: '<!doctype html><iframe sandbox="allow-scripts" src="/inner"></iframe>' })
  sink.pages.set('/inner', { html: pageWith('<p>sandboxed') })
  await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
})

test('[R30] full storage: the visit is recorded', async ({ sink, visitor }) => {
  await visitor.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError')
    }
  })
  sink.pages.set('/', { html: pageWith('<p>full') })
  await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
})

test('[R3] two tags act as one, and the snippet queue is carried out in order', async ({ sink, visitor }) => {
  const snippet = `<script>
    const analytics = (window.analytics = []); analytics.methods = ['identify', 'track', 'page']
    for (const m of analytics.methods) analytics[m] = (...a) => { analytics.push([m, ...a]); return analytics }
    analytics.identify('user-7', { plan: 'pro' }); analytics.track('From the queue', { n: 1 })
  </script>`
  const second = '<script async src="SINK/recorder.js?again" data-write-key="KEY"></script>'
  sink.pages.set('/', { html: pageWith(second, '', snippet) })
  const page = await visitor.open()
  await until('the queued events', () => sink.events.length >= 2)
  await until('the recording', () => hasSnapshot(sink))
  expect(sink.events.map(({ type, event, userId }) => [type, event, userId])).toEqual([
    ['identify', undefined, 'user-7'],
    ['track', 'From the queue', 'user-7'],
  ])
  expect(recorded(sink).filter(({ type }) => type === 2)).toHaveLength(1)
  expect(new Set(sink.batches.map(({ head }) => head.tab)).size).toBe(1)
  expect(await page.evaluate(() => Reflect.get(window, 'analytics') === window.segreel)).toBe(true)
})

test('[R3] a page that loads the real analytics.js keeps it', async ({ sink, visitor }) => {
  const snippet = `<script>window.analytics = []; window.analytics._loadOptions = undefined; window.analytics.push(['track', 'Not ours'])</script>`
  sink.pages.set('/', { html: pageWith('<p>theirs', '', snippet) })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  expect(await page.evaluate(() => Array.isArray(window.analytics))).toBe(true)
  expect(sink.events).toEqual([])
})

test('[R13] a throw inside the recorder stops it with a reason, and the page works on', async ({
  sink,
  visitor,
}) => {
  const body = '<button onclick="this.textContent = \'works\'">b</button>'
  sink.pages.set('/', { html: pageWith(body) })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.evaluate(() => {
    Element.prototype.getAttributeNames = () => []
    Map.prototype.get = new Proxy(Map.prototype.get, {
      apply: () => {
        throw new Error('broken page')
      },
    })
  })
  await page.click('button')
  await until('the reason', () => JSON.stringify(signals(sink, 'capture')).includes('broken page'))
  expect(await page.textContent('button')).toBe('works')
})

test('[R3] from npm: `load` answers the one recorder of the page', async ({ sink, visitor }) => {
  const body = `<script type="module">
    import { load } from '/npm.js'
    const first = load({ writeKey: 'KEY', endpoint: location.origin })
    window.same = first === load({ writeKey: 'OTHER', endpoint: location.origin })
    first.track('From npm')
  </script>`
  sink.pages.set('/', { html: `<!doctype html><title>npm</title>${body}` })
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await until('the event', () => sink.events.some(({ event }) => event === 'From npm'))
  expect(await page.evaluate(() => Reflect.get(window, 'same'))).toBe(true)
})
