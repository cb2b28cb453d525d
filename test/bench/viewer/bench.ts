// How the viewer does with much: 100,000 sessions scrolled through, a session of an hour opened and sought in, and a
// heatmap of a million clicks panned over.
// `npm run bench:viewer`, after the viewer was built. Absolute, on the machine at hand.
import { availableParallelism, loadavg } from 'node:os'
import { launchChromium } from '../../chromium.ts'
import { recordedTab, startFake } from '../../viewer/fake-api.ts'
import { factsOf, fakeData } from '../../viewer/fake-data.ts'
import { measureHeatmap } from './heatmap.ts'
import { hourOfEvents } from './hour.ts'
import { manySessions, scrollList } from './list.ts'
import { measurePlayer } from './player.ts'

const SESSIONS = 100_000
/** As many events as a recorder sends at once, here 10 s of them. */
const PER_BATCH = 20
const LONG = 'session-of-an-hour'
/** A task that makes a scroll stutter, and how long is scrolled. */
const LONG_MS = 50
const SCROLL_MS = 30_000
const CLICKS = 1_000_000
/** Of a screen that draws 60 frames a second, ms. */
const FRAME_MS = 16.7

const now = Date.now()
const data = fakeData({ sessions: 0 })
data.sessions = manySessions(SESSIONS, now)
const start = now - SESSIONS * 60_000 - 4_000_000
const events = hourOfEvents(start)
const tab = recordedTab('tab000000', events, PER_BATCH, factsOf(start, events.at(-1)?.timestamp ?? start))
for (const batch of tab.batches) {
  data.batches.set(
    `${LONG} ${tab.id} ${batch.seq}`,
    events.slice(batch.seq * PER_BATCH, (batch.seq + 1) * PER_BATCH),
  )
}
const bytes = JSON.stringify(events).length
const [first] = data.sessions
if (!first) throw new Error('No session was made.')
data.sessions.push({ ...first, id: LONG, startedAt: tab.from, endedAt: tab.to, recordings: [tab] })

console.log(`${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`)
const fake = await startFake(data)
const browser = await launchChromium()
try {
  const player = await measurePlayer(browser, fake.origin, LONG)
  console.log(`session of an hour: ${mb(bytes)} of events in ${tab.batches.length} batches`)
  console.log(
    `  first frame   median ${ms(part(player.firstFrames, 0.5))}, worst ${ms(part(player.firstFrames, 1))}; ${ms(player.firstFrameCpu)} of processor`,
  )
  console.log(`  seek          median ${ms(part(player.seeks, 0.5))}, p95 ${ms(part(player.seeks, 0.95))}`)
  const memory =
    player.memory === null ? 'not told by this system' : `${mb(player.memory)} of the page's process`
  console.log(`  memory        ${memory}`)
  const list = await scrollList(browser, fake.origin, { rows: SESSIONS, most: SCROLL_MS })
  console.log(`list of ${SESSIONS} sessions: ${list.rows} rows scrolled past in ${ms(list.took)}`)
  const long = (of: number[]) => `${of.filter(one => one > LONG_MS).length}, longest ${ms(of[0] ?? 0)}`
  console.log(`  rows in the page ${list.drawn}`)
  console.log(`  tasks over ${LONG_MS} ms of processor: ${long(list.tasks.cpu)}`)
  console.log(`  tasks over ${LONG_MS} ms, waiting for it included: ${long(list.tasks.wall)}`)
  const heat = await measureHeatmap(browser, CLICKS)
  const total = heat.panning.cpu.reduce((sum, one) => sum + one, 0)
  console.log(`heatmap of ${heat.clicks} clicks: ${heat.cells} cells`)
  console.log(`  drawn with    ${ms(heat.drawing.cpu.reduce((sum, one) => sum + one, 0))} of processor`)
  console.log(
    `  panned over   ${(total / heat.frames).toFixed(1)} ms of processor a frame (60 a second leave ${FRAME_MS}); longest task ${ms(heat.panning.cpu[0] ?? 0)}`,
  )
} finally {
  await browser.close()
  await fake.close()
}

function part(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}
function ms(value: number): string {
  return `${Math.round(value)} ms`
}
function mb(value: number): string {
  return `${(value / 1e6).toFixed(1)} MB`
}
