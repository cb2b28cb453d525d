import { MOVE_CELL_PX } from '../../../contract/facts.ts'
import { CELL_PX, NONE, WITHIN_PARTS } from '../../../contract/heat.ts'
import type { CellColumns } from '../heatmap-port.ts'
import { type ClickCell, ClickCells, NO_X } from './click-cells.ts'

/** Windows this much apart in width, px, count as equally wide. */
const WIDTH_PX = 10
/** Cells of the picture. */
export class HeatCellList {
  readonly #clicks = new ClickCells()
  /** By width, y and x. */
  readonly #moves = new Map<string, ClickCell>()

  /** `x` null: without a place on the page. `across`: -1 when where in the element it was is not told. */
  add(ordinal: number, width: number, x: number | null, y: number, across: number, down: number): void {
    const column = x === null ? NO_X : Math.min(NO_X - 1, Math.floor(x / CELL_PX))
    const row = x === null ? 0 : Math.floor(y / CELL_PX)
    this.#clicks.add(ordinal, Math.round(width / WIDTH_PX), column, row, across, down)
  }

  /** Positions in a cell of MOVE_CELL_PX count at its middle. */
  addMoves(px: number, column: number, row: number, n: number): void {
    const middle = (place: number) => Math.floor(((place + 0.5) * MOVE_CELL_PX) / CELL_PX)
    const [width, x, y] = [Math.round(px / WIDTH_PX), Math.min(NO_X - 1, middle(column)), middle(row)]
    const key = `${width} ${y} ${x}`
    const known = this.#moves.get(key)
    if (known) known.n += n
    else this.#moves.set(key, { element: null, width, x, y, n, within: null })
  }

  /** `rank`: place of each listed element in the list, by its ordinal. */
  columns(rank: ReadonlyMap<number, number>): { cells: CellColumns; widths: number[]; shown: number } {
    const moves = [...this.#moves.values()].sort((a, b) => a.width - b.width || a.y - b.y || a.x - b.x)
    const all = [...this.#clicks.cells(rank), ...moves]
    const widths = [...new Set(all.map(one => one.width))].sort((a, b) => a - b)
    const places = new Map(widths.map((width, place) => [width, place]))
    const cells = emptyColumns(all.length)
    let shown = 0
    for (const [i, { element, width, x, y, n, within }] of all.entries()) {
      cells.element[i] = element ?? NONE
      cells.width[i] = places.get(width) ?? 0
      cells.x[i] = x === NO_X ? NONE : x
      cells.y[i] = y
      cells.across[i] = within ? Math.round(within.across * WITHIN_PARTS) : NONE
      cells.down[i] = within ? Math.round(within.down * WITHIN_PARTS) : NONE
      cells.n[i] = n
      shown += n
    }
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
