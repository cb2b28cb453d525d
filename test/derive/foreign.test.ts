import { expect, test } from 'vitest'
import { DEFAULT_RULES } from '../../contract/frustration/frustration.ts'
import { EventType, Source } from '../../contract/rrweb.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { element, START, Tape, words } from './tape.ts'

const BUTTON = element(10, 'button', {}, words(11, 'Go'))
const visit = () => new Tape().page(0, 'https://x.test/', BUTTON)
const custom = (tape: Tape, at: number, tag: string, payload: unknown) =>
  tape.add(at, EventType.Custom, { tag, payload })
const plugin = (tape: Tape, at: number, name: string, payload: unknown) =>
  tape.add(at, EventType.Plugin, { plugin: name, payload })

test("[D2] other tools' page views are pages", () => {
  const tape = visit()
  custom(tape, 1_000, '$pageview', { href: 'https://x.test/a' })
  custom(tape, 2_000, 'breadcrumb', { category: 'navigation', data: { from: '/a', to: '/b' } })
  custom(tape, 3_000, 'performanceSpan', { op: 'navigation.push', description: '/c', data: {} })
  custom(tape, 4_000, 'Navigate', 'https://x.test/d')
  expect(tape.facts().pages.map(page => [page.at - START, page.path])).toEqual([
    [0, '/'],
    [1_000, '/a'],
    [2_000, '/b'],
    [3_000, '/c'],
    [4_000, '/d'],
  ])
})

test("[D2] other tools' errors lead to error clicks", () => {
  const tellers: [string, (tape: Tape, at: number) => Tape][] = [
    [
      'console',
      (t, at) =>
        plugin(t, at, 'rrweb/console@1', { level: 'error', trace: ['at f'], payload: ['"x is null"'] }),
    ],
    [
      'console of rrweb 1',
      (t, at) => t.incremental(at, Source.Log, { level: 'error', trace: [], payload: ['"x is null"'] }),
    ],
    ['custom text', (t, at) => custom(t, at, 'js-error', 'x is null')],
    ['custom message', (t, at) => custom(t, at, 'Error', { message: 'x is null', stack: 'at f' })],
    ['custom nested', (t, at) => custom(t, at, 'unhandledrejection', { reason: { message: 'x is null' } })],
    [
      'breadcrumb',
      (t, at) => custom(t, at, 'breadcrumb', { category: 'console', level: 'error', message: 'x is null' }),
    ],
  ]
  for (const [name, tell] of tellers) {
    const facts = tell(visit().click(5_000, 10), 5_020).on(9_000).facts()
    expect(facts.failures, name).toMatchObject([{ message: 'x is null', click: 0 }])
    expect(
      judge([facts], DEFAULT_RULES).map(({ kind }) => kind),
      name,
    ).toEqual(['error'])
  }
})

test('[D2] what is no error stays none', () => {
  const tape = visit().click(5_000, 10)
  plugin(tape, 5_010, 'rrweb/console@1', { level: 'warn', trace: [], payload: ['"careful"'] })
  plugin(tape, 5_020, 'rrweb/console@1', {
    level: 'error',
    trace: [],
    payload: ['"Warning: Each child needs a key"'],
  })
  plugin(tape, 5_030, 'rrweb/network@1', {
    requests: [{ name: 'https://x.test/a.png', initiatorType: 'img', status: 404 }],
  })
  expect(tape.facts().failures).toEqual([])
})

test("[D2] rrweb's network plugin and Sentry's spans tell of requests", () => {
  const tape = visit().click(5_000, 10)
  const request = {
    name: 'https://x.test/api',
    initiatorType: 'fetch',
    method: 'POST',
    status: 500,
    startTime: 10,
    duration: 300,
  }
  plugin(tape, 5_310, 'rrweb/network@1', { requests: [request] })
  const facts = tape.on(9_000).facts()
  expect(facts.clicks[0]?.receipt).toMatchObject({ request: 10, answered: 310, status: 500 })
  const spans = visit().click(5_000, 10)
  const data = { method: 'GET', statusCode: 503 }
  custom(spans, 5_400, 'performanceSpan', {
    op: 'resource.fetch',
    description: 'https://x.test/s',
    startTimestamp: 5.1,
    endTimestamp: 5.4,
    data,
  })
  expect(spans.facts().failures).toMatchObject([{ kind: 'request', status: 503, click: 0 }])
})

test('[D2] a recording of rrweb 1 gives clicks, touches and the hand of its style sheets', () => {
  const style = {
    type: 2,
    id: 20,
    tagName: 'style',
    attributes: {},
    childNodes: [{ type: 3, id: 21, textContent: '.t{cursor:pointer}', isStyle: true }],
  }
  const tape = new Tape().page(
    0,
    'https://x.test/',
    style,
    element(10, 'div', { class: 't' }, words(11, 'Tile')),
  )
  tape.incremental(4_990, Source.MouseInteraction, { type: 7, id: 11, x: 5, y: 5 })
  tape.incremental(5_000, Source.MouseInteraction, { type: 9, id: 11, x: 5, y: 5 })
  tape.incremental(5_010, Source.MouseInteraction, { type: 2, id: 11, x: 5, y: 5 })
  expect(tape.on(9_000).facts().clicks).toMatchObject([
    { pointer: 'touch', target: { expects: 'answer', name: 'Tile' } },
  ])
})
