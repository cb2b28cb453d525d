/**
 * How long a heatmap of a million clicks takes: `node test/bench/heatmap.ts [CLICKS]`. Prints ms of each question to the
 * default engine (on a busy machine the processor's time tells more), the answer's cells, and what the viewer's part
 * costs before the picture is drawn.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Click } from '../../contract/facts.ts'
import { openSqlite } from '../../server/store/sqlite/open.ts'
import { densityOf } from '../../viewer/behaviour/heatmap/density.ts'
import { placeCells } from '../../viewer/behaviour/heatmap/placing.ts'
import { batch, facts, T0 } from '../store/make.ts'

const CLICKS = Number(process.argv[2] ?? 1_000_000)
const PER_SESSION = 20
const SESSIONS = Math.ceil(CLICKS / PER_SESSION)
const ELEMENTS = 120
const WIDTHS = [1_280, 1_366, 1_440, 1_512, 1_536, 1_920]

let state = 1
/** From 0 to 1, the same in every run. */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 4_294_967_296
}

function clickOf(i: number, width: number): Click {
  // Few elements get most of the clicks.
  const element = Math.floor(ELEMENTS * random() ** 3)
  const pageX = Math.round(width / 2 - 500 + (element % 8) * 120 + random() * 100)
  const pageY = Math.round(80 + Math.floor(element / 8) * 220 + random() * 40)
  return {
    at: T0 + i * 700,
    pointer: 'mouse',
    ...{ x: pageX, y: pageY, pageX, pageY },
    viewport: { width, height: 800 },
    document: { width, height: 3_600 },
    target: {
      fingerprint: `button "${element}" < main`,
      ...{ node: 1, role: 'button', tag: 'button', name: `${element}`, expects: 'answer', leads: false },
    },
    page: 0,
    travel: 0,
    receipt: { watched: 0 },
  }
}

const folder = mkdtempSync(join(tmpdir(), 'segreel-heat-'))
const store = await openSqlite(folder, { readers: 1 })
let writes: Promise<unknown>[] = []
for (let i = 0; i < SESSIONS; i++) {
  const width = WIDTHS[i % WIDTHS.length] ?? 1_280
  const made = batch({ session: `s${i}`, anonymousId: `a${i % 9_000}`, startedAt: T0 + i * 1_000 })
  const tab = facts([{ at: T0, path: '/' }])
  const pages = tab.pages.map(page => ({
    ...page,
    viewport: { width, height: 800 },
    seenTo: 800 + (i % 28) * 100,
  }))
  const clicks = Array.from({ length: PER_SESSION }, (_, n) => clickOf(n, width))
  writes.push(
    store.putBatch(made),
    store.putDerived({
      ...{ project: made.project, session: made.head.session, fields: { clickCount: i % 2 } },
      span: { from: made.head.from, to: made.head.to },
      tabs: [
        {
          tab: made.head.tab,
          facts: { ...tab, pages, clicks },
          checked: [{ seq: 0, snapshot: true }],
          aside: [],
        },
      ],
    }),
  )
  if (writes.length >= 2_000) {
    await Promise.all(writes)
    writes = []
  }
}
await Promise.all(writes)

const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
  const times: number[] = []
  let answer = await work()
  const before = process.cpuUsage()
  for (let run = 0; run < 5; run++) {
    const from = performance.now()
    answer = await work()
    times.push(performance.now() - from)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const cpu = (user + system) / 5_000
  console.log(
    `${name.padEnd(34)} median ${times[2]?.toFixed(0)} ms, slowest ${times[4]?.toFixed(0)} ms, of the processor ${cpu.toFixed(0)} ms`,
  )
  return answer
}
const asked = { project: 'shop', page: '/', widths: [1_024, 20_000] as const }
const half = {
  segment: {
    subject: 'session' as const,
    where: {
      kind: 'field' as const,
      field: 'clickCount' as const,
      is: { op: 'at-least' as const, number: 1 },
    },
  },
  asOf: { kind: 'at' as const, time: T0 },
}
console.log(`${CLICKS} clicks of ${SESSIONS} sessions`)
const answer = await timed('all clicks', () => store.heatmap({ ...asked, kind: 'clicks' }))
await timed('first clicks', () => store.heatmap({ ...asked, kind: 'first' }))
await timed('of a segment', () => store.heatmap({ ...asked, kind: 'clicks', question: half }))
await timed('a segment against everyone else', () =>
  store.heatmap({ ...asked, kind: 'scroll', question: half, against: 'rest' }),
)
await timed('clicks on an element', () =>
  store.heatClicks({ ...asked, kind: 'clicks', element: 'button "1" < main', side: 0, limit: 50 }),
)
console.log(`${answer.cells.n.length} cells, ${answer.shown} clicks, ${answer.elements.length} elements`)
const boxes = new Map(
  answer.elements.map((one, i) => {
    const n = Number(one.name)
    return [
      i,
      [{ left: 220 + (n % 8) * 120, top: 80 + Math.floor(n / 8) * 220, width: 100, height: 40 }],
    ] as const
  }),
)
await timed('placing and blurring, once', () =>
  densityOf(
    placeCells({ ...answer.cells, count: answer.cells.n.length }, answer.widths, boxes, {
      width: 1_440,
      height: 3_600,
    }),
  ),
)
await store.close()
rmSync(folder, { recursive: true, force: true })
