import { expect } from 'vitest'
import { hasSnapshot, pageWith, recorded, saw, signals, until } from './visit.ts'
import { test as visiting } from './visiting.ts'

const test = visiting.override('pages', {
  '/': pageWith('<p>home<button>b</button>'),
})

const track = () => {
  const { segreel } = window
  if (!segreel || Array.isArray(segreel)) throw new Error('The recorder is not there.')
  void segreel.track('Seen')
}
const isThere = () => typeof window.segreel === 'object' && !Array.isArray(window.segreel)

test('[R24] a session that is not sampled sends its events and no recording', async ({ sink, visitor }) => {
  sink.settings = { sampling: 0 }
  const page = await visitor.open()
  await page.waitForFunction(isThere)
  await page.evaluate(track)
  await until('the event', () => sink.events.length === 1)
  await page.click('button')
  await page.close({ runBeforeUnload: true })
  expect(sink.batches).toEqual([])
})

test('[R26] the kill switch stops a recorder that runs on older settings', async ({ sink, visitor }) => {
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  sink.settings = { kill: true }
  await page.reload()
  await until('the settings', () => sink.requests.filter(one => one.includes('settings')).length === 2)
  const before = sink.batches.length
  await page.reload()
  await page.waitForFunction(isThere)
  await page.evaluate(track)
  await page.evaluate(() => new Promise(done => requestIdleCallback(() => setTimeout(done, 3_000))))
  expect(sink.batches.length).toBeLessThanOrEqual(before + 1)
  expect(sink.events).toEqual([])
})

test('[R25] a recording that waits for a failure is sent once one comes, from a snapshot on', async ({
  sink,
  visitor,
}) => {
  sink.settings = { startOnError: true }
  const page = await visitor.open()
  await page.waitForFunction(isThere)
  await until('the second stage', () => sink.requests.includes('GET /capture.js'))
  await page.click('button')
  await page.waitForTimeout(2_500)
  expect(sink.batches).toEqual([])
  await page.evaluate(() => setTimeout(() => Reflect.get(window, 'nothing').there))
  await until('the recording', () => hasSnapshot(sink))
  await until('the failure', () => signals(sink, 'failure').length === 1)
  expect(visitor.errors.splice(0)).toHaveLength(1)
  // The session is open now: its next page does not wait.
  await page.reload()
  await until('a second snapshot', () => recorded(sink).filter(({ type }) => type === 2).length === 2)
})

test('[R25] a visit shorter than the minimum is not sent, a longer one is sent whole', async ({
  sink,
  visitor,
}) => {
  sink.settings = { minimumDurationMs: 4_000 }
  const page = await visitor.open()
  await until('the second stage', () => sink.requests.includes('GET /capture.js'))
  await page.evaluate(() => document.body.append('early text'))
  await until('the recording', () => hasSnapshot(sink))
  const { head } = sink.batches[0] ?? {}
  expect((head?.sentAt ?? 0) - (head?.startedAt ?? 0)).toBeGreaterThanOrEqual(4_000)
  expect(saw(sink, 'early text')).toBe(true)
})

test('[R25] recording starts on the address it waits for', async ({ sink, visitor }) => {
  sink.settings = { startOn: ['/checkout*'] }
  sink.pages.set('/checkout/pay', { html: pageWith('<p>pay') })
  const page = await visitor.open()
  await until('the second stage', () => sink.requests.includes('GET /capture.js'))
  await page.waitForTimeout(1_500)
  expect(sink.batches).toEqual([])
  await page.evaluate(() => history.pushState(null, '', '/checkout/cart'))
  await until('the recording', () => hasSnapshot(sink))
})

test('[R10] [R11] a page that changes without pause is throttled, and at last left alone', async ({
  sink,
  visitor,
}) => {
  sink.settings = { budgetMs: 300 }
  const page = await visitor.open()
  await until('the recording', () => hasSnapshot(sink))
  await page.evaluate(() => {
    const root = document.body.appendChild(document.createElement('div'))
    const storm = () => {
      root.replaceChildren(
        ...Array.from({ length: 3_000 }, (_, i) => {
          const row = document.createElement('p')
          row.title = String(Math.random())
          row.append(`row ${i} ${Math.random()}`)
          return row
        }),
      )
    }
    setInterval(storm, 100)
  })
  await until('the reason', () => JSON.stringify(signals(sink, 'capture')).includes('budget'))
  const capture = signals(sink, 'capture')
  expect(JSON.stringify(capture.at(-1))).toContain('stopped')
})

test('[R27] settings that do not come delay nothing: the defaults hold', async ({ sink, visitor }) => {
  sink.settings = { sampling: 0 }
  const page = await visitor.context.newPage()
  await page.route('**/settings', () => {})
  await page.goto(`${sink.origin}/`)
  await until('the recording', () => hasSnapshot(sink))
})
