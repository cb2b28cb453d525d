import { CELL_PX, NONE, WITHIN_PARTS } from '../../../contract/behaviour/heat.ts'
import type { CellColumns } from '../heatmap-port.ts'
import { ClickCells, MOST_WIDTHS, NO_X, type TellCell } from './click-cells.ts'
import { MoveCells } from './move-cells.ts'

/** Windows this much apart in width, px, count as equally wide. */
const WIDTH_PX = 10
/** Cells of the picture. */
export class HeatCellList {
  readonly #clicks = new ClickCells()
  readonly #moves = new MoveCells()

  /** `x` null: without a place on the page. `across`: -1 when where in the element it was is not told. */
  add(ordinal: number, width: number, x: number | null, y: number, across: number, down: number): void {
    const column = x === null ? NO_X : Math.min(NO_X - 1, Math.floor(x / CELL_PX))
    const row = x === null ? 0 : Math.floor(y / CELL_PX)
    this.#clicks.add(ordinal, Math.round(width / WIDTH_PX), column, row, across, down)
  }

  /** See HeatFold. */
  addMoves(px: number, numbers: ArrayLike<number>, begin: number, end: number, isPacked: boolean): void {
    const width = Math.min(MOST_WIDTHS - 1, Math.round(px / WIDTH_PX))
    if (isPacked) this.#moves.addPacked(width, numbers, begin, end)
    else this.#moves.add(width, numbers, begin, end)
  }

  /** `rank`: place of each listed element in the list, by its ordinal. */
  columns(rank: ReadonlyMap<number, number>): { cells: CellColumns; widths: number[]; shown: number } {
    const moves = this.#moves.count
    let cells = emptyColumns(0)
    const begin = (count: number) => {
      cells = emptyColumns(count + moves)
    }
    const met = new Uint8Array(MOST_WIDTHS)
    let length = 0
    let shown = 0
    const write: TellCell = (element, width, x, y, n, across, down) => {
      met[width] = 1
      cells.element[length] = element ?? NONE
      cells.width[length] = width
      cells.x[length] = x === NO_X ? NONE : x
      cells.y[length] = y
      cells.across[length] = across < 0 ? NONE : Math.round(across * WITHIN_PARTS)
      cells.down[length] = down < 0 ? NONE : Math.round(down * WITHIN_PARTS)
      cells.n[length] = n
      length += 1
      shown += n
    }
    this.#clicks.each(rank, begin, write)
    this.#moves.each((width, x, y, n) => write(null, width, Math.min(NO_X - 1, x), y, n, -1, -1))
    const widths: number[] = []
    const places = new Uint16Array(MOST_WIDTHS)
    for (let width = 0; width < MOST_WIDTHS; width++)
      if (met[width] === 1) places[width] = widths.push(width) - 1
    for (let i = 0; i < length; i++) cells.width[i] = places[cells.width[i]!]!
    return { cells, widths: widths.map(width => width * WIDTH_PX), shown }
  }
}

function emptyColumns(length: number): CellColumns {
  return {
    element: new Uint16Array(length),
    width: new Uint16Array(length),
    x: new Uint16Array(length),
    y: new Uint16Array(length),
    across: new Uint16Array(length),
    down: new Uint16Array(length),
    n: new Uint32Array(length),
  }
}
