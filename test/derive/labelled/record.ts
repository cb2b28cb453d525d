// Plays all scenarios in Chromium and stores what rrweb recorded: `node test/derive/labelled/record.ts`.
// The recordings are kept, so that the scores can be checked without a browser.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../chromium.ts'
import { BAD } from './scenarios-bad.ts'
import { FINE } from './scenarios-fine.ts'
import { type Label, type Scenario, Visitor } from './visit.ts'

const AT_ONCE = 5
/** Any time will do; a fixed one makes the recordings the same again. */
const START = Date.UTC(2026, 0, 5, 9)
const RRWEB = readFileSync(
  join(import.meta.dirname, '../../../node_modules/@rrweb/record/dist/record.umd.min.cjs'),
  'utf8',
)
const IN_PAGE = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8')

interface Recorded {
  name: string
  labels: Label[]
  events: unknown[]
}

async function record(browser: Browser, scenario: Scenario): Promise<Recorded> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } })
  context.setDefaultTimeout(120_000)
  await context.clock.install({ time: START })
  await context.clock.pauseAt(START + 1_000)
  const events: unknown[] = []
  await context.exposeBinding('__keep', ({ page: from }, event: unknown) => {
    if (from === page) events.push(event)
  })
  // rrweb makes frames of its own, and scripts run in these too.
  await context.addInitScript(
    `if (window === top) { window.__labelled = { keep: window.__keep, tells: '${scenario.tells}' };${RRWEB};${IN_PAGE} }`,
  )
  await context.route('**/*', route => {
    const { pathname } = new URL(route.request().url())
    const status = { '/api/fail': 500, '/api/refuse': 401, '/api/ok': 200 }[pathname]
    if (status) return route.fulfill({ status, body: '{}' })
    const body = scenario.pages[pathname]
    return body ? route.fulfill({ contentType: 'text/html', body }) : route.fulfill({ status: 404, body: '' })
  })
  const page = await context.newPage()
  await page.goto('http://shop.test/')
  const visitor = new Visitor(page)
  await scenario.run(visitor)
  await context.close()
  return { name: scenario.name, labels: visitor.labels, events }
}

const browser = await launchChromium()
const waiting = [...BAD, ...FINE].filter(({ name }) => name.includes(process.argv[2] ?? ''))
const done: Recorded[] = []
const total = waiting.length
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      done.push(await record(browser, scenario))
      process.stdout.write(`\r${done.length} of ${total}`)
    }
  }),
)
await browser.close()
done.sort((a, b) => (a.name < b.name ? -1 : 1))
const packed = gzipSync(JSON.stringify(done), { level: 9 })
const file =
  process.argv[2] === undefined ? join(import.meta.dirname, 'visits.json.gz') : '/tmp/visits.json.gz'
writeFileSync(file, packed)
console.log(`\n${done.length} visits, ${packed.length} bytes`)
