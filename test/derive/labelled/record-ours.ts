import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { startSink } from '../../recorder/sink.ts'
import { startSite } from './site.ts'
import { type Label, type Scenario, Visitor } from './visit.ts'

/** A page that is left sends its rest within this, also on a busy machine. ms */
const REST_MS = 700

/** Plays a visit as it happens, on pages with our own recorder, and answers what arrived of its first tab. */
export async function recordOurs(
  context: BrowserContext,
  scenario: Scenario,
): Promise<{ labels: Label[]; events: unknown[] }> {
  const sink = await startSink()
  const tag = `<script async src="${sink.origin}/recorder.js" data-write-key="KEY"></script>`
  const site = await startSite(scenario, tag)
  const page = await context.newPage()
  await page.goto(site.origin)
  await page.waitForFunction('window.segreel && !Array.isArray(window.segreel)')
  const visitor = new Visitor(page, 'real')
  await scenario.run(visitor)
  await page.close({ runBeforeUnload: true })
  await sleep(REST_MS)
  site.stop()
  const tab = sink.batches[0]?.head.tab
  const batches = sink.batches.filter(({ head }) => head.tab === tab)
  await sink.close()
  const events = batches.toSorted((a, b) => a.head.seq - b.head.seq).flatMap(batch => batch.events)
  return { labels: visitor.labels, events }
}
