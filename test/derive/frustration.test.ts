import { expect, test } from 'vitest'
import {
  DEFAULT_RULES,
  type FrustrationRules,
  frustrationRules,
  personScore,
  scoreOf,
} from '../../contract/frustration/frustration.ts'
import { PRESETS } from '../../contract/frustration/presets.ts'
import { Source } from '../../contract/rrweb.ts'
import { find } from '../../server/derive/frustration/find.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { packTrace, unpackTrace } from '../../server/derive/frustration/pack.ts'
import { traceOf } from '../../server/derive/frustration/trace.ts'
import { startTab } from '../../server/derive/tab.ts'
import { element, START, Tape, words } from './tape.ts'

const SHOP = [
  element(9, 'form', { id: 'coupon' }, element(10, 'button', { type: 'button' }, words(11, 'Apply coupon'))),
  element(20, 'section', {}, element(21, 'button', {}, words(22, 'Other')), element(23, 'p')),
  element(30, 'p', {}, words(31, 'Some text')),
]
const shop = () => new Tape().page(0, 'https://x.test/cart', ...SHOP)
const found = (tape: Tape, rules: FrustrationRules = DEFAULT_RULES) => judge([tape.facts()], rules)
const kinds = (tape: Tape, rules?: FrustrationRules) =>
  found(tape, rules).map(({ kind, at }) => [kind, at - START])
const clicks = (tape: Tape, times: number, gap = 300, id = 10) => {
  for (let i = 0; i < times; i++) tape.click(5_000 + i * gap, id)
  return tape
}

test('[F1] the packed trace of a tab gives the findings that its facts give', () => {
  const tape = clicks(shop(), 4).set(9_500, 23, { class: 'x' }).on(16_000)
  const trace = traceOf(tape.facts())
  const packed = packTrace(trace)
  expect(unpackTrace(packed)).toEqual(trace)
  expect(find(unpackTrace(packed) ?? trace, DEFAULT_RULES).map(({ kind }) => kind)).toEqual(
    found(tape).map(({ kind }) => kind),
  )
  expect(unpackTrace(packed.subarray(0, 30))).toBeNull()
  expect(unpackTrace(new Uint8Array(40))).toBeNull()
})

test('[F1] a changed threshold changes the answer about the same facts', () => {
  const tape = clicks(shop(), 3).on(16_000)
  expect(kinds(tape)).toEqual([
    ['rage', 5_000],
    ['dead', 5_000],
  ])
  const five = { ...DEFAULT_RULES, rage: { ...DEFAULT_RULES.rage, clicks: 5 } }
  expect(kinds(tape, five)).toEqual([['dead', 5_000]])
  const fine = {
    ...DEFAULT_RULES,
    fine: [{ element: 'button "Apply coupon" < form#coupon', kind: 'dead' as const }],
  }
  expect(kinds(tape, fine)).toEqual([['rage', 5_000]])
})

test('[F2] clicks that are answered one by one are no rage, however many', () => {
  const tape = shop()
  for (let i = 0; i < 8; i++) tape.click(5_000 + i * 200, 10).set(5_050 + i * 200, 9, { class: `n${i}` })
  expect(kinds(tape.on(16_000))).toEqual([])
})

test('[F2] text takes four clicks, and selecting it excuses them', () => {
  expect(kinds(clicks(shop(), 3, 200, 30).on(16_000))).toEqual([])
  expect(kinds(clicks(shop(), 5, 200, 30).on(16_000))).toEqual([['rage', 5_000]])
  const selected = clicks(shop(), 5, 200, 30)
  const ranges = [{ start: 31, startOffset: 0, end: 31, endOffset: 9 }]
  selected.incremental(5_810, Source.Selection, { ranges }).on(16_000)
  expect(kinds(selected)).toEqual([])
})

test('[F3] dead needs silence that was watched; leaving at once says nothing', () => {
  expect(kinds(shop().click(5_000, 10).on(7_000))).toEqual([['dead', 5_000]])
  expect(kinds(shop().click(5_000, 10).on(5_500).page(5_600, 'https://x.test/next').on(9_000))).toEqual([])
  const hidden = shop().click(5_000, 10).signal(6_800, 'visibility', { state: 'hidden' })
  expect(kinds(hidden)).toEqual([['dead', 5_000]])
  expect(kinds(shop().click(5_000, 10).signal(5_300, 'visibility', { state: 'hidden' }))).toEqual([])
})

test('[F3] where batches are missing after a click, nothing is said', () => {
  const tape = shop().click(5_000, 10).on(6_800)
  const tab = startTab()
  for (const event of tape.events) tab.step(event)
  tab.gap()
  for (const event of new Tape().on(30_000).events) tab.step(event)
  const facts = tab.facts()
  expect(facts.clicks[0]?.receipt).toEqual({ watched: 1_800, lost: 1_800 })
  expect(facts.fidelity.losses).toEqual({ gaps: 1 })
  expect(judge([facts], DEFAULT_RULES)).toEqual([])
})

test('[F3] a recording that ends with the click: silence in those of other tools, unknown in our own', () => {
  const other = () => shop().on(3_000).click(5_000, 10)
  const own = () => {
    const tape = new Tape()
    tape.signal(0, 'context', {
      userAgent: '',
      language: 'en',
      timezone: 'UTC',
      screen: { width: 1, height: 1, pixelRatio: 1 },
      touch: false,
      recorder: 'segreel',
    })
    return tape
      .page(1, 'https://x.test/cart', ...SHOP)
      .on(3_000)
      .click(5_000, 10)
  }
  expect(kinds(other())).toEqual([['dead', 5_000]])
  expect(kinds(own().on(5_400))).toEqual([])
  expect(kinds(own().on(5_400).on(9_000))).toEqual([['dead', 5_000]])
  expect(kinds(own().signal(5_300, 'visibility', { state: 'hidden' }))).toEqual([])
})

test('[F4] an error click is not also dead; a refusal that is shown is none', () => {
  const thrown = shop()
    .click(5_000, 10)
    .signal(5_010, 'failure', { kind: 'uncaught', message: 'x is null' })
    .on(9_000)
  expect(kinds(thrown)).toEqual([['error', 5_000]])
  const ask = (status: number) => {
    const tape = shop().click(5_000, 10)
    tape.signal(5_010, 'request', { kind: 'fetch', method: 'POST', url: 'https://x.test/coupon' })
    const url = 'https://x.test/coupon'
    return tape.signal(5_410, 'network', {
      kind: 'fetch',
      method: 'POST',
      url,
      status,
      startedAt: 0,
      duration: 400,
    })
  }
  expect(kinds(ask(422).set(5_420, 9, { class: 'refused' }).on(9_000))).toEqual([])
  expect(kinds(ask(422).on(9_000))).toEqual([['error', 5_000]])
  expect(kinds(ask(500).set(5_420, 9, { class: 'refused' }).on(9_000))).toEqual([['error', 5_000]])
})

test('[F5] an answer after three seconds is slow', () => {
  expect(kinds(shop().click(5_000, 10).set(9_000, 9, { class: 'x' }).on(16_000))).toEqual([['slow', 5_000]])
})

test('[F6] quick-back and u-turn', () => {
  const visit = (...stops: [number, string][]) => {
    const tape = new Tape()
    for (const [at, path] of stops) tape.page(at, `https://x.test${path}`, ...SHOP)
    return tape.on((stops.at(-1)?.[0] ?? 0) + 20_000)
  }
  expect(kinds(visit([0, '/a'], [9_000, '/b'], [11_000, '/a']))).toEqual([['quick-back', 11_000]])
  expect(kinds(visit([0, '/a'], [9_000, '/b'], [19_000, '/a']))).toEqual([])
  expect(kinds(visit([0, '/a'], [9_000, '/b'], [12_000, '/c'], [16_000, '/a']))).toEqual([['u-turn', 16_000]])
})

test('[F7] a thrashing cursor, and a form submitted again and again', () => {
  const tape = shop()
  const positions = Array.from({ length: 30 }, (_, i) => ({
    x: i % 2 ? 400 : 100,
    y: 50,
    id: 4,
    timeOffset: -1_500 + i * 50,
  }))
  tape.incremental(5_000, Source.MouseMove, { positions })
  expect(kinds(tape)).toMatchObject([['thrash', 3_600]])
  const send = new Tape().page(
    0,
    'https://x.test/',
    element(9, 'form', { id: 'f' }, element(10, 'button', {}, words(11, 'Send'))),
  )
  for (let i = 0; i < 3; i++)
    send.click(2_000 + i * 4_000, 10).set(2_100 + i * 4_000, 9, { class: `error-${i}` })
  expect(kinds(send.on(20_000))).toEqual([['form-struggle', 10_000]])
  expect(found(send)[0]?.sentence).toContain('3 times in 8.0 s on one page, and it was refused 3 times')
  const chat = new Tape().page(
    0,
    'https://x.test/',
    element(9, 'form', { id: 'f' }, element(10, 'button', {}, words(11, 'Send'))),
  )
  for (let i = 0; i < 5; i++)
    chat.click(2_000 + i * 4_000, 10).set(2_100 + i * 4_000, 9, { class: `message-${i}` })
  expect(kinds(chat.on(30_000))).toEqual([])
})

test('[F7] excessive scroll is up and down again and again; a click on the way found something', () => {
  const travel = (tape: Tape, ways: number[], from = 1_000) => {
    let y = 0
    let at = from
    for (const way of ways) {
      for (let step = 0; step < 10; step++) {
        y += way / 10
        at += 150
        tape.incremental(at, Source.Scroll, { id: 1, x: 0, y })
      }
    }
    return tape
  }
  const ways = [1_500, -1_200, 1_400, -1_400, 900, -900]
  const [search] = found(travel(shop(), ways).on(20_000))
  expect(search).toMatchObject({ kind: 'excessive-scroll', at: START + 1_150, page: '/cart' })
  expect(search?.sentence).toBe(
    'Scrolled up and down: 5 turns over 10 screens in 8.8 s, and clicked nothing.',
  )
  expect(kinds(travel(shop(), ways.slice(0, 4)).on(20_000))).toEqual([])
  expect(
    kinds(
      travel(
        shop(),
        ways.map(way => way / 8),
      ).on(20_000),
    ),
  ).toEqual([])
  const clicked = travel(shop(), ways.slice(0, 3)).click(5_600, 21).set(5_700, 23, { class: 'x' })
  expect(kinds(travel(clicked, ways.slice(0, 3), 8_000).on(20_000))).toEqual([])
})

test('[F8] every finding says what happened, with numbers', () => {
  const tape = clicks(shop(), 4, 400)
  const url = 'https://x.test/coupon'
  tape.signal(6_210, 'request', { kind: 'fetch', method: 'POST', url })
  tape
    .signal(6_600, 'network', {
      kind: 'fetch',
      method: 'POST',
      url,
      status: 500,
      startedAt: 0,
      duration: 390,
    })
    .on(12_200)
  const [rage] = found(tape)
  expect(rage).toMatchObject({ kind: 'rage', page: '/cart', name: 'Apply coupon', clicks: [0, 1, 2, 3] })
  expect(rage?.sentence).toBe(
    '4 clicks in 1.2 s on “Apply coupon”; request to /coupon failed (500) after 0.4 s; nothing on the page answered for 6.0 s.',
  )
  expect(rage?.evidence).toMatchObject({ clicks: 4, time: 1_200, request: 10, answered: 400, status: 500 })
})

test('[F10] scores', () => {
  expect([scoreOf({}), scoreOf({ rage: 1 }), scoreOf({ rage: 1, error: 1 }), scoreOf({ rage: 90 })]).toEqual([
    0, 39, 59, 100,
  ])
  expect([personScore([]), personScore([39, 0]), personScore([...Array(10).fill(10), 100])]).toEqual([
    0, 20, 10,
  ])
})

test('[F11] presets are rules like any others, and count as their products do', () => {
  for (const rules of Object.values(PRESETS)) expect(frustrationRules.parse(rules)).toEqual(rules)
  const rage = (tape: Tape, name: keyof typeof PRESETS) =>
    found(tape, PRESETS[name]).some(({ kind }) => kind === 'rage')
  const three = () => clicks(shop(), 3, 700).on(16_000)
  expect(
    (['posthog', 'sentry', 'amplitude', 'openreplay', 'highlight'] as const).map(name => rage(three(), name)),
  ).toEqual([true, true, false, false, false])
  expect(rage(clicks(shop(), 4, 300).on(16_000), 'amplitude')).toBe(true)
  expect(rage(clicks(shop(), 3, 250).on(16_000), 'openreplay')).toBe(true)
  expect(rage(clicks(shop(), 5, 900).on(16_000), 'highlight')).toBe(true)
  const clock = shop().click(5_000, 10).set(5_900, 23, { class: 'x' }).on(16_000)
  expect(found(clock, PRESETS.posthog)).toEqual([])
})
