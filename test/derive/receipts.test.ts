import { expect, test } from 'vitest'
import { Source } from '../../contract/rrweb.ts'
import { element, Tape, words } from './tape.ts'

const SHOP = [
  element(
    9,
    'form',
    { id: 'coupon' },
    element(10, 'button', {}, words(11, 'Apply')),
    element(12, 'p', { class: 'out' }),
  ),
  element(20, 'aside', {}, element(21, 'p', { class: 'clock' })),
  element(30, 'section', {}, element(31, 'button', {}, words(32, 'Other')), element(33, 'p')),
]
const shop = () => new Tape().page(0, 'https://x.test/', ...SHOP)
const receipt = (tape: Tape, i = 0) => tape.facts().clicks[i]?.receipt

test('[D9] a change near the target is near, one elsewhere is a change', () => {
  expect(receipt(shop().click(5_000, 10).set(5_400, 12, { class: 'error' }).on(9_000))).toMatchObject({
    near: 400,
    change: 400,
    any: 400,
    answer: 400,
    watched: 4_000,
  })
  const far = receipt(shop().click(5_000, 10).set(5_400, 33, { class: 'x' }).on(20_000))
  expect(far).toMatchObject({ change: 400, watched: 10_000 })
  expect(far).not.toHaveProperty('near')
})

test('[D9] a later click elsewhere claims what follows', () => {
  const tape = shop().click(5_000, 10).click(6_000, 31).set(6_200, 33, { class: 'x' }).on(12_000)
  expect(receipt(tape)).not.toHaveProperty('change')
  expect(receipt(tape, 1)).toMatchObject({ near: 200 })
})

test('[D10] the same value, the head, hidden things and ripples are no answers', () => {
  const tape = shop().click(5_000, 10)
  tape
    .set(5_010, 12, { class: 'out' })
    .set(5_020, 3, { class: 'x' })
    .set(5_030, 10, { class: 'is-focused ripple' })
  const ripple = { parentId: 10, nextId: null, node: element(50, 'span', { class: 'ripple' }) }
  tape.incremental(5_040, Source.Mutation, { texts: [], attributes: [], removes: [], adds: [ripple] })
  expect(receipt(tape.on(12_000))).toEqual({ watched: 7_000, any: 30 })
})

test('[D11] a place that ticks by itself answers nothing, and what a click set going does', () => {
  const ticking = shop()
  for (let at = 1_000; at < 12_000; at += 1_000) ticking.set(at, 21, { 'aria-label': String(at) })
  const clicked = ticking.events.findIndex(
    event => event.timestamp - (ticking.events[0]?.timestamp ?? 0) > 5_300,
  )
  const later = ticking.events.splice(clicked)
  ticking.click(5_300, 10).events.push(...later)
  expect(receipt(ticking)).toEqual({ watched: 5_700, any: 700 })

  const started = shop().click(5_300, 10)
  for (let at = 6_300; at < 12_000; at += 1_000) started.set(at, 21, { 'aria-label': String(at) })
  expect(receipt(started)).toMatchObject({ change: 1_000 })
})

test('[D12] five clicks with one answer have four without', () => {
  const tape = shop()
  for (let i = 0; i < 5; i++) tape.click(5_000 + i * 200, 10)
  tape.set(6_500, 12, { class: 'x' }).set(6_510, 12, { class: 'y' }).on(9_000)
  const answers = tape.facts().clicks.map(click => click.receipt.answer)
  expect(answers).toEqual([1_500, undefined, undefined, undefined, undefined])
})

test('[D13] a request and its failure belong to the click that asked; a poll and a beacon to none', () => {
  const ask = (tape: Tape, at: number, url: string, kind: 'fetch' | 'beacon', status: number) => {
    tape.signal(at, 'request', { kind, method: 'POST', url })
    tape.signal(at + 400, 'network', { kind, method: 'POST', url, status, startedAt: 0, duration: 400 })
  }
  const tape = shop()
  for (let at = 1_000; at < 5_000; at += 1_000) ask(tape, at, 'https://x.test/poll', 'fetch', 200)
  tape.click(5_100, 10)
  ask(tape, 5_110, 'https://x.test/log', 'beacon', 0)
  ask(tape, 5_120, 'https://x.test/coupon', 'fetch', 500)
  const facts = tape.on(9_000).facts()
  expect(facts.clicks[0]?.receipt).toMatchObject({
    request: 20,
    answered: 420,
    status: 500,
    url: 'https://x.test/coupon',
    failure: 420,
  })
  expect(facts.failures.filter(({ click }) => click === 0)).toMatchObject([
    { kind: 'request', status: 500, message: 'POST /coupon: 500' },
  ])
})

test('[D17] receipts that are final stay what they were', () => {
  const tape = shop().click(5_000, 10).set(5_400, 12, { class: 'x' })
  const before = receipt(tape.on(50_000))
  for (let at = 60_000; at < 200_000; at += 1_000) tape.click(at, 31).set(at + 10, 33, { class: String(at) })
  expect(receipt(tape)).toEqual(before)
  expect(tape.facts().clicks.every(click => click.receipt.watched > 0)).toBe(true)
})
