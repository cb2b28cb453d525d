// The same visits as they happen: played in real time on pages with our own recorder, judged by the server.
// `node test/derive/labelled/live.ts [pattern of names]` plays them and prints the scores; the machine should be idle.
import type { Browser } from 'playwright-core'
import type { List, Session } from '../../../contract/api.ts'
import { FRUSTRATION_KINDS, type FrustrationKind } from '../../../contract/frustration/frustration.ts'
import { launchChromium } from '../../chromium.ts'
import { eventually, type RunningServer, startServer } from '../../running-server.ts'
import { ALL } from './scenarios.ts'
import { type JudgedVisit, scoreOf } from './score.ts'
import { startSite } from './site.ts'
import { type Scenario, Visitor } from './visit.ts'

const AT_ONCE = 5
/** A click comes so much later than it was announced. ms */
export const SLACK_MS = 3_000

/** Whether the visit needs no hand of the test in the recording. */
export const isLive = ({ pages }: Scenario): boolean =>
  !Object.values(pages).some(page => page.includes('__tell'))

/** Plays a visit, and answers what the server says went wrong in it. */
export async function playLive(
  browser: Browser,
  server: RunningServer,
  scenario: Scenario,
): Promise<JudgedVisit & { session: string }> {
  const tag = `<script async src="${server.origin}/recorder.js" data-write-key="${server.writeKey}"></script>`
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, hasTouch: true })
  const site = await startSite(scenario, tag)
  const page = await context.newPage()
  await page.goto(site.origin)
  await page.waitForFunction('window.segreel && !Array.isArray(window.segreel)')
  const visitor = new Visitor(page, 'real')
  await scenario.run(visitor)
  const session = await page.evaluate<string>(`(localStorage.getItem('segreel_session') ?? '').split('.')[0]`)
  // The last of the visit: once this is stored, so is what came before it.
  const over = await page.evaluate<number>(`{ const now = Date.now(); segreel.track('Visit over'); now }`)
  await page.close({ runBeforeUnload: true })
  const found = await eventually(async () => {
    const { items } = await server.api<List<Session>>('/sessions?limit=500')
    const known = items.find(one => one.id === session)
    const { waiting } = await server.api<{ waiting: number }>('/derivation')
    if (!known || known.endedAt < over || waiting > 0) return null
    return (
      await server.api<List<{ kind: FrustrationKind; at: number }>>(`/sessions/${session}/frustrations`)
    ).items
  }, `what went wrong in "${scenario.name}"`)
  await context.close()
  site.stop()
  const { name, asks } = scenario
  return { name, asks, labels: visitor.labels, found, session }
}

if (import.meta.main) {
  const named = new RegExp(process.argv[2] ?? '')
  const waiting = ALL.filter(scenario => isLive(scenario) && named.test(scenario.name))
  const [browser, server] = await Promise.all([launchChromium(), startServer()])
  const visits: JudgedVisit[] = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let scenario = waiting.shift(); scenario; scenario = waiting.shift())
        visits.push(await playLive(browser, server, scenario))
    }),
  )
  await browser.close()
  await server.stop()
  const scores = scoreOf(visits, SLACK_MS)
  for (const kind of FRUSTRATION_KINDS) {
    const { precision, recall, wrong, missed } = scores[kind]
    console.log(
      `${kind} ${precision.toFixed(2)}/${recall.toFixed(2)} wrong: ${wrong.join(', ')}; missed: ${missed.join(', ')}`,
    )
  }
}
