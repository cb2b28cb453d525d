/** Where pointers were, counted in a table for each width of window: of a million views a map would be most of the time. */
import { CELL_PX } from '../../../contract/behaviour/heat.ts'
import { MOVE_CELL_PX } from '../../../contract/facts.ts'

/**
 * A place and how often the pointer was there, as one number of 32 bits:
 *
 *     n 12 | row 12 | column 8
 */
const COLUMN_BITS = 8
const PLACE_BITS = 20
const [MOST_COLUMNS, MOST_ROWS, MOST_N] = [2 ** COLUMN_BITS, 2 ** (PLACE_BITS - COLUMN_BITS), 2 ** 12]
const PLACE = 2 ** PLACE_BITS - 1
/** Places that a table begins with: 64 rows. */
const FIRST_PLACES = 2 ** 14

/** Lists of column, row and n (contract/facts.ts) as such numbers; null: some are too large. */
export function packMoves(
  starts: Int32Array,
  numbers: ArrayLike<number>,
): { starts: Int32Array; numbers: Uint32Array } | null {
  const packed = new Uint32Array(numbers.length / 3)
  for (let i = 0; i < packed.length; i++) {
    const [column, row, n] = [numbers[3 * i]!, numbers[3 * i + 1]!, numbers[3 * i + 2]!]
    if (!isPlace(column, row) || !isBelow(n, MOST_N)) return null
    packed[i] = (n << PLACE_BITS) | (row << COLUMN_BITS) | column
  }
  return starts.some(start => start % 3 !== 0)
    ? null
    : { starts: starts.map(start => start / 3), numbers: packed }
}

/** `width`: of the window, as it is counted. Places in px of CELL_PX. */
export type TellMove = (width: number, x: number, y: number, n: number) => void

export class MoveCells {
  /** By width, how often at each place. */
  readonly #tables = new Map<number, Float64Array<ArrayBuffer>>()
  /** What no table holds, by width, row and column. */
  readonly #far = new Map<string, { width: number; column: number; row: number; n: number }>()

  /** Of one view, the lists as they are: [begin, end) in `numbers`. */
  add(width: number, numbers: ArrayLike<number>, begin: number, end: number): void {
    for (let i = begin; i + 2 < end; i += 3) {
      const [column, row, n] = [numbers[i]!, numbers[i + 1]!, numbers[i + 2]!]
      if (isPlace(column, row)) {
        const place = (row << COLUMN_BITS) | column
        this.#tableFor(width, place)[place]! += n
        continue
      }
      const key = `${width} ${row} ${column}`
      const known = this.#far.get(key)
      if (known) known.n += n
      else this.#far.set(key, { width, column, row, n })
    }
  }

  /** The same, packed. */
  addPacked(width: number, packed: ArrayLike<number>, begin: number, end: number): void {
    if (begin === end) return
    let table = this.#tableFor(width, 0)
    for (let i = begin; i < end; i++) {
      const one = packed[i]!
      const place = one & PLACE
      if (place >= table.length) table = this.#tableFor(width, place)
      table[place]! += one >>> PLACE_BITS
    }
  }

  /** How many cells there are, at most. */
  get count(): number {
    let count = this.#far.size
    for (const table of this.#tables.values())
      for (let i = 0; i < table.length; i++) if (table[i] !== 0) count += 1
    return count
  }

  /** By width, y and x. A cell of MOVE_CELL_PX counts at its middle. */
  each(tell: TellMove): void {
    const middle = (place: number) => Math.floor(((place + 0.5) * MOVE_CELL_PX) / CELL_PX)
    const far = [...this.#far.values()].sort(
      (a, b) => a.width - b.width || a.row - b.row || a.column - b.column,
    )
    let next = 0
    const tellFar = (isBefore: (one: { width: number; row: number }) => boolean) => {
      for (; next < far.length && isBefore(far[next]!); next++) {
        const { width, column, row, n } = far[next]!
        tell(width, middle(column), middle(row), n)
      }
    }
    for (const [width, table] of [...this.#tables].sort(([a], [b]) => a - b)) {
      for (let first = 0; first < table.length; first += MOST_COLUMNS) {
        const row = first >> COLUMN_BITS
        tellFar(one => one.width < width || (one.width === width && one.row < row))
        for (let column = 0; column < MOST_COLUMNS; column++) {
          const n = table[first + column]!
          if (n !== 0) tell(width, middle(column), middle(row), n)
        }
      }
    }
    tellFar(() => true)
  }

  #tableFor(width: number, place: number): Float64Array<ArrayBuffer> {
    const known = this.#tables.get(width)
    if (known && place < known.length) return known
    let length = known?.length ?? FIRST_PLACES
    while (length <= place) length *= 2
    const table = new Float64Array(length)
    if (known) table.set(known)
    this.#tables.set(width, table)
    return table
  }
}

function isPlace(column: number, row: number): boolean {
  return isBelow(column, MOST_COLUMNS) && isBelow(row, MOST_ROWS)
}

/** Whole, from 0 on. */
function isBelow(number: number, most: number): boolean {
  return number >>> 0 === number && number < most
}
