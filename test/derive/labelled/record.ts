// Plays all scenarios in Chromium and stores what rrweb recorded: `node test/derive/labelled/record.ts`, or with a part
// of a name to record only these, and what is not there yet.
// The recordings are kept, so that the scores can be checked without a browser.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Browser, BrowserContext } from 'playwright-core'
import type { FrustrationKind } from '../../../contract/frustration/frustration.ts'
import { EventType, isRecordedEvent, Mouse, type RecordedEvent, Source } from '../../../contract/rrweb.ts'
import { bag } from '../../../server/derive/read.ts'
import { launchChromium } from '../../chromium.ts'
import { recordOurs } from './record-ours.ts'
import { ALL as all } from './scenarios.ts'
import { startSite } from './site.ts'
import { answerOf, type Label, type Scenario, Visitor } from './visit.ts'

const AT_ONCE = 5
const LATE_MS = 5_000
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
  const { name, asks } = scenario
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, hasTouch: true })
  context.setDefaultTimeout(120_000)
  const recorded = await (scenario.recorder === 'ours'
    ? recordOurs(context, scenario)
    : recordRrweb(context, scenario))
  await context.close()
  const { events } = recorded
  return {
    name,
    asks,
    labels: recorded.labels.map(label => ({ ...label, at: pressAfter(events, label.at) })),
    events,
  }
}

/** A busy machine clicks some time after it said so: the press that followed, or the time itself where there is none. */
function pressAfter(events: readonly unknown[], at: number): number {
  const isPress = ({ type, timestamp, data }: RecordedEvent): boolean => {
    const { source, type: what } = bag(data)
    return (
      type === EventType.IncrementalSnapshot &&
      source === Source.MouseInteraction &&
      (what === Mouse.Down || what === Mouse.Click) &&
      timestamp >= at &&
      timestamp - at < LATE_MS
    )
  }
  return events.filter(isRecordedEvent).find(isPress)?.timestamp ?? at
}

async function recordRrweb(
  context: BrowserContext,
  scenario: Scenario,
): Promise<{ labels: Label[]; events: unknown[] }> {
  const { clock = 'ours', tells } = scenario
  const events: unknown[] = []
  await context.exposeBinding('__keep', ({ page: from }, event: unknown) => {
    if (from === page) events.push(event)
  })
  // rrweb makes frames of its own, and scripts run in these too.
  await context.addInitScript(
    `if (window === top) { window.__labelled = { keep: window.__keep, tells: '${tells}' };${RRWEB};${IN_PAGE} }`,
  )
  const site = clock === 'real' ? await startSite(scenario, '') : null
  if (!site) {
    await context.clock.install({ time: START })
    await context.clock.pauseAt(START + 1_000)
    await context.route('**/*', route => route.fulfill(answerOf(scenario, route.request().url())))
  }
  const page = await context.newPage()
  await page.goto(site?.origin ?? 'http://shop.test/')
  const visitor = new Visitor(page, clock)
  await scenario.run(visitor)
  await page.close()
  site?.stop()
  return { labels: visitor.labels, events }
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
