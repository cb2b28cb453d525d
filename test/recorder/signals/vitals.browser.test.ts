import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../captured/captured-page.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const LIBRARY = readFileSync(
  new URL('../../../node_modules/web-vitals/dist/web-vitals.iife.js', import.meta.url),
  'utf8',
)

const HTML = `<!doctype html><title>t</title><style>div { height: 50px } p { font-size: 40px }</style>
<div id="late"></div><p>Largest paint of this page, a long line of text</p><button>slow</button>
<script>
  document.querySelector('button').onclick = () => { const end = performance.now() + 130; while (performance.now() < end); }
  const shift = height => { document.querySelector('#late').style.height = height }
  setTimeout(() => shift('150px'), 50); setTimeout(() => shift('260px'), 200); setTimeout(() => shift('400px'), 1500)
  window.library = {}
</script>
<script src="/web-vitals.js"></script>
<script>
  const note = ({ name, value, rating }) => { library[name] = { value, rating } }
  webVitals.onLCP(note); webVitals.onINP(note); webVitals.onCLS(note); webVitals.onTTFB(note)
</script>`

test('[G18] the vitals are those the web-vitals library measures on the same page', async () => {
  const routes = { '/web-vitals.js': { body: LIBRARY, headers: { 'content-type': 'text/javascript' } } }
  const { page, signals, failures } = await stage.open(HTML, { routes })
  await page.waitForFunction(`performance.now() > 1800`)
  await page.click('button')
  await page.click('button')
  await page.evaluate(`new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))`)
  await page.evaluate(`(() => {
    for (const [name, value] of [['visibilityState', 'hidden'], ['hidden', true]])
      Object.defineProperty(document, name, { get: () => value })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })()`)
  await page.waitForFunction(`Object.keys(library).length === 4`)
  const expected = await page.evaluate<Record<string, { value: number; rating: string }>>('library')
  const ours = await signals('vital')
  expect(ours.map(vital => vital.name).sort()).toEqual(['CLS', 'INP', 'LCP', 'TTFB'])
  for (const { name, value, rating } of ours) {
    expect(value, name).toBeCloseTo(expected[name]?.value ?? Number.NaN, 3)
    expect(rating, name).toBe(expected[name]?.rating)
  }
  expect(ours.find(vital => vital.name === 'CLS')?.value).toBeGreaterThan(0)
  expect(await failures()).toEqual([])
})

test('[G18] a recording that begins again does not tell the vitals of the load again', async () => {
  const { page, signals } = await stage.open('<!doctype html><title>t</title><p>words</p>')
  await page.evaluate(`captured.stop()`)
  const before = (await signals('vital')).length
  await page.evaluate(`capture({})`)
  await page.click('p')
  expect(await signals('vital')).toHaveLength(before)
})
