/** What was done to each element, in arrays: of a million clicks an object or a list for each would be most of the time. */
import type { ElementCounts } from '../../../contract/behaviour/heatmap.ts'
import type { ElementRow } from '../heatmap-port.ts'
import { FOUND_KINDS } from './found.ts'
import { median } from './median.ts'
import { int32, longer, spare } from './spare.ts'

/**
 * Numbers of an element on one side, one behind the other: clicks, first clicks of a view, sessions, those that
 * converted, the visit counted last; then by kind in how many sessions it was found, and in which visit last.
 */
const [CLICKS, FIRST, SESSIONS, CONVERTED, VISIT, FOUND] = [0, 1, 2, 3, 4, 5]
const FOUND_IN = FOUND + FOUND_KINDS.length
/** The next power of two. */
const NUMBERS = 16

const FIRSTS = spare(int32, 3 * 1_024)
const PLACES = spare(int32, 2 * 1_024)

export class ElementTallies {
  /** Elements are numbered as they are met: the key of each. */
  readonly keys: number[] = []
  /** By key, 1 higher; 0: not met. */
  #ordinals = new Int32Array(1_024)
  /** Of an element's first side, then of its second. */
  #counts = new Int32Array(2 * NUMBERS * 64)
  /** Each session's first click on an element: twice the ordinal and the side, ms from the view, place in `reach`. */
  readonly #firsts = new Log(3, FIRSTS.take())
  /** Ordinal, and px from the top. */
  readonly #places = new Log(2, PLACES.take())

  ordinalOf(key: number): number {
    const known = this.#ordinals[key]
    if (known) return known - 1
    while (key >= this.#ordinals.length) this.#ordinals = longer(this.#ordinals, int32)
    const ordinal = this.keys.push(key) - 1
    this.#ordinals[key] = ordinal + 1
    if (2 * NUMBERS * ordinal >= this.#counts.length) this.#counts = longer(this.#counts, int32)
    return ordinal
  }

  /** `visit`: its number, from 1. `place`: of its reach in those of the side, see `rows`. */
  click(
    ordinal: number,
    side: 0 | 1,
    visit: number,
    place: number,
    ms: number,
    isFirst: boolean,
    converts: boolean,
    bits: number,
  ): void {
    const counts = this.#counts
    const slot = 2 * ordinal + side
    const at = NUMBERS * slot
    counts[at + CLICKS]! += 1
    if (isFirst) counts[at + FIRST]! += 1
    if (bits !== 0) this.#found(at, visit, bits)
    if (counts[at + VISIT] === visit) return
    counts[at + VISIT] = visit
    counts[at + SESSIONS]! += 1
    if (converts) counts[at + CONVERTED]! += 1
    this.#firsts.add(slot, ms, place)
  }

  place(ordinal: number, y: number): void {
    this.#places.add(ordinal, y, 0)
  }

  /** Nothing is added after. */
  close(): void {
    FIRSTS.give(this.#firsts.numbers)
    PLACES.give(this.#places.numbers)
  }

  /** By ordinal. `reach`: how far the sessions of each side saw the page; `sorted`: the same, ascending. */
  rows(
    reach: readonly [Float64Array, Float64Array],
    sorted: readonly [Float64Array, Float64Array],
  ): Pick<ElementRow, 'y' | 'sides'>[] {
    const { length } = this.keys
    const ys = this.#places.medians(length)
    const times = this.#firsts.medians(2 * length)
    // Who clicked it saw it, however far down it was in other windows.
    const short = new Int32Array(2 * length)
    const { numbers, end } = this.#firsts
    for (let i = 0; i < end; i += 3) {
      const slot = numbers[i]!
      if (reach[slot & 1 ? 1 : 0][numbers[i + 2]!]! < (ys[slot >> 1] ?? 0)) short[slot]! += 1
    }
    const counted = (ordinal: number, side: 0 | 1): ElementCounts => {
      const slot = 2 * ordinal + side
      const at = NUMBERS * slot
      const found = (kind: number) => this.#counts[at + FOUND + kind]!
      return {
        saw: atLeast(sorted[side], ys[ordinal] ?? 0) + short[slot]!,
        sessions: this.#counts[at + SESSIONS]!,
        clicks: this.#counts[at + CLICKS]!,
        first: this.#counts[at + FIRST]!,
        ...{ rage: found(0), dead: found(1), error: found(2) },
        converted: this.#counts[at + CONVERTED]!,
        timeToClick: times[slot] ?? null,
      }
    }
    return this.keys.map((_, i) => ({ y: ys[i] ?? 0, sides: [counted(i, 0), counted(i, 1)] }))
  }

  #found(at: number, visit: number, bits: number): void {
    const counts = this.#counts
    for (let kind = 0; kind < FOUND_KINDS.length; kind++) {
      if ((bits & (1 << kind)) === 0 || counts[at + FOUND_IN + kind] === visit) continue
      counts[at + FOUND_IN + kind] = visit
      counts[at + FOUND + kind]! += 1
    }
  }
}

/** Entries of a few numbers: whose it is, a number, and one more where there are three. */
class Log {
  readonly #width: 2 | 3
  numbers: Int32Array<ArrayBuffer>
  end = 0

  constructor(width: 2 | 3, room: Int32Array<ArrayBuffer>) {
    this.#width = width
    this.numbers = room
  }

  add(slot: number, number: number, third: number): void {
    const at = this.end
    if (at + 3 > this.numbers.length) this.numbers = longer(this.numbers, int32)
    this.numbers[at] = slot
    this.numbers[at + 1] = number
    this.numbers[at + 2] = third
    this.end = at + this.#width
  }

  /** Of the numbers of each slot; null where it has none. */
  medians(slots: number): (number | null)[] {
    const { numbers, end } = this
    const width = this.#width
    const starts = new Int32Array(slots + 1)
    for (let i = 0; i < end; i += width) starts[numbers[i]! + 1]! += 1
    for (let slot = 1; slot <= slots; slot++) starts[slot]! += starts[slot - 1]!
    const next = starts.slice()
    const ordered = new Int32Array(starts[slots]!)
    for (let i = 0; i < end; i += width) {
      const slot = numbers[i]!
      const place = next[slot]!
      ordered[place] = numbers[i + 1]!
      next[slot] = place + 1
    }
    return Array.from({ length: slots }, (_, slot) => median(ordered, starts[slot]!, starts[slot + 1]!))
  }
}

/** How many of the ascending values are `y` or more. */
function atLeast(values: Float64Array, y: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < y) low = middle + 1
    else high = middle
  }
  return values.length - low
}
