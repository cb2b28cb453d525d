import { MOVE_CELL_PX } from '../../contract/facts.ts'
import { CELL_PX, NONE } from '../../contract/heat.ts'
import type { CellColumns } from './heatmap-port.ts'

/** Windows this much apart in width, px, count as equally wide. */
const WIDTH_PX = 10
/** A place as one number that sorts by width, y, x: 11 bits of width, 16 of y, 13 of x. */
const X = 2 ** 13
const Y = 2 ** 16
const WIDTH = 2 ** 11
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
    const span = WIDTH * Y * X
    const keys = new Float64Array(this.#length)
    for (let i = 0; i < keys.length; i++) {
      keys[i] = (rank.get(this.#ordinals[i] ?? 0) ?? UNLISTED) * span + (this.#places[i] ?? 0)
    }
    const counted = counts(keys.sort())
    for (const [place, n] of [...this.#moves].sort(([a], [b]) => a - b))
      counted.push([UNLISTED * span + place, n])
    const widths = [...new Set(counted.map(([key]) => Math.floor(key / (Y * X)) % WIDTH))].sort(
      (a, b) => a - b,
    )
    const widthPlace = new Map(widths.map((width, i) => [width, i]))
    const cells = emptyColumns(counted.length)
    let shown = 0
    for (const [i, [key, n]] of counted.entries()) {
      const element = Math.floor(key / span)
      const x = key % X
      cells.element[i] = element === UNLISTED ? NONE : element
      cells.width[i] = widthPlace.get(Math.floor(key / (Y * X)) % WIDTH) ?? 0
      cells.x[i] = x === NO_X ? NONE : x
      cells.y[i] = Math.floor(key / X) % Y
      cells.n[i] = n
      shown += n
    }
    return { cells, widths: widths.map(width => width * WIDTH_PX), shown }
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

/** Runs of equal numbers in a sorted list. */
function counts(sorted: Float64Array): [number, number][] {
  const runs: [number, number][] = []
  let from = 0
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[from]) continue
    runs.push([sorted[from] ?? 0, i - from])
    from = i
  }
  return runs
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
