import { expect, test } from 'vitest'
import { EventType, Source } from '../../contract/rrweb.ts'
import { PATH_RULES, pathOf, patternOf } from '../../server/derive/path.ts'
import { sessionFields } from '../../server/derive/session.ts'
import { element, START, Tape, words } from './tape.ts'

const button = element(10, 'button', { id: 'go' }, words(11, 'Apply coupon 12'))
const form = (...inside: ReturnType<typeof element>[]) => element(9, 'form', { id: 'coupon' }, ...inside)

test('[D5] a load, a route and a return begin pages; a checkout and a changed query do not', () => {
  const tape = new Tape().page(0, 'https://x.test/product/42?utm_source=mail', button)
  tape.add(1_000, EventType.Meta, {
    href: 'https://x.test/product/42?utm_source=mail',
    width: 1000,
    height: 700,
  })
  tape.signal(2_000, 'navigation', { href: 'https://x.test/product/42?size=2', title: '', how: 'replace' })
  tape.signal(3_000, 'navigation', { href: 'https://x.test/cart', title: 'Cart', how: 'push' })
  tape.signal(4_000, 'navigation', { href: 'https://x.test/app#/step/2', title: '', how: 'hash' })
  tape.page(6_000, 'https://x.test/cart', button).on(9_000)
  const { pages } = tape.facts()
  expect(pages.map(page => [page.at - START, page.until - START, page.path, page.pattern])).toEqual([
    [0, 3_000, '/product/42', '/product/:id'],
    [3_000, 4_000, '/cart', '/cart'],
    [4_000, 6_000, '/app#/step/2', '/app#/step/:id'],
    [6_000, 9_000, '/cart', '/cart'],
  ])
})

test('[D5] our signal and the meta event of one load are one page', () => {
  const tape = new Tape()
  tape.signal(0, 'navigation', { href: 'https://x.test/', title: 'Shop', how: 'load' })
  tape.page(5, 'https://x.test/', button)
  tape.page(5_000, 'https://x.test/next', button)
  tape.signal(5_010, 'navigation', { href: 'https://x.test/next', title: 'Next', how: 'load' })
  expect(tape.facts().pages.map(page => page.title)).toEqual(['Shop', 'Next'])
})

test('[D5] what only a machine writes folds, words stay', () => {
  const fold = patternOf(PATH_RULES)
  expect(fold('/users/8f14e45f-ceea-467f-9575-1c2d3e4f5a6b/orders/AB-1234')).toBe('/users/:id/orders/:id')
  expect(fold('/blog/2026-01-05/how-to-brew-tea')).toBe('/blog/:date/how-to-brew-tea')
  expect(fold('/c/cus_NffrFeUfNV2Hib')).toBe('/c/:id')
  expect(fold('/checkout2/v1/step')).toBe('/checkout2/v1/step')
  expect(patternOf([{ part: '(', as: ':x' }])('/a')).toBe('/a')
  const own = patternOf([...PATH_RULES, { template: '/product/:slug' }])
  expect([own('/product/mug'), own('/product/12/buy')]).toEqual(['/product/:slug', '/product/:id/buy'])
  expect(pathOf('not an address at all')).toBe('/not%20an%20address%20at%20all')
})

test('[D19] where in its target a press was is a share of the box of the control, not of the icon in it', () => {
  const icon = element(12, 'svg', {}, element(13, 'path'))
  const tape = new Tape().page(0, 'https://x.test/', element(10, 'button', {}, icon, words(11, 'Go')))
  const press = (at: number, id: number, within: unknown) =>
    tape
      .incremental(at, Source.MouseInteraction, { type: 1, id, x: 50, y: 60, within })
      .incremental(at + 80, Source.MouseInteraction, { type: 2, id, x: 50, y: 60 })
  press(1_000, 13, [500, 500, 900, 100, 250, 1_030])
  press(3_000, 10, [333, 0])
  // Not told so far up; not told at all; nonsense; a click of the keyboard.
  press(5_000, 13, [500, 500])
  press(7_000, 10, undefined)
  press(9_000, 10, ['a', null])
  tape.incremental(11_000, Source.MouseInteraction, { type: 2, id: 10, x: 0, y: 0 })
  const { clicks } = tape.on(12_000).facts()
  expect(clicks.map(({ within }) => within)).toEqual([
    [0.25, 1],
    [0.333, 0],
    ...[undefined, undefined, undefined, undefined],
  ])
})

test('[D6] a label, a script and a repeated batch make no second click', () => {
  const label = element(12, 'label', { for: 'c' }, words(13, 'Gift'))
  const tape = new Tape().page(
    0,
    'https://x.test/',
    label,
    element(14, 'input', { id: 'c', type: 'checkbox' }),
  )
  tape.click(1_000, 12)
  tape.incremental(1_001, Source.MouseInteraction, { type: 2, id: 14, x: 50, y: 60 })
  tape.events.push(...tape.events.slice(-4))
  expect(tape.facts().clicks).toHaveLength(1)
})

test('[D6] page coordinates are viewport coordinates plus scroll', () => {
  const tape = new Tape().page(0, 'https://x.test/', button)
  tape.incremental(500, Source.Scroll, { id: 1, x: 0, y: 300 }).click(1_000, 10).on(2_000)
  const { clicks, pages } = tape.facts()
  expect(clicks[0]).toMatchObject({ x: 50, y: 60, pageX: 50, pageY: 360, page: 0 })
  expect(pages[0]).toMatchObject({ seenTo: 1_000, scrollDepth: null, scrolled: 300 })
})

test('[D7] a fingerprint names role, words and landmarks, and survives new positions, numbers and classes', () => {
  const before = new Tape().page(0, 'https://x.test/', form(button)).click(1_000, 11).facts()
  const other = element(20, 'button', { class: 'css-1x9fz' }, words(21, 'Apply coupon 7'))
  const after = new Tape().page(0, 'https://x.test/', element(30, 'div'), form(element(31, 'div', {}, other)))
  const plain = new Tape().page(
    0,
    'https://x.test/',
    form(element(20, 'button', {}, words(21, 'Apply coupon 7'))),
  )
  expect(before.clicks[0]?.target).toMatchObject({
    role: 'button',
    name: 'Apply coupon 12',
    tag: 'button',
    node: 11,
  })
  expect(before.clicks[0]?.target?.fingerprint).toBe('button#go < form#coupon')
  const name = 'button "Apply coupon 0" < form#coupon'
  expect(after.click(1_000, 20).facts().clicks[0]?.target?.fingerprint).toBe(name)
  expect(plain.click(1_000, 20).facts().clicks[0]?.target?.fingerprint).toBe(name)
})

test('[D8] what a target expects', () => {
  const style = element(5, 'style', {
    _cssText: '.tile{cursor:pointer} .menu:hover .sub{display:block} .grip{cursor:grab}',
  })
  const expects = (tagName: string, attributes: Record<string, unknown>, text = 'Go') => {
    const tape = new Tape().page(
      0,
      'https://x.test/shop',
      style,
      element(10, tagName, attributes, words(11, text)),
    )
    return tape.click(1_000, 10).facts().clicks[0]?.target?.expects
  }
  expect(expects('button', {})).toBe('answer')
  expect(expects('div', { class: 'tile' })).toBe('answer')
  expect(expects('div', { class: 'btn btn-primary' })).toBe('answer')
  expect(expects('a', { href: '/cart' })).toBe('answer')
  expect(expects('a', { href: '#' })).toBe('answer')
  expect(expects('a', { href: '#nowhere' })).toBe('answer')
  expect(expects('a', { href: 'mailto:a@b.test' })).toBe('unseen')
  expect(expects('a', { href: '/x', target: '_blank' })).toBe('unseen')
  expect(expects('a', { href: 'https://x.test/shop' })).toBe('nothing')
  expect(expects('input', { type: 'text' })).toBe('unseen')
  expect(expects('select', {})).toBe('unseen')
  expect(expects('canvas', {})).toBe('unseen')
  expect(expects('div', { class: 'grip' })).toBe('unseen')
  expect(expects('li', { class: 'menu', tabindex: '0' })).toBe('unseen')
  expect(expects('button', {}, 'Copy link')).toBe('unseen')
  expect(expects('button', { 'aria-disabled': 'true' })).toBe('nothing')
  expect(expects('button', { role: 'tab', 'aria-selected': 'true' })).toBe('nothing')
  expect(expects('p', {})).toBe('nothing')
  expect(expects('div', { class: 'card' })).toBe('nothing')
})

test('[D14] fields are told by visits, changes and time, and abandoned ones are known', () => {
  const input = element(10, 'input', { type: 'email', 'aria-label': 'E-mail' })
  const send = element(12, 'button', {}, words(13, 'Send'))
  const fill = () => {
    const tape = new Tape().page(0, 'https://x.test/', form(input, send))
    tape.click(1_000, 10).incremental(1_001, Source.MouseInteraction, { type: 5, id: 10 })
    tape.incremental(2_000, Source.Input, { id: 10, text: '****', isChecked: false })
    return tape.incremental(4_000, Source.MouseInteraction, { type: 6, id: 10 })
  }
  const left = fill().on(9_000).facts()
  expect(left.fields).toMatchObject([{ visits: 1, changes: 1, time: 2_999, abandoned: true, form: 9 }])
  expect(left.fields[0]?.target.name).toBe('E-mail')
  const sent = fill().click(5_000, 12).facts()
  expect(sent.fields[0]?.abandoned).toBe(false)
  expect(sent.forms).toMatchObject([{ fingerprint: 'form#coupon', submits: [START + 5_000] }])
  expect(JSON.stringify(sent)).not.toContain('****')
})

test('[D15] active time is the union of stretches over tabs', () => {
  const one = new Tape().page(0, 'https://x.test/', button).on(1_000).on(4_000).on(20_000).on(23_000).facts()
  const two = new Tape().page(2_000, 'https://x.test/b', button).on(3_000).on(6_000).on(60_000).facts()
  expect(one.stretches.map(({ from, to }) => to - from)).toEqual([3_000, 3_000])
  const fields = sessionFields([one, two], 'recorder')
  expect(fields).toMatchObject({
    activeTime: 5_000 + 3_000,
    duration: 60_000,
    pageCount: 2,
    entryPath: '/',
    exitPath: '/b',
  })
})

test('[D15] a session tells where its visitor comes from', () => {
  const tape = new Tape()
  tape.signal(0, 'context', {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    language: 'de-AT',
    timezone: 'Europe/Vienna',
    screen: { width: 390, height: 844, pixelRatio: 3 },
    touch: true,
    referrer: 'https://www.search.test/q',
    release: '1.2.3',
    recorder: '1',
  })
  tape.page(1, 'https://x.test/?utm_source=mail&utm_campaign=spring', button)
  expect(sessionFields([tape.facts()], 'recorder')).toMatchObject({
    country: 'AT',
    language: 'de-AT',
    device: 'phone',
    browser: 'Safari',
    os: 'iOS',
    referrer: 'search.test',
    utmSource: 'mail',
    utmCampaign: 'spring',
    release: '1.2.3',
    viewportWidth: 1000,
    source: 'recorder',
  })
})

test('[D16] fidelity says what is missing', () => {
  const nothing = new Tape()
    .add(0, EventType.Meta, { href: 'https://x.test/', width: 1, height: 1 })
    .set(10, 77, { a: '1' })
  expect(nothing.facts().fidelity).toMatchObject({
    score: 0,
    losses: { 'no-snapshot': 1, 'unknown-nodes': 1 },
  })
  const bare = new Tape().page(
    0,
    'https://x.test/',
    element(5, 'link', { rel: 'stylesheet', href: '/a.css' }),
    words(6, 'abcd ****'),
  )
  bare.signal(100, 'capture', { state: 'throttled', reason: 'storm', missed: 40 })
  bare.on(90 * 60_000).on(1_000)
  expect(bare.facts().fidelity).toMatchObject({
    masked: 0.5,
    losses: { 'style-sheets': 1, throttled: 40, 'clock-forward': 1, 'clock-back': 1 },
  })
  expect(new Tape().page(0, 'https://x.test/', button).facts().fidelity).toEqual({
    score: 1,
    masked: 0,
    losses: {},
  })
})

test('[D30] web vitals are the worst of the tab’s page loads, and of the session’s tabs', () => {
  const tape = new Tape().page(0, 'https://x.test/', button)
  tape.signal(100, 'vital', { name: 'LCP', value: 900, rating: 'good' })
  tape.signal(200, 'vital', { name: 'CLS', value: 0.02, rating: 'good' })
  tape.signal(300, 'vital', { name: 'CLS', value: 0.3, rating: 'poor' })
  tape.page(5_000, 'https://x.test/next', button)
  tape.signal(5_100, 'vital', { name: 'LCP', value: 700, rating: 'good' })
  const facts = tape.facts()
  expect(facts.vitals).toEqual({ LCP: 900, CLS: 0.3 })
  const fields = sessionFields(
    [facts, { ...facts, vitals: { LCP: 1_200 } }, { ...facts, vitals: {} }],
    'recorder',
  )
  expect([fields.lcp, fields.cls, fields.inp]).toEqual([1_200, 0.3, undefined])
})
