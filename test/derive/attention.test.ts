import { expect, test } from 'vitest'
import { EventType, Source } from '../../contract/rrweb.ts'
import { element, Tape, words } from './tape.ts'

const button = element(10, 'button', { id: 'go' }, words(11, 'Go'))
const home = () => new Tape().page(0, 'https://x.test/', button)
const scroll = (tape: Tape, at: number, y: number, id = 1) =>
  tape.incremental(at, Source.Scroll, { id, x: 0, y })

test('[D18] the depth is a share of the last height, and the size stands beside each click', () => {
  const tape = home().signal(10, 'document', { width: 1000, height: 2_000 })
  scroll(tape, 1_000, 300).click(1_500, 10)
  tape.signal(2_000, 'document', { width: 1000, height: 4_000 }).on(3_000)
  const { pages, clicks } = tape.facts()
  expect(clicks[0]).toMatchObject({ pageY: 360, document: { width: 1000, height: 2_000 } })
  expect(pages[0]).toMatchObject({
    seenTo: 1_000,
    scrollDepth: 0.25,
    document: { width: 1000, height: 4_000 },
  })
})

test('[D18] a route keeps the document until its size is told anew; scrolling to its top is not the visitor', () => {
  const tape = home().signal(10, 'document', { width: 1000, height: 3_500 })
  scroll(tape, 1_000, 2_800)
  tape.signal(2_000, 'navigation', { href: 'https://x.test/b', title: '', how: 'push' })
  scroll(tape, 2_100, 0)
  tape.signal(2_200, 'document', { width: 1000, height: 1_400 }).on(4_000)
  const { pages } = tape.facts()
  expect(pages.map(page => [page.seenTo, page.scrollDepth, page.scrolled])).toEqual([
    [3_500, 1, 2_800],
    [700, 0.5, 0],
  ])
})

test('[D18] what scrolls instead of the document counts as the document; a frame does not', () => {
  const main = element(20, 'main', { rr_scrollTop: 200 }, button)
  const tape = new Tape().page(0, 'https://x.test/', main, element(30, 'iframe'))
  tape.add(5, EventType.IncrementalSnapshot, {
    source: Source.Mutation,
    texts: [],
    attributes: [],
    removes: [],
    isAttachIframe: true,
    adds: [{ parentId: 30, nextId: null, node: { type: 0, id: 31, childNodes: [element(32, 'html')] } }],
  })
  tape.signal(10, 'document', { width: 1000, height: 1_600, scroller: 20 })
  scroll(tape, 500, 5_000, 31).click(1_000, 10).click(2_000, 32)
  scroll(tape, 3_000, 400, 20).click(3_500, 10).on(4_000)
  const { pages, clicks } = tape.facts()
  expect(clicks.map(click => [click.pageY, click.framed])).toEqual([
    [260, undefined],
    [60, true],
    [460, undefined],
  ])
  expect(pages[0]).toMatchObject({ seenTo: 1_100, scrollDepth: 1_100 / 1_600 })
})

test('[D18] time in view is kept per band, while the tab is seen and the visitor is there', () => {
  const tape = home().on(0)
  scroll(tape, 10_000, 700)
  tape.signal(15_000, 'visibility', { state: 'hidden' }).signal(25_000, 'visibility', { state: 'visible' })
  // Interactions end at 10 s, so 40 s is the last moment that counts.
  tape.add(100_000, EventType.DomContentLoaded, {})
  const [page] = tape.facts().pages
  expect(page?.inView).toEqual([...Array(7).fill(10_000), ...Array(7).fill(20_000)])
})
