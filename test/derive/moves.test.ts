import { expect, test } from 'vitest'
import { Source } from '../../contract/rrweb.ts'
import { element, Tape } from './tape.ts'

const positions = (...list: [number, number][]) => ({
  positions: list.map(([x, y]) => ({ x, y, id: 4, timeOffset: 0 })),
})

test('[U78] moves are counted by cells of the page, scrolled or not; fingers and odd positions are none', () => {
  const tape = new Tape()
    .page(0, 'https://x.test/one', element(9, 'p'))
    .incremental(100, Source.MouseMove, positions([5, 5], [19, 19], [20, 0]))
    .incremental(150, Source.TouchMove, positions([400, 400]))
    .incremental(200, Source.Scroll, { id: 1, x: 0, y: 1_000 })
    .incremental(300, Source.MouseMove, positions([5, 5], [-30, 2], [Number.NaN, 1]))
    .page(1_000, 'https://x.test/two', element(9, 'p'))
  const [one, two] = tape.facts().pages
  expect(one?.moves).toEqual([0, 0, 2, 1, 0, 1, 0, 50, 1])
  expect(two && 'moves' in two).toBe(false)
})
