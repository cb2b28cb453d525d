/** Cells of a heatmap brought to their places on the page that is shown. */
import { CELL_PX, NONE, WITHIN_PARTS } from '../../../contract/behaviour/heat.ts'
import { ANCHORS, type Anchor, type Box, bestAnchor, moved } from './anchors.ts'
import type { Cells } from './columns.ts'

export interface Placed {
  /** Rows of `columns` values, one per CELL_PX square of the page. */
  grid: Float32Array
  columns: number
  rows: number
  /** How many lie where in their element they were, are on it by guess, lie by their coordinates, and nowhere. */
  inElement: number
  onElement: number
  byPlace: number
  nowhere: number
}

interface Spot {
  x: number
  y: number
  n: number
  /** Where in its element's box it was, 0 to 1; null: not told. */
  within: { x: number; y: number } | null
}

/** `boxes`: those of each element, by its place in the list. `widths`: of the windows the cells were met in. */
export function placeCells(
  cells: Cells,
  widths: readonly number[],
  boxes: ReadonlyMap<number, readonly Box[]>,
  page: { width: number; height: number },
): Placed {
  const columns = Math.max(1, Math.ceil(page.width / CELL_PX))
  const rows = Math.max(1, Math.ceil(page.height / CELL_PX))
  const placed: Placed = {
    grid: new Float32Array(columns * rows),
    ...{ columns, rows },
    ...{ inElement: 0, onElement: 0, byPlace: 0, nowhere: 0 },
  }
  const add = (x: number, y: number, n: number) => {
    const column = Math.min(columns - 1, Math.max(0, Math.floor(x / CELL_PX)))
    const row = Math.min(rows - 1, Math.max(0, Math.floor(y / CELL_PX)))
    const at = row * columns + column
    placed.grid[at] = (placed.grid[at] ?? 0) + n
  }
  const votes = new Map<Anchor, number>()
  const alone: { from: number; to: number; width: number }[] = []

  // Cells come in order of element and width: each run is one element in windows of one width.
  for (let from = 0; from < cells.count; ) {
    const element = cells.element[from] ?? NONE
    let to = from + 1
    while (to < cells.count && cells.element[to] === element && cells.width[to] === cells.width[from]) to++
    const width = widths[cells.width[from] ?? 0] ?? page.width
    const own = boxes.get(element) ?? []
    if (own.length > 0) {
      const { spots, unplaced } = spotsOf(cells, from, to)
      const { anchor, hits } = bestAnchor(spots, own, width, page.width)
      votes.set(anchor, (votes.get(anchor) ?? 0) + hits)
      const shift = shiftOf(spots, own, x => moved(x, width, page.width, anchor))
      for (const { x, y, n, within } of spots) {
        const at = { x: moved(x, width, page.width, anchor) + shift.x, y: y + shift.y }
        const box = nearest(own, at)
        const to = within ? inside(box, within) : into(box, at)
        add(to.x, to.y, n)
        placed[within ? 'inElement' : 'onElement'] += n
      }
      const [first] = own
      for (const { n, within } of unplaced) {
        if (!first || own.length > 1) {
          placed.nowhere += n
          continue
        }
        const to = inside(first, within ?? MIDDLE)
        add(to.x, to.y, n)
        placed[within ? 'inElement' : 'onElement'] += n
      }
    } else alone.push({ from, to, width })
    from = to
  }
  // What has no element on this page is moved as most of what has one was.
  const usual = [...ANCHORS].sort((a, b) => (votes.get(b) ?? 0) - (votes.get(a) ?? 0))[0] ?? 'middle'
  for (const { from, to, width } of alone) {
    const { spots, unplaced } = spotsOf(cells, from, to)
    for (const { n } of unplaced) placed.nowhere += n
    for (const { x, y, n } of spots) {
      const at = moved(x, width, page.width, usual)
      if (at < 0 || at > page.width || y > page.height) placed.nowhere += n
      else {
        add(at, y, n)
        placed.byPlace += n
      }
    }
  }
  return placed
}

/** `unplaced`: by keyboard, or in a frame: their place on the page is not known. */
function spotsOf(cells: Cells, from: number, to: number): { spots: Spot[]; unplaced: Spot[] } {
  const spots: Spot[] = []
  const unplaced: Spot[] = []
  for (let i = from; i < to; i++) {
    const [across = NONE, down = NONE] = [cells.across[i], cells.down[i]]
    const spot = {
      x: ((cells.x[i] ?? 0) + 0.5) * CELL_PX,
      y: ((cells.y[i] ?? 0) + 0.5) * CELL_PX,
      n: cells.n[i] ?? 0,
      within: across === NONE ? null : { x: across / WITHIN_PARTS, y: down / WITHIN_PARTS },
    }
    if (cells.x[i] === NONE) unplaced.push(spot)
    else spots.push(spot)
  }
  return { spots, unplaced }
}

/** Where an element has moved to as a whole: the middle of its clicks is brought over it, unless it is already. */
function shiftOf(
  spots: readonly Spot[],
  boxes: readonly Box[],
  over: (x: number) => number,
): { x: number; y: number } {
  const [box] = boxes
  const sum = spots.reduce((all, { n }) => all + n, 0)
  if (!box || boxes.length > 1 || sum === 0) return { x: 0, y: 0 }
  const x = spots.reduce((all, spot) => all + over(spot.x) * spot.n, 0) / sum
  const y = spots.reduce((all, spot) => all + spot.y * spot.n, 0) / sum
  const inX = x >= box.left && x <= box.left + box.width
  const inY = y >= box.top && y <= box.top + box.height
  return { x: inX ? 0 : box.left + box.width / 2 - x, y: inY ? 0 : box.top + box.height / 2 - y }
}

function nearest(boxes: readonly Box[], { x, y }: { x: number; y: number }): Box {
  const away = (box: Box) =>
    Math.hypot(
      Math.max(box.left - x, 0, x - box.left - box.width),
      Math.max(box.top - y, 0, y - box.top - box.height),
    )
  return boxes.reduce((best, box) => (away(box) < away(best) ? box : best))
}

const MIDDLE = { x: 0.5, y: 0.5 }

function inside(box: Box, within: { x: number; y: number }): { x: number; y: number } {
  return { x: box.left + within.x * box.width, y: box.top + within.y * box.height }
}

/** What still lies outside is brought to the middle, not to the edge: where exactly it was is not known. */
function into(box: Box, { x, y }: { x: number; y: number }): { x: number; y: number } {
  const inX = x >= box.left && x <= box.left + box.width
  const inY = y >= box.top && y <= box.top + box.height
  return { x: inX ? x : box.left + box.width / 2, y: inY ? y : box.top + box.height / 2 }
}
