import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CELL_PX, NONE } from '../../../contract/behaviour/heat.ts'
import { moved } from '../../../viewer/behaviour/heatmap/anchors.ts'
import type { Cells } from '../../../viewer/behaviour/heatmap/columns.ts'
import { densityOf } from '../../../viewer/behaviour/heatmap/density.ts'
import { placeCells } from '../../../viewer/behaviour/heatmap/placing.ts'

const PAGE = { width: 1_440, height: 2_000 }
interface Cell {
  element: number
  width: number
  x: number
  y: number
  n: number
  /** In 10,000ths of the box. */
  within?: [number, number] | undefined
}

/** Cells in the order they come: by element, then by width. */
function cellsOf(list: Cell[]): Cells {
  const sorted = [...list].sort((a, b) => a.element - b.element || a.width - b.width)
  return {
    count: sorted.length,
    element: Uint16Array.from(sorted, one => one.element),
    width: Uint16Array.from(sorted, one => one.width),
    x: Uint16Array.from(sorted, one => one.x),
    y: Uint16Array.from(sorted, one => one.y),
    across: Uint16Array.from(sorted, one => one.within?.[0] ?? NONE),
    down: Uint16Array.from(sorted, one => one.within?.[1] ?? NONE),
    n: Uint32Array.from(sorted, one => one.n),
  }
}

/** Where on the page something was drawn: px of the middle of each cell. */
function drawn({
  grid,
  columns,
}: {
  grid: Float32Array
  columns: number
}): { x: number; y: number; n: number }[] {
  return [...grid].flatMap((n, i) =>
    n > 0 ? [{ x: ((i % columns) + 0.5) * CELL_PX, y: (Math.floor(i / columns) + 0.5) * CELL_PX, n }] : [],
  )
}

test('[U73] a layout kept to the middle, to a share, or to an edge is followed to another width', () => {
  // A button 200 px wide at the middle of the page, clicked at 1,920 px.
  const middle = { left: 620, top: 100, width: 200, height: 40 }
  const cells = cellsOf([{ element: 0, width: 0, x: 960 / CELL_PX, y: 110 / CELL_PX, n: 3 }])
  const placed = placeCells(cells, [1_920], new Map([[0, [middle]]]), PAGE)
  expect(drawn(placed)).toEqual([{ x: 722, y: 110, n: 3 }])
  expect(placed).toMatchObject({ onElement: 3, byPlace: 0, nowhere: 0 })
  // A cart at the right edge: 40 px from it in both windows.
  const right = { left: 1_380, top: 0, width: 60, height: 40 }
  const far = cellsOf([{ element: 0, width: 0, x: 1_880 / CELL_PX, y: 20 / CELL_PX, n: 1 }])
  expect(drawn(placeCells(far, [1_920], new Map([[0, [right]]]), PAGE))[0]?.x).toBeGreaterThan(1_380)
  expect(moved(480, 960, 1_440, 'share')).toBe(720)
})

test('[U73] where in its element a click was is where it is drawn, however the element is laid out', () => {
  // A quarter from the left and at the lower edge of a bar that was narrow, and is wide and elsewhere here.
  const bar = { left: 40, top: 800, width: 1_200, height: 60 }
  const cells = cellsOf([
    { element: 0, width: 0, x: 20, y: 30, n: 2, within: [2_500, 10_000] },
    { element: 0, width: 0, x: 21, y: 30, n: 1 },
    { element: 0, width: 0, x: NONE, y: 0, n: 4, within: [5_000, 5_000] },
  ])
  const placed = placeCells(cells, [390], new Map([[0, [bar]]]), PAGE)
  expect(placed).toMatchObject({ inElement: 6, onElement: 1, byPlace: 0, nowhere: 0 })
  const spots = drawn(placed)
  expect(spots).toContainEqual({ x: 342, y: 862, n: 2 })
  expect(spots).toContainEqual({ x: 642, y: 830, n: 4 })
  // Of several that look alike the nearest, and there at the same place.
  const two = [bar, { ...bar, top: 100 }]
  expect(drawn(placeCells(cells, [390], new Map([[0, two]]), PAGE))).toContainEqual({ x: 342, y: 162, n: 2 })
  // Not on this page: by its place.
  expect(placeCells(cells, [1_440], new Map(), PAGE)).toMatchObject({ inElement: 0, byPlace: 3, nowhere: 4 })
})

test('[U73] what moved elsewhere is drawn on its element, and of several the nearest counts', () => {
  const box = { left: 100, top: 900, width: 100, height: 30 }
  const above = cellsOf([{ element: 0, width: 0, x: 30, y: 50, n: 2 }])
  const [spot] = drawn(placeCells(above, [1_440], new Map([[0, [box]]]), PAGE))
  expect(spot && spot.y > 900 && spot.y < 930 && spot.x > 100 && spot.x < 200).toBe(true)
  const two = [box, { ...box, top: 200 }]
  expect(drawn(placeCells(above, [1_440], new Map([[0, two]]), PAGE))[0]?.y).toBe(202)
})

test('[U73] what has no element here lies by its place; what has no place is counted', () => {
  const cells = cellsOf([
    { element: 3, width: 0, x: 10, y: 10, n: 4 },
    { element: NONE, width: 0, x: 20, y: 20, n: 5 },
    { element: NONE, width: 0, x: NONE, y: 0, n: 6 },
    { element: NONE, width: 0, x: 20, y: 5_000, n: 7 },
  ])
  const placed = placeCells(cells, [1_440], new Map(), PAGE)
  expect(placed).toMatchObject({ onElement: 0, byPlace: 9, nowhere: 13 })
  // By keyboard: on its element all the same.
  const keyed = cellsOf([{ element: 0, width: 0, x: NONE, y: 0, n: 2 }])
  const box = { left: 100, top: 100, width: 80, height: 40 }
  const middle = placeCells(keyed, [1_440], new Map([[0, [box]]]), PAGE)
  expect([middle.onElement, drawn(middle)[0]]).toEqual([2, { x: 142, y: 122, n: 2 }])
})

test('[U73] nothing is lost on the way: every click is on its element, by its place, or nowhere', () => {
  const small = (max: number) => fc.nat({ max })
  const cell = fc.record({
    element: small(3),
    width: small(1),
    x: small(400),
    y: small(600),
    n: fc.integer({ min: 1, max: 9 }),
    within: fc.option(fc.tuple(small(10_000), small(10_000)), { nil: undefined }),
  })
  const box = fc.record({
    left: small(1_300),
    top: small(1_900),
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 80 }),
  })
  const boxes = fc.array(fc.tuple(small(3), fc.array(box, { minLength: 1, maxLength: 3 })), { maxLength: 3 })
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), boxes, (list, own) => {
      const placed = placeCells(cellsOf(list), [1_440, 1_280], new Map(own), PAGE)
      const all = list.reduce((sum, { n }) => sum + n, 0)
      const { inElement, onElement, byPlace, nowhere } = placed
      expect(inElement + onElement + byPlace + nowhere).toBe(all)
      expect(placed.grid.reduce((sum, n) => sum + n, 0)).toBe(inElement + onElement + byPlace)
    }),
  )
})

test('[U73] a single click counts 1 where it is, and two at one place 2', () => {
  const grid = new Float32Array(60 * 60)
  grid[30 * 60 + 30] = 2
  const { values, most } = densityOf({ grid, columns: 60, rows: 60 })
  expect(most).toBeCloseTo(2, 4)
  expect(values[30 * 60 + 33]).toBeLessThan(2)
  expect(values[30 * 60 + 33]).toBeGreaterThan(1)
})
