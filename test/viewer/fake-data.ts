/** Visits for the fake API: many rows of every kind, and one recording made here that plays for a minute. */
import type { RecordedTab, SessionDetail } from '../../contract/api.ts'
import type { TabFacts } from '../../contract/facts.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { type FakeData, recordedTab } from './fake-api.ts'

const PEOPLE = [
  'Ada Lovelace',
  'Grace Hopper',
  'lin@example.org',
  'Visitor 7f3a',
  'Katherine Johnson',
  'Visitor 19cc',
]
const COUNTRIES = ['DE', 'US', 'BR', 'JP', 'AT', 'IN']
const PATHS = ['/', '/products', '/product/teapot', '/cart', '/checkout', '/pricing']
const BROWSERS = ['Chrome', 'Safari', 'Firefox', 'Edge']

/** A page that grows a line each second and once is drawn anew: texts tell which second is on screen. */
export function minuteOfEvents(start: number, seconds = 60, snapshotEvery = 20): RecordedEvent[] {
  const events: RecordedEvent[] = []
  const meta = { href: 'http://shop.example/cart', width: 1024, height: 640 }
  for (let second = 0; second < seconds; second++) {
    const timestamp = start + second * 1000
    if (second % snapshotEvery === 0) {
      events.push(
        { type: 4, timestamp, data: meta },
        { type: 2, timestamp: timestamp + 1, data: snapshotOf(second) },
      )
    } else {
      // A recorder adds node by node: an element without its children, then these.
      const { childNodes, ...element } = line(second)
      const adds = [
        { parentId: 6, nextId: null, node: { ...element, childNodes: [] } },
        { parentId: element.id, nextId: null, node: childNodes[0] },
      ]
      events.push({ type: 3, timestamp, data: { source: 0, texts: [], attributes: [], removes: [], adds } })
    }
    if (second % 10 === 3) {
      const payload = { level: second === 23 ? 'error' : 'log', args: [`second ${second} <b>not markup</b>`] }
      events.push({ type: 5, timestamp: timestamp + 5, data: { tag: 'segreel/console', payload } })
    }
    if (second % 12 === 4) {
      const url = `http://shop.example/api/cart?n=${second}`
      const status = second === 28 ? 500 : 200
      const payload = {
        kind: 'fetch',
        method: 'GET',
        url,
        status,
        startedAt: timestamp,
        duration: 240 + second * 20,
      }
      events.push({ type: 5, timestamp: timestamp + 6, data: { tag: 'segreel/network', payload } })
    }
  }
  return events
}

function line(second: number) {
  const id = 100 + second * 2
  const text = { type: 3, textContent: `Second ${second}`, id: id + 1 }
  return { type: 2, tagName: 'p', attributes: { style: 'margin:4px 0' }, childNodes: [text], id }
}

function snapshotOf(second: number) {
  const lines = Array.from({ length: second + 1 }, (_, i) => line(i))
  const title = {
    type: 2,
    tagName: 'h1',
    attributes: {},
    childNodes: [{ type: 3, textContent: 'Your basket', id: 8 }],
    id: 7,
  }
  const style = 'font:16px sans-serif;padding:32px;background:#fdfaf5'
  const body = { type: 2, tagName: 'body', attributes: { style }, childNodes: [title, ...lines], id: 6 }
  const head = { type: 2, tagName: 'head', attributes: {}, childNodes: [], id: 5 }
  const html = { type: 2, tagName: 'html', attributes: {}, childNodes: [head, body], id: 4 }
  return { node: { type: 0, childNodes: [html], id: 1 }, initialOffset: { left: 0, top: 0 } }
}

export function factsOf(from: number, to: number): TabFacts {
  const page = (path: string, title: string, at: number) => ({
    at,
    until: to,
    href: `http://shop.example${path}`,
    path,
    pattern: path,
    title,
    how: 'load' as const,
    scrollDepth: 0.5,
    over: false,
    viewport: { width: 1280, height: 900 },
    document: { width: 1280, height: 1800 },
    inView: [],
    seenTo: 900,
    scrolled: 400,
    scrollTurns: 1,
  })
  const target = {
    node: 7,
    fingerprint: 'button',
    role: 'button',
    tag: 'button',
    name: 'Apply coupon',
    expects: 'answer' as const,
    leads: false,
  }
  const viewport = { width: 1024, height: 640 }
  const click = {
    pointer: 'mouse' as const,
    x: 80,
    y: 60,
    pageX: 80,
    pageY: 60,
    viewport,
    document: null,
    target,
    page: 0,
    travel: 0,
    receipt: { watched: 10_000 },
  }
  return {
    version: 1,
    from,
    to,
    events: 90,
    environment: {},
    pages: [page('/cart', 'Your basket', from), page('/checkout', 'Checkout', from + 31_000)],
    clicks: [
      { ...click, at: from + 6000 },
      { ...click, at: from + 9000 },
    ],
    failures: [
      {
        at: from + 23_000,
        kind: 'uncaught',
        message: "Cannot read properties of undefined (reading 'total')",
        source: 'http://shop.example/cart.js:41',
        stack:
          'TypeError: Cannot read properties of undefined\n    at total (cart.js:41:18)\n    at cart.js:12:3',
        page: 0,
        click: 1,
      },
    ],
    fields: [],
    forms: [],
    hovers: [],
    wiggles: [],
    searches: [],
    copies: [],
    views: [],
    texts: [],
    fidelity: { score: 0.96, masked: 0.1, losses: { 'style-sheets': 1 } },
    stretches: [
      { from, to: from + 14_000 },
      { from: from + 30_000, to },
    ],
  }
}

export function fakeData({ now = Date.now(), sessions = 64 } = {}): FakeData {
  const data: FakeData = {
    sessions: [],
    batches: new Map(),
    segments: [],
    events: [],
    failing: new Map(),
    asked: [],
  }
  for (let i = 0; i < sessions; i++) data.sessions.push(session(i, now, data))
  const first = data.sessions[0]
  if (!first) return data
  data.events = ['Cart Viewed', 'Coupon Entered', 'Coupon Denied', 'Checkout Started'].map((event, i) => ({
    messageId: `m${i}`,
    type: 'track',
    event,
    properties: i === 0 ? { cart_id: 'c1', value: 84.5 } : { coupon_id: 'WINTER', order_id: 'o77' },
    traits: {},
    timestamp: new Date(first.startedAt + 2000 + i * 11_000).toISOString(),
  }))
  data.segments = [
    {
      id: 'buyers',
      name: 'Ordered in the last 7 days',
      description: '',
      definition: {
        version: 1,
        subject: 'person',
        where: {
          kind: 'and',
          of: [
            {
              kind: 'event',
              event: 'Order Completed',
              where: [],
              count: { op: 'at-least', n: 1 },
              window: { kind: 'last', days: 7 },
            },
            {
              kind: 'not',
              of: { kind: 'trait', trait: 'plan', is: { op: 'is', values: ['free', 'trial'] } },
            },
          ],
        },
      },
      createdAt: now - 9e8,
      updatedAt: now - 3e7,
    },
    {
      id: 'phones',
      name: 'Phones that saw pricing',
      description: 'Do they understand it?',
      definition: {
        version: 1,
        subject: 'session',
        where: {
          kind: 'and',
          of: [
            { kind: 'field', field: 'device', is: { op: 'is', values: ['phone'] } },
            { kind: 'page', path: { op: 'contains', text: '/pricing' }, count: { op: 'at-least', n: 1 } },
          ],
        },
      },
      createdAt: now - 9e8,
      updatedAt: now - 3e8,
    },
  ]
  return data
}

function session(i: number, now: number, data: FakeData): SessionDetail {
  const id = `session${String(i).padStart(4, '0')}`
  const startedAt = now - 90_000 - i * i * 190_000
  const tabs = i % 7 === 0 ? 2 : 1
  const recordings: RecordedTab[] = []
  for (let t = 0; t < tabs; t++) {
    const from = startedAt + t * 30_500
    const events = minuteOfEvents(from, t === 0 ? 60 : 29)
    const tab = recordedTab(`tab${t}00000`, events, 12, factsOf(from, events.at(-1)?.timestamp ?? from))
    if (i < 3) {
      for (const batch of tab.batches) {
        data.batches.set(`${id} ${tab.id} ${batch.seq}`, events.slice(batch.seq * 12, batch.seq * 12 + 12))
      }
    }
    recordings.push(tab)
  }
  const label = PEOPLE[i % PEOPLE.length] ?? ''
  const known = !label.startsWith('Visitor')
  return {
    id,
    url: `/sessions/${id}`,
    startedAt,
    endedAt: Math.max(...recordings.map(tab => tab.to)),
    source: 'recorder',
    person: {
      id: label,
      label,
      userIds: known ? [`user-${i % PEOPLE.length}`] : [],
      anonymousIds: [`anon-${i}`],
    },
    tabs,
    clockOffset: 0,
    traits: known ? { plan: i % 2 ? 'free' : 'enterprise', email: `${label.split(' ')[0]}@example.org` } : {},
    recordings,
    fields: {
      country: COUNTRIES[(i * 5) % 6],
      device: i % 3 === 1 ? 'phone' : 'desktop',
      browser: BROWSERS[i % 4],
      os: i % 3 === 1 ? 'iOS' : 'Windows',
      entryPath: PATHS[i % 6],
      exitPath: PATHS[(i * 3 + 1) % 6],
      duration: 59_500,
      activeTime: 8000 + ((i * 7919) % 50_000),
      pageCount: 1 + (i % 6),
      clickCount: (i * 13) % 40,
      failureCount: i % 5 === 0 ? 1 + (i % 3) : 0,
      rageClicks: i % 9 === 0 ? 2 : 0,
      deadClicks: i % 4 === 0 ? 1 : 0,
      slowClicks: i % 6 === 3 ? 1 : 0,
      language: 'en-GB',
      viewportWidth: i % 3 === 1 ? 390 : 1280,
    },
  }
}
