import { expect } from 'vitest'
import { hasSnapshot, pageWith, recorded, saw, signals, until } from './visit.ts'
import { test as visiting } from './visiting.ts'

const test = visiting.override('pages', {
  '/': pageWith('<p>home<button onclick="this.textContent = \'works\'">b</button>'),
})

test('[R10] 10,000 nodes a second, and nobody to send to: memory stays bounded, the page works', async ({
  sink,
  visitor,
}) => {
  sink.answer = () => ({ status: 503, body: '' })
  const page = await visitor.open()
  await until('the second stage', () => sink.requests.includes('GET /capture.js'))
  const cdp = await visitor.context.newCDPSession(page)
  const heap = async () => {
    await cdp.send('HeapProfiler.collectGarbage')
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6
  }
  await page.waitForTimeout(1_000)
  const before = await heap()
  await page.evaluate(
    () =>
      new Promise<void>(done => {
        const root = document.body.appendChild(document.createElement('div'))
        let rounds = 0
        const timer = setInterval(() => {
          root.replaceChildren(
            ...Array.from({ length: 500 }, () =>
              Object.assign(document.createElement('p'), { textContent: `${Math.random()}` }),
            ),
          )
          if (++rounds < 100) return
          clearInterval(timer)
          done()
        }, 100)
      }),
  )
  await page.click('button')
  expect(await page.textContent('button')).toBe('works')
  expect((await heap()) - before).toBeLessThan(20)
})

test('[R9] a 20 MB style sheet stays an address', async ({ sink, visitor }) => {
  const css = '.some-class-name { color: red; background: url(x.png) }\n'.repeat(350_000)
  sink.pages.set('/huge.css', { html: css, headers: { 'content-type': 'text/css' } })
  sink.pages.set('/', { html: pageWith('<p>home', '', '<link rel=stylesheet href="/huge.css">') })
  await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  expect(saw(sink, '/huge.css')).toBe(true)
  expect(saw(sink, 'some-class-name')).toBe(false)
})

test('[R16] a server that hangs holds up nothing', async ({ sink, visitor }) => {
  let held = 0
  sink.answer = () => {
    held++
    return held < 3 ? new Promise(() => {}) : undefined
  }
  const page = await visitor.open()
  await until('a hanging request', () => held > 0)
  await page.click('button')
  expect(await page.textContent('button')).toBe('works')
  await page.close({ runBeforeUnload: true })
  held = 3
  await visitor.open()
  await until('the first visit', () => saw(sink, 'works'))
})

test('[R13] what a site logs cannot hurt: cycles and getters that throw are counted as lost', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.evaluate(() => {
    const { segreel } = window
    if (!segreel || Array.isArray(segreel)) throw new Error('The recorder is not there.')
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    void segreel.log('cycle', cycle)
    void segreel.log(
      'getter',
      Object.defineProperty({}, 'bad', {
        enumerable: true,
        get: () => {
          throw new Error('no')
        },
      }),
    )
    void segreel.log('fine', 1)
  })
  await until('the last line', () => JSON.stringify(signals(sink, 'custom')).includes('fine'))
  await page.click('button')
  await until('the change', () => saw(sink, 'works'))
})

test('[R12] without interaction recording pauses, and resumes with a snapshot', async ({ sink, visitor }) => {
  const page = await visitor.context.newPage()
  await page.clock.install()
  await page.goto(`${sink.origin}/`)
  await page.clock.runFor(5_000)
  await until('the recording', async () => {
    await page.clock.runFor(1_000)
    return hasSnapshot(sink)
  })
  await page.clock.runFor(301_000)
  await until('the pause', () => JSON.stringify(signals(sink, 'capture')).includes('paused'))
  await page.evaluate(() => document.body.append('while nobody looks'))
  await page.click('button')
  await until('a second snapshot', async () => {
    await page.clock.runFor(1_000)
    return recorded(sink).filter(({ type }) => type === 2).length === 2
  })
  expect(JSON.stringify(signals(sink, 'capture'))).toContain('resumed')
})

test('[R8] the first batch of a tab carries its context, each page load a navigation', async ({
  sink,
  visitor,
}) => {
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.reload()
  await until('a second snapshot', () => recorded(sink).filter(({ type }) => type === 2).length === 2)
  const [first] = sink.batches.toSorted((a, b) => a.head.seq - b.head.seq)
  expect(JSON.stringify(first?.events[0]?.data)).toContain('segreel/context')
  expect(signals(sink, 'navigation')).toHaveLength(2)
})
