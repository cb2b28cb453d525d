/** One hour of a busy page, about 30 MB of events: a new page every two minutes, changes and moves all the time. */
import type { RecordedEvent } from '../../../contract/rrweb.ts'

const SECONDS = 3_600
const PAGE_EVERY_S = 120
const ROWS = 600
/** Rows rewritten per second, and letters in each: sets the size of the whole. */
const CHANGES = 34
const LETTERS = 140

const rowId = (i: number) => 100 + i * 4

function row(i: number, second: number) {
  const id = rowId(i)
  return {
    type: 2,
    id,
    tagName: 'div',
    attributes: { class: `row kind-${i % 7}`, 'data-row': String(i) },
    childNodes: [
      {
        type: 2,
        id: id + 1,
        tagName: 'span',
        attributes: { class: 'name' },
        childNodes: [{ type: 3, id: id + 2, textContent: words(i, second) }],
      },
    ],
  }
}

function words(i: number, second: number): string {
  return `Row ${i} at ${second}: `.padEnd(LETTERS, 'lorem ipsum dolor sit amet ')
}

function snapshot(second: number) {
  const clock = {
    type: 2,
    id: 7,
    tagName: 'h1',
    attributes: {},
    childNodes: [{ type: 3, id: 8, textContent: `Second ${second}` }],
  }
  const rows = Array.from({ length: ROWS }, (_, i) => row(i, second))
  const body = { type: 2, id: 6, tagName: 'body', attributes: {}, childNodes: [clock, ...rows] }
  const css = '.row{padding:4px 8px;border-bottom:1px solid #ddd}.name{color:#333}'
  const style = { type: 2, id: 9, tagName: 'style', attributes: { _cssText: css }, childNodes: [] }
  const head = { type: 2, id: 5, tagName: 'head', attributes: {}, childNodes: [style] }
  const html = { type: 2, id: 4, tagName: 'html', attributes: {}, childNodes: [head, body] }
  return { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: { left: 0, top: 0 } }
}

export function hourOfEvents(start: number): RecordedEvent[] {
  const events: RecordedEvent[] = []
  for (let second = 0; second < SECONDS; second++) {
    const timestamp = start + second * 1000
    if (second % PAGE_EVERY_S === 0) {
      const data = { href: `http://shop.example/page/${second / PAGE_EVERY_S}`, width: 1280, height: 800 }
      events.push({ type: 4, timestamp, data }, { type: 2, timestamp: timestamp + 1, data: snapshot(second) })
    }
    const texts = Array.from({ length: CHANGES }, (_, n) => {
      const i = (second * 31 + n * 17) % ROWS
      return { id: rowId(i) + 2, value: words(i, second) }
    })
    texts.push({ id: 8, value: `Second ${second}` })
    const change = { source: 0, texts, attributes: [], removes: [], adds: [] }
    events.push({ type: 3, timestamp: timestamp + 2, data: change })
    const positions = Array.from({ length: 10 }, (_, n) => ({
      x: (second * 13 + n * 9) % 1280,
      y: (second * 7 + n * 5) % 800,
      id: rowId(n),
      timeOffset: n * 50 - 500,
    }))
    events.push({ type: 3, timestamp: timestamp + 600, data: { source: 1, positions } })
  }
  return events
}
