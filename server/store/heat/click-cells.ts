import { sortHalves } from './sort-halves.ts'

/**
 * Clicks as 64 bit numbers that sort natively, so that a million of them are counted without a map:
 *
 *     place in the list 9 | width 11 | y 14 | x 13 | told 1 | within 16
 *
 * `within` is where in the element's box, 8 bits across and 8 down: the 3 high ones of both come first. Clicks that
 * share all down to these, an eighth of the box, are one cell.
 */
const LIST_BITS = 9
const WIDTH_BITS = 11
const Y_BITS = 14
const X_BITS = 13
/** Sorts behind every element that is listed. */
const UNLISTED = 2 ** LIST_BITS - 1
/** Wider windows count as the widest. */
export const MOST_WIDTHS = 2 ** WIDTH_BITS
/** `x` of what has no place on the page. */
export const NO_X = 2 ** X_BITS - 1
const TOLD = 1 << 16
const EIGHTHS = 10

/**
 * A cell as it is found, without an object for each. `element`: place in the list, or null. `across` and `down`: mean
 * place in the box, 0 to 1; below 0 when it is not told.
 */
export type TellCell = (
  element: number | null,
  width: number,
  x: number,
  y: number,
  n: number,
  across: number,
  down: number,
) => void

export class ClickCells {
  #length = 0
  #ordinals = new Int32Array(1_024)
  /** Low and high half of each number, the place in the list left out. */
  #halves = new Uint32Array(2_048)

  /** In cells. `across` and `down`: 0 to 255; `across` is -1 when they are not told. */
  add(ordinal: number, width: number, x: number, y: number, across: number, down: number): void {
    if (this.#length === this.#ordinals.length) this.#grow()
    const at = this.#length++
    const row = Math.min(2 ** Y_BITS - 1, y)
    const within = across < 0 ? 0 : TOLD | shuffled(across, down)
    this.#ordinals[at] = ordinal
    this.#halves[2 * at] = ((row & 3) << 30) | (Math.min(NO_X, x) << 17) | within
    this.#halves[2 * at + 1] = (Math.min(2 ** WIDTH_BITS - 1, width) << (Y_BITS - 2)) | (row >> 2)
  }

  get length(): number {
    return this.#length
  }

  /** In the order of the numbers. `rank`: place of each listed element in the list, by its ordinal. */
  each(rank: ReadonlyMap<number, number>, tell: TellCell): void {
    const ranks = new Uint16Array(Math.max(-1, ...rank.keys()) + 1).fill(UNLISTED)
    for (const [ordinal, place] of rank) ranks[ordinal] = place
    const halves = this.#halves.slice(0, 2 * this.#length)
    for (let i = 0; i < this.#length; i++) {
      const listed = ranks[this.#ordinals[i]!] ?? UNLISTED
      halves[2 * i + 1] = halves[2 * i + 1]! | (listed << (WIDTH_BITS + Y_BITS - 2))
      if (listed === UNLISTED) halves[2 * i] = halves[2 * i]! & ~(2 * TOLD - 1)
    }
    sortHalves(halves)
    for (let from = 0; from < this.#length; ) {
      const low = halves[2 * from]!
      const high = halves[2 * from + 1]!
      let across = 0
      let down = 0
      let to = from
      for (; to < this.#length; to++) {
        const other = halves[2 * to]!
        if (halves[2 * to + 1] !== high || other >>> EIGHTHS !== low >>> EIGHTHS) break
        across += acrossOf(other)
        down += downOf(other)
      }
      const n = to - from
      const told = (low & TOLD) !== 0
      tell(
        listedOf(high),
        (high >>> (Y_BITS - 2)) & (2 ** WIDTH_BITS - 1),
        (low >>> 17) & (2 ** X_BITS - 1),
        ((high & (2 ** (Y_BITS - 2) - 1)) << 2) | (low >>> 30),
        n,
        told ? shareOf(across / n) : -1,
        told ? shareOf(down / n) : -1,
      )
      from = to
    }
  }

  #grow(): void {
    const [ordinals, halves] = [this.#ordinals, this.#halves]
    this.#ordinals = new Int32Array(ordinals.length * 2)
    this.#halves = new Uint32Array(halves.length * 2)
    this.#ordinals.set(ordinals)
    this.#halves.set(halves)
  }
}

function listedOf(high: number): number | null {
  const place = high >>> (WIDTH_BITS + Y_BITS - 2)
  return place === UNLISTED ? null : place
}

/** across 3 | down 3 | across 5 | down 5. */
function shuffled(across: number, down: number): number {
  return ((across >> 5) << 13) | ((down >> 5) << 10) | ((across & 31) << 5) | (down & 31)
}

const acrossOf = (low: number): number => (((low >>> 13) & 7) << 5) | ((low >>> 5) & 31)
const downOf = (low: number): number => (((low >>> 10) & 7) << 5) | (low & 31)
/** The middle of a part of 256. */
const shareOf = (part: number): number => (part + 0.5) / 256
