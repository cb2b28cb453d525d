import { MOVE_CELL_PX } from '../../contract/facts.ts'
import { bag, number } from './read.ts'

/** Cells kept of one page: a pointer that goes everywhere says nothing more. */
const MAX_CELLS = 2_000
/** Cells beside each other are numbered on; no page is so wide. */
const ROW = 4_096

/** Where the mouse was, per page: how many of the recorded positions lie in each cell. */
export class Moves {
  readonly #pages = new Map<number, Map<number, number>>()

  move(page: number, positions: readonly unknown[], scroll: { x: number; y: number }): void {
    if (page < 0) return
    const cells = this.#pages.get(page) ?? new Map<number, number>()
    this.#pages.set(page, cells)
    for (const item of positions) {
      const position = bag(item)
      const column = Math.floor(((number(position.x) ?? -1) + scroll.x) / MOVE_CELL_PX)
      const row = Math.floor(((number(position.y) ?? -1) + scroll.y) / MOVE_CELL_PX)
      if (!(column >= 0 && column < ROW && row >= 0)) continue
      const cell = row * ROW + column
      const known = cells.get(cell)
      if (known !== undefined || cells.size < MAX_CELLS) cells.set(cell, (known ?? 0) + 1)
    }
  }

  /** Column, row and count of each cell, in the order they were first met; undefined: no mouse moved there. */
  of(page: number): number[] | undefined {
    const cells = this.#pages.get(page)
    if (!cells || cells.size === 0) return undefined
    return [...cells].flatMap(([cell, n]) => [cell % ROW, Math.floor(cell / ROW), n])
  }
}
