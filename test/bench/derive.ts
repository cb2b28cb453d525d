// How fast a busy session is derived, against its own length; how much memory that takes; and how long it takes to ask
// 100,000 sessions again when a threshold changes. `npm run bench:derive`.
import { DEFAULT_RULES } from '../../contract/frustration/frustration.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { find } from '../../server/derive/frustration/find.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { packTrace, unpackTrace } from '../../server/derive/frustration/pack.ts'
import { traceOf } from '../../server/derive/frustration/trace.ts'
import { startTab } from '../../server/derive/tab.ts'

const START = 1_700_000_000_000
const ROWS = 1_000

type Json = Record<string, unknown>
const element = (id: number, tagName: string, className: string, childNodes: Json[]): Json => ({
  type: 2,
  id,
  tagName,
  attributes: { class: className },
  childNodes,
})
const text = (id: number, textContent: string): Json => ({ type: 3, id, textContent })

/** A table of 1,000 rows with a button each, a ticker, and a style sheet. */
function snapshot(): Json {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const id = 100 + i * 6
    return element(id, 'tr', 'row', [
      element(id + 1, 'td', 'name', [text(id + 2, `Row ${i}`)]),
      element(id + 3, 'td', 'do', [element(id + 4, 'button', 'btn', [text(id + 5, `Open ${i}`)])]),
    ])
  })
  const css = {
    ...element(3, 'style', '', []),
    attributes: { _cssText: '.btn{cursor:pointer} .row:hover{color:red}' },
  }
  const body = element(4, 'body', '', [
    element(5, 'p', 'clock', [text(6, '0')]),
    element(7, 'table', 'rows', rows),
  ])
  return {
    node: { type: 0, id: 1, childNodes: [element(2, 'html', '', [css, body])] },
    initialOffset: { left: 0, top: 0 },
  }
}

/** A busy visit: the pointer always moves, a click every 3 s, 20 mutations a second, a ticker, scrolls. */
function* busy(minutes: number): Generator<RecordedEvent> {
  yield { type: 4, timestamp: START, data: { href: 'https://bench.test/rows', width: 1200, height: 800 } }
  yield { type: 2, timestamp: START, data: snapshot() }
  for (let ms = 50; ms < minutes * 60_000; ms += 50) {
    const timestamp = START + ms
    const row = 100 + (Math.floor(ms / 50) % ROWS) * 6
    const attributes = [{ id: row, attributes: { class: ms % 100 ? 'row' : 'row on' } }]
    const texts = ms % 1000 === 0 ? [{ id: 6, value: String(ms) }] : []
    yield { type: 3, timestamp, data: { source: 0, texts, attributes, removes: [], adds: [] } }
    if (ms % 500 === 0) {
      const positions = Array.from({ length: 10 }, (_, i) => ({
        x: (ms / 10 + i * 30) % 1200,
        y: (i * 40) % 800,
        id: row + 4,
        timeOffset: -500 + i * 50,
      }))
      yield { type: 3, timestamp, data: { source: 1, positions } }
      yield { type: 3, timestamp, data: { source: 3, id: 1, x: 0, y: ms % 4000 } }
    }
    if (ms % 3000 === 0) {
      for (const type of [1, 0, 2])
        yield { type: 3, timestamp, data: { source: 2, type, id: row + 4, x: 20, y: 40 } }
    }
  }
}

function derive(minutes: number): {
  events: number
  ms: number
  heap: number
  facts: ReturnType<ReturnType<typeof startTab>['facts']>
} {
  const tab = startTab()
  let events = 0
  let heap = 0
  let ms = 0
  for (const event of busy(minutes)) {
    const before = performance.now()
    tab.step(event)
    ms += performance.now() - before
    if (++events % 50_000 === 0) heap = Math.max(heap, heapNow())
  }
  const before = performance.now()
  const facts = tab.facts()
  ms += performance.now() - before
  return { events, ms, heap: Math.max(heap, heapNow()), facts }
}

function heapNow(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

derive(1)
for (const minutes of [5, 60, 240]) {
  const { events, ms, heap, facts } = derive(minutes)
  const faster = Math.round((minutes * 60_000) / ms)
  console.log(
    `${minutes} min, ${events} events: ${Math.round(ms)} ms, ${faster} times real time, heap ${heap.toFixed(0)} MB, ${facts.clicks.length} clicks`,
  )
}

const { facts } = derive(1)
const packed = packTrace(traceOf(facts))
const sessions = 100_000
const started = performance.now()
const cpu = process.cpuUsage()
let found = 0
for (let i = 0; i < sessions; i++) {
  const trace = unpackTrace(packed)
  if (trace) found += find(trace, DEFAULT_RULES).length
}
const ms = performance.now() - started
const used = process.cpuUsage(cpu).user / 1000
console.log(
  `asked ${sessions} sessions again (${facts.clicks.length} clicks, ${packed.length} bytes each): ${Math.round(ms)} ms (${Math.round(used)} ms of processor), ${found} findings; with sentences ${judge([facts], DEFAULT_RULES).length} per session`,
)
