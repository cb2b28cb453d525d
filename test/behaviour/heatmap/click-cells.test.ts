import { expect, test } from 'vitest'
import { ClickCells } from '../../../server/store/heat/click-cells.ts'

/** Park and Miller's generator: the same clicks each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Few clicks in a cell, so that there are more cells than the first table has room for. */
const CLICKS = 60_000

test('clicks that share element, width, place and an eighth of the box are one cell, in order, however many', () => {
  for (const [round, many] of [CLICKS, 500, CLICKS].entries()) {
    const random = randomFrom(7 + round)
    const clicks = new ClickCells()
    const expected = new Map<string, { n: number; across: number; down: number }>()
    // The third element is not listed.
    const rank = new Map([
      [0, 1],
      [1, 0],
    ])
    for (let i = 0; i < many; i++) {
      const [ordinal, width, x, y] = [random(3), random(4), random(40), random(60)]
      const [across, down] = random(5) === 0 ? [-1, 0] : [random(256), random(256)]
      clicks.add(ordinal, width, x, y, across, down)
      const listed = rank.get(ordinal) ?? null
      const told = listed !== null && across >= 0
      const key = JSON.stringify([listed ?? 511, width, y, x, told ? [1, across >> 5, down >> 5] : [0, 0, 0]])
      const known = expected.get(key) ?? { n: 0, across: 0, down: 0 }
      expected.set(key, { n: known.n + 1, across: known.across + across, down: known.down + down })
    }
    const found: [string, number][] = []
    let announced = 0
    const begin = (count: number) => {
      announced = count
    }
    clicks.each(rank, begin, (element, width, x, y, n, across, down) => {
      const box = across < 0 ? [0, 0, 0] : [1, Math.floor(across * 8), Math.floor(down * 8)]
      const key = JSON.stringify([element ?? 511, width, y, x, box])
      found.push([key, n])
      const known = expected.get(key)
      if (across >= 0 && known) expect(across).toBeCloseTo((known.across / known.n + 0.5) / 256)
      if (across >= 0 && known) expect(down).toBeCloseTo((known.down / known.n + 0.5) / 256)
    })
    expect(announced).toBe(expected.size)
    expect(new Map(found)).toEqual(new Map([...expected].map(([key, { n }]) => [key, n])))
    const order = found.map(([key]) => JSON.parse(key).flat())
    expect(order).toEqual(order.toSorted(byNumbers))
  }
})

function byNumbers(a: number[], b: number[]): number {
  const place = a.findIndex((one, i) => one !== b[i])
  return place === -1 ? 0 : a[place]! - b[place]!
}
