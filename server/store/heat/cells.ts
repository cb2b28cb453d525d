import { MOVE_CELL_PX } from '../../../contract/facts.ts'
import { CELL_PX, NONE } from '../../../contract/heat.ts'
import type { CellColumns } from '../heatmap-port.ts'

/** Windows this much apart in width, px, count as equally wide. */
const WIDTH_PX = 10
/** A place as one number that sorts by width, y, x: 11 bits of width, 16 of y, 13 of x. */
const X = 2 ** 13
const Y = 2 ** 16
const WIDTH = 2 ** 11
const SPAN = WIDTH * Y * X
const NO_X = X - 1
/** Sorts behind every element that is listed. */
const UNLISTED = 511

/** Cells of the picture, counted by sorting: a million clicks need no map of objects. */
export class HeatCellList {
  #ordinals = new Int32Array(1_024)
  #places = new Float64Array(1_024)
  #length = 0
  readonly #moves = new Map<number, number>()

  /** `x` null: without a place. */
  add(ordinal: number, width: number, x: number | null, y: number): void {
    if (this.#length === this.#places.length) this.#grow()
    this.#ordinals[this.#length] = ordinal
    this.#places[this.#length] =
      x === null
        ? placeOf(width, NO_X, 0)
        : placeOf(width, Math.min(NO_X - 1, Math.floor(x / CELL_PX)), Math.floor(y / CELL_PX))
    this.#length += 1
  }

  /** Positions in a cell of MOVE_CELL_PX count at its middle. */
  addMoves(width: number, column: number, row: number, n: number): void {
    const middle = (place: number) => Math.floor(((place + 0.5) * MOVE_CELL_PX) / CELL_PX)
    const place = placeOf(width, Math.min(NO_X - 1, middle(column)), middle(row))
    this.#moves.set(place, (this.#moves.get(place) ?? 0) + n)
  }

  /** `rank`: place of each listed element in the list, by its ordinal. */
  columns(rank: ReadonlyMap<number, number>): { cells: CellColumns; widths: number[]; shown: number } {
    const ranks = new Uint16Array(Math.max(-1, ...rank.keys()) + 1).fill(UNLISTED)
    for (const [ordinal, place] of rank) ranks[ordinal] = place
    const keys = new Float64Array(this.#length)
    for (let i = 0; i < keys.length; i++) {
      keys[i] = (ranks[this.#ordinals[i] ?? 0] ?? UNLISTED) * SPAN + (this.#places[i] ?? 0)
    }
    const runs = runsOf(keys.sort())
    const moves = [...this.#moves].sort(([a], [b]) => a - b)
    const cells = emptyColumns(runs.length + moves.length)
    for (let i = 0; i < runs.length; i++) {
      const from = runs[i] ?? 0
      write(cells, i, keys[from] ?? 0, (runs[i + 1] ?? keys.length) - from)
    }
    for (const [i, [place, n]] of moves.entries()) {
      write(cells, runs.length + i, UNLISTED * SPAN + place, n)
    }
    const shown = moves.reduce((sum, [, n]) => sum + n, this.#length)
    return { cells, widths: nameWidths(cells), shown }
  }

  #grow(): void {
    const [ordinals, places] = [this.#ordinals, this.#places]
    this.#ordinals = new Int32Array(ordinals.length * 2)
    this.#places = new Float64Array(places.length * 2)
    this.#ordinals.set(ordinals)
    this.#places.set(places)
  }
}

function placeOf(width: number, x: number, y: number): number {
  const w = Math.min(WIDTH - 1, Math.round(width / WIDTH_PX))
  return (w * Y + Math.min(Y - 1, y)) * X + x
}

/** Where each run of equal numbers begins in a sorted list. */
function runsOf(sorted: Float64Array): Int32Array {
  const starts = new Int32Array(sorted.length)
  let runs = 0
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue
    starts[runs] = i
    runs += 1
  }
  return starts.subarray(0, runs)
}

function write(cells: CellColumns, at: number, key: number, n: number): void {
  const element = Math.floor(key / SPAN)
  const rest = Math.floor(key / X)
  const x = key - rest * X
  cells.element[at] = element === UNLISTED ? NONE : element
  cells.width[at] = Math.floor(rest / Y) % WIDTH
  cells.x[at] = x === NO_X ? NONE : x
  cells.y[at] = rest % Y
  cells.n[at] = n
}

/** Puts the place among the widths that were met instead of each width; answers these, in px. */
function nameWidths({ width }: CellColumns): number[] {
  const met = new Uint8Array(WIDTH)
  for (const one of width) met[one] = 1
  const places = new Uint16Array(WIDTH)
  const widths: number[] = []
  for (let one = 0; one < WIDTH; one++) {
    if (met[one] !== 1) continue
    places[one] = widths.length
    widths.push(one * WIDTH_PX)
  }
  for (let i = 0; i < width.length; i++) width[i] = places[width[i] ?? 0] ?? 0
  return widths
}

function emptyColumns(length: number): CellColumns {
  return {
    element: new Uint16Array(length),
    width: new Uint16Array(length),
    x: new Uint16Array(length),
    y: new Uint16Array(length),
    n: new Uint32Array(length),
  }
}
