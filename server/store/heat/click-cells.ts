import { sortHalves } from './sort-halves.ts'
import { int32, longer, spare, uint32 } from './spare.ts'

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

const ORDINALS = spare(int32, 1_024)
const HALVES = spare(uint32, 2 * 1_024)

export class ClickCells {
  #length = 0
  #ordinals = ORDINALS.take()
  /** Low and high half of each number, the place in the list left out. */
  #halves = HALVES.take()

  /** In cells. `across` and `down`: 0 to 255; `across` is -1 when they are not told. */
  add(ordinal: number, width: number, x: number, y: number, across: number, down: number): void {
    if (this.#length === this.#ordinals.length) this.#ordinals = longer(this.#ordinals, int32)
    if (2 * this.#length === this.#halves.length) this.#halves = longer(this.#halves, uint32)
    const at = this.#length++
    const row = Math.min(2 ** Y_BITS - 1, y)
    const within = across < 0 ? 0 : TOLD | shuffled(across, down)
    this.#ordinals[at] = ordinal
    this.#halves[2 * at] = ((row & 3) << 30) | (Math.min(NO_X, x) << 17) | within
    this.#halves[2 * at + 1] = (Math.min(2 ** WIDTH_BITS - 1, width) << (Y_BITS - 2)) | (row >> 2)
  }

  /**
   * In the order of the numbers; `begin` is told first how many there are. Nothing is added after. `rank`: place of each
   * listed element in the list, by its ordinal.
   */
  each(rank: ReadonlyMap<number, number>, begin: (count: number) => void, tell: TellCell): void {
    const ranks = new Uint16Array(Math.max(-1, ...rank.keys()) + 1).fill(UNLISTED)
    for (const [ordinal, place] of rank) ranks[ordinal] = place
    const { highs, lows, sums, order } = grouped(this.#ordinals, this.#halves, this.#length, ranks)
    ORDINALS.give(this.#ordinals)
    HALVES.give(this.#halves)
    begin(order.length)
    for (let i = 0; i < order.length; i++) {
      const cell = order[i]!
      const [high, low] = [highs[cell]!, lows[cell]!]
      const n = sums[3 * cell]!
      const told = (low & TOLD) !== 0
      tell(
        listedOf(high),
        (high >>> (Y_BITS - 2)) & (2 ** WIDTH_BITS - 1),
        (low >>> 17) & (2 ** X_BITS - 1),
        ((high & (2 ** (Y_BITS - 2) - 1)) << 2) | (low >>> 30),
        n,
        told ? shareOf(sums[3 * cell + 1]! / n) : -1,
        told ? shareOf(sums[3 * cell + 2]! / n) : -1,
      )
    }
  }
}

interface Cells {
  /** Halves of a number of each cell. */
  highs: Uint32Array
  lows: Uint32Array
  /** Of each cell how many clicks, and their `across` and `down` added up. */
  sums: Float64Array
  /** Places of the cells in the order of their numbers. */
  order: Uint32Array
}

const FEWEST_SLOTS = 2 ** 14

/** Mostly many clicks are one cell: they are found by a hash of their number, and the cells alone are sorted. */
function grouped(ordinals: Int32Array, halves: Uint32Array, length: number, ranks: Uint16Array): Cells {
  let size = FEWEST_SLOTS
  /** Places of cells, 1 higher; 0: free. */
  let slots = new Uint32Array(size)
  let highs = new Uint32Array(size / 2)
  let lows = new Uint32Array(size / 2)
  let sums = new Float64Array((3 * size) / 2)
  let count = 0
  for (let i = 0; i < length; i++) {
    const listed = ranks[ordinals[i]!] ?? UNLISTED
    const high = (halves[2 * i + 1]! | (listed << (WIDTH_BITS + Y_BITS - 2))) >>> 0
    const whole = halves[2 * i]!
    const low = listed === UNLISTED ? (whole & ~(2 * TOLD - 1)) >>> 0 : whole
    let slot = hashOf(high, low) & (size - 1)
    let cell = slots[slot]! - 1
    while (cell !== -1 && (highs[cell] !== high || lows[cell]! >>> EIGHTHS !== low >>> EIGHTHS)) {
      slot = (slot + 1) & (size - 1)
      cell = slots[slot]! - 1
    }
    if (cell === -1) {
      cell = count
      count += 1
      slots[slot] = count
      highs[cell] = high
      lows[cell] = low
    }
    sums[3 * cell]! += 1
    sums[3 * cell + 1]! += acrossOf(low)
    sums[3 * cell + 2]! += downOf(low)
    if (count < size / 2) continue
    size *= 2
    highs = copied(highs, new Uint32Array(size / 2))
    lows = copied(lows, new Uint32Array(size / 2))
    sums = copied(sums, new Float64Array((3 * size) / 2))
    slots = slotsOf(highs, lows, count, size)
  }
  return { highs, lows, sums, order: inOrder(highs, lows, count, slots) }
}

function slotsOf(highs: Uint32Array, lows: Uint32Array, count: number, size: number) {
  const slots = new Uint32Array(size)
  for (let cell = 0; cell < count; cell++) {
    let slot = hashOf(highs[cell]!, lows[cell]!) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = cell + 1
  }
  return slots
}

/** The numbers are sorted, and each cell is found by its own again. */
function inOrder(highs: Uint32Array, lows: Uint32Array, count: number, slots: Uint32Array): Uint32Array {
  const sorted = new Uint32Array(2 * count)
  for (let cell = 0; cell < count; cell++) {
    sorted[2 * cell] = lows[cell]!
    sorted[2 * cell + 1] = highs[cell]!
  }
  sortHalves(sorted)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const [low, high] = [sorted[2 * i]!, sorted[2 * i + 1]!]
    let slot = hashOf(high, low) & (slots.length - 1)
    while (highs[slots[slot]! - 1] !== high || lows[slots[slot]! - 1] !== low) {
      slot = (slot + 1) & (slots.length - 1)
    }
    order[i] = slots[slot]! - 1
  }
  return order
}

/** Murmur3's last step of what tells a cell. */
function hashOf(high: number, low: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ (low >>> EIGHTHS)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function copied<A extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(before: A, into: A): A {
  into.set(before)
  return into
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
