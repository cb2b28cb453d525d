// Plays all scenarios in Chromium and stores what rrweb recorded: `node test/derive/labelled/record.ts`, or with a part
// of a name to record only these, and what is not there yet.
// The recordings are kept, so that the scores can be checked without a browser.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { FrustrationKind } from '../../../contract/frustration.ts'
import { launchChromium } from '../../chromium.ts'
import { ALL as all } from './scenarios.ts'
import { answerOf, type Label, type Scenario, Visitor } from './visit.ts'

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
  asks: readonly FrustrationKind[]
  events: unknown[]
}

async function record(browser: Browser, scenario: Scenario): Promise<Recorded> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, hasTouch: true })
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
  await context.route('**/*', route => route.fulfill(answerOf(scenario, route.request().url())))
  const page = await context.newPage()
  await page.goto('http://shop.test/')
  const visitor = new Visitor(page)
  await scenario.run(visitor)
  await context.close()
  return { name: scenario.name, labels: visitor.labels, asks: scenario.asks, events }
}

/** Those whose name contains the word are recorded again; the others are kept. */
const word = process.argv[2] ?? ''
const file = join(import.meta.dirname, 'visits.json.gz')
const known: Recorded[] = existsSync(file) ? JSON.parse(gunzipSync(readFileSync(file)).toString()) : []
const isKept = ({ name }: { name: string }) =>
  word !== '' && !name.includes(word) && all.some(each => each.name === name)
const done = new Map(known.filter(isKept).map(visit => [visit.name, visit]))
const waiting = all.filter(({ name }) => !done.has(name))
const browser = await launchChromium()
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      done.set(scenario.name, await record(browser, scenario))
      store()
      console.log(`${done.size} of ${all.length}: ${scenario.name}`)
    }
  }),
)
await browser.close()

function store(): void {
  const visits = [...done.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  writeFileSync(file, gzipSync(JSON.stringify(visits), { level: 9 }))
}
