import { expect, test } from 'vitest'
import { PRESETS } from '../../contract/frustration/presets.ts'
import { Source } from '../../contract/rrweb.ts'
import { judge } from '../../server/derive/frustration/judge.ts'
import { element, Tape, words } from './tape.ts'

const PAGE = [
  element(5, 'style', {}, words(6, '.clicked-twice { color: red }')),
  element(
    9,
    'div',
    { class: 'box' },
    element(10, 'button', {}, words(11, 'Save')),
    element(12, 'button', {}, words(13, 'Undo')),
    element(14, 'p'),
  ),
  element(20, 'div', { class: 'row' }),
]
const page = () => new Tape().page(0, 'https://x.test/', ...PAGE)
const receipts = (tape: Tape) => tape.facts().clicks.map(click => click.receipt)
const found = (tape: Tape) => judge([tape.facts()], PRESETS.segreel).map(({ kind }) => kind)
const scroll = (tape: Tape, at: number, x: number) => tape.incremental(at, Source.Scroll, { id: 20, x, y: 0 })
const ask = (tape: Tape, at: number, method: string, url = 'https://x.test/items', status = 200) =>
  tape
    .signal(at, 'request', { kind: 'fetch', method, url })
    .signal(at + 300, 'network', { kind: 'fetch', method, url, status, startedAt: 0, duration: 300 })

test('[D9] a smooth scroll that a click began is carried on by the next one, a wheel answers nobody', () => {
  const smooth = page().click(5_000, 10)
  for (const at of [5_040, 5_140, 5_240, 5_340]) scroll(smooth, at, at)
  smooth.click(5_400, 10)
  for (const at of [5_440, 5_540]) scroll(smooth, at, at)
  expect(receipts(smooth.on(9_000)).map(({ scroll: delay }) => delay)).toEqual([40, 40])
  const wheel = page()
  for (const at of [4_840, 4_940]) scroll(wheel, at, at)
  scroll(wheel.click(5_000, 10), 5_040, 9)
  expect(receipts(wheel.on(9_000))[0]).not.toHaveProperty('scroll')
})

test('[D10] a mark of having been touched is an answer only where a style sheet knows it', () => {
  const marked = (name: string) =>
    receipts(page().click(5_000, 10).set(5_010, 9, { class: name }).on(9_000))[0]
  expect(marked('box js-clicked')).not.toHaveProperty('change')
  expect(marked('box clicked-twice')).toMatchObject({ near: 10 })
  expect(marked('box open')).toMatchObject({ near: 10 })
})

const draw = (tape: Tape, at: number, seconds: number, bids: number, from: number, to: number) => {
  const part = (id: number, text: string) => element(id, 'i', {}, words(id + 1, text))
  const node = element(to, 'div', {}, part(to + 1, `${seconds} s`), part(to + 3, `${bids} bids`))
  const adds = [{ parentId: 20, nextId: null, node }]
  const removes = from === 0 ? [] : [{ parentId: 20, id: from }]
  return tape.incremental(at, Source.Mutation, { texts: [], attributes: [], removes, adds })
}

test('[D10] what is drawn anew changed where its content differs, and each part has a rhythm of its own', () => {
  const drawn = (bid: boolean) => {
    const tape = page()
    let id = 0
    for (let second = 0; second < 12; second++) {
      if (second === 6) tape.click(6_320, 10)
      if (second === 6 && bid) draw(tape, 6_330, 5, 1, id, id + 10).on(6_340)
      if (second === 6 && bid) id += 10
      draw(tape, second === 0 ? 500 : 500 + second * 1_000, second, second < 6 || !bid ? 0 : 1, id, id + 100)
      id += 100
    }
    tape.events.sort((a, b) => a.timestamp - b.timestamp)
    return receipts(tape)[0]
  }
  expect(drawn(true)).toMatchObject({ change: 10 })
  expect(drawn(false)).not.toHaveProperty('change')
})

test('[D10] a masked value that is set again is a change', () => {
  const set = (value: string) =>
    receipts(
      page().set(1_000, 14, { title: value }).click(5_000, 10).set(5_020, 14, { title: value }).on(9_000),
    )[0]
  expect(set('/item?id=7')).not.toHaveProperty('change')
  expect(set('/item?id=***')).toMatchObject({ near: 20 })
})

test('[D11] what came right after each of two clicks is no beat, though the clicks keep one', () => {
  const tape = page().click(2_000, 10).set(2_010, 14, { title: 'a' }).click(4_000, 10)
  expect(receipts(tape.set(4_010, 14, { title: 'b' }).on(9_000)).map(({ near }) => near)).toEqual([10, 10])
})

test('[D11] the steps of a page being built are no rhythm', () => {
  const tape = page().set(300, 14, { title: 'a' }).set(1_500, 14, { title: 'b' })
  expect(receipts(tape.click(3_000, 10).set(3_400, 14, { title: 'c' }).on(9_000))[0]).toMatchObject({
    near: 400,
  })
})

test('[D12] what comes at once answers the click before it, not one long ago', () => {
  const tape = page().click(2_000, 10).click(7_000, 10).set(7_010, 14, { title: 'a' })
  expect(receipts(tape.on(12_000)).map(({ near }) => near)).toEqual([undefined, 10])
})

test('[D13] what is posted to the counting of clicks, on the own site too, is nobody’s', () => {
  const sent = (method: string, url: string) =>
    receipts(ask(page().click(5_000, 10), 5_010, method, url).on(9_000))[0]
  expect(sent('POST', 'https://x.test/api/track')).not.toHaveProperty('request')
  expect(sent('GET', 'https://x.test/api/track')).toMatchObject({ request: 10, status: 200 })
})

test('[F2] to and fro between two silent neighbours is rage', () => {
  const tape = page()
  for (let i = 0; i < 4; i++) tape.click(5_000 + i * 300, i % 2 ? 12 : 10, i % 2 ? 110 : 50)
  expect(found(tape.on(12_000))).toContain('rage')
  const apart = page()
  for (let i = 0; i < 4; i++) apart.click(5_000 + i * 300, i % 2 ? 12 : 10, i % 2 ? 400 : 50)
  expect(found(apart.on(12_000))).not.toContain('rage')
})

test('[F3] a write that was taken is an answer, a read only when the page shows it', () => {
  const asked = (method: string) => ask(page().click(5_000, 10), 5_010, method)
  expect(found(asked('GET').on(14_000))).toEqual(['dead'])
  expect(found(asked('POST').on(14_000))).toEqual([])
  expect(found(asked('GET').set(5_400, 14, { title: 'x' }).on(14_000))).toEqual([])
})

test('[F4] what a timer throws long after the answer is not the click’s', () => {
  const thrown = (delay: number, answer: boolean) => {
    const tape = page().click(5_000, 10)
    if (answer) tape.set(5_010, 14, { title: 'x' })
    return found(tape.signal(5_000 + delay, 'failure', { kind: 'uncaught', message: 'x is null' }).on(14_000))
  }
  expect(thrown(900, true)).toEqual([])
  expect(thrown(20, true)).toEqual(['error'])
  expect(thrown(900, false)).toEqual(['error'])
})

test('[F5] of an answer that might be unseen, slow is said when it came with its request', () => {
  const button = element(10, 'button', {}, words(11, 'Export'))
  const export_ = () => new Tape().page(0, 'https://x.test/', element(9, 'div', {}, button, element(14, 'p')))
  const late = export_()
    .click(5_000, 10)
    .signal(5_001, 'request', { kind: 'fetch', method: 'GET', url: '/e' })
  late.signal(9_000, 'network', {
    kind: 'fetch',
    method: 'GET',
    url: '/e',
    status: 200,
    startedAt: 0,
    duration: 3_999,
  })
  expect(found(late.set(9_020, 14, { title: 'x' }).on(16_000))).toEqual(['slow'])
  expect(found(export_().click(5_000, 10).set(9_020, 14, { title: 'x' }).on(16_000))).toEqual([])
})
