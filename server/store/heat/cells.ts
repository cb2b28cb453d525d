import { CELL_PX, NONE, WITHIN_PARTS } from '../../../contract/behaviour/heat.ts'
import { MOVE_CELL_PX } from '../../../contract/facts.ts'
import type { CellColumns } from '../heatmap-port.ts'
import { ClickCells, MOST_WIDTHS, NO_X, type TellCell } from './click-cells.ts'

/** Windows this much apart in width, px, count as equally wide. */
const WIDTH_PX = 10
/** Cells of the picture. */
export class HeatCellList {
  readonly #clicks = new ClickCells()
  /** By width, y and x. */
  readonly #moves = new Map<number, { width: number; x: number; y: number; n: number }>()

  /** `x` null: without a place on the page. `across`: -1 when where in the element it was is not told. */
  add(ordinal: number, width: number, x: number | null, y: number, across: number, down: number): void {
    const column = x === null ? NO_X : Math.min(NO_X - 1, Math.floor(x / CELL_PX))
    const row = x === null ? 0 : Math.floor(y / CELL_PX)
    this.#clicks.add(ordinal, Math.round(width / WIDTH_PX), column, row, across, down)
  }

  /** Positions in a cell of MOVE_CELL_PX count at its middle. */
  addMoves(px: number, column: number, row: number, n: number): void {
    const middle = (place: number) => Math.floor(((place + 0.5) * MOVE_CELL_PX) / CELL_PX)
    const [width, x, y] = [
      Math.min(MOST_WIDTHS - 1, Math.round(px / WIDTH_PX)),
      Math.min(NO_X - 1, middle(column)),
      middle(row),
    ]
    // One number, exact below 2 ** 53: a text would take longer to make than all else.
    const key = (y * MOST_WIDTHS + width) * NO_X + x
    const known = this.#moves.get(key)
    if (known) known.n += n
    else this.#moves.set(key, { width, x, y, n })
  }

  /** `rank`: place of each listed element in the list, by its ordinal. */
  columns(rank: ReadonlyMap<number, number>): { cells: CellColumns; widths: number[]; shown: number } {
    const moves = [...this.#moves.values()].sort((a, b) => a.width - b.width || a.y - b.y || a.x - b.x)
    let cells = emptyColumns(0)
    const begin = (count: number) => {
      cells = emptyColumns(count + moves.length)
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
    for (const { width, x, y, n } of moves) write(null, width, x, y, n, -1, -1)
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
