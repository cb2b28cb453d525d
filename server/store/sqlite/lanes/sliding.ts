/** When as many moments of each person lie in a window as are asked for, while the window goes along with time. */
import { type Held, Turning } from './held.ts'
import type { Lasting } from './lasting.ts'
import type { Times } from './times.ts'

/** Of what was counted in each window. */
export type Holds = (counts: readonly number[]) => boolean
type UnitOf = (at: number) => number

/** `unitOf`: moments of one unit count once. */
export function counting(
  times: Times,
  windows: readonly Lasting[],
  holds: Holds,
  unitOf: UnitOf | null = null,
): Held {
  const [only] = windows
  if (only?.alike && windows.length === 1 && unitOf === null) return countingAlike(times, only.alike, holds)
  const { starts, at } = times
  const counts = windows.map(() => 0)
  const inside = windows.map(lasting => new Inside(lasting, unitOf))
  const turning = new Turning(starts.length - 2, holds(counts))
  for (let person = 0; person < starts.length - 2; person++) {
    const [begin, end] = [starts[person]!, starts[person + 1]!]
    if (begin === end) continue
    counts.fill(0)
    for (const one of inside) one.fill(at, begin, end)
    turning.of(person, holds(counts))
    for (;;) {
      let next = Number.POSITIVE_INFINITY
      for (const one of inside) if (one.next < next) next = one.next
      if (next === Number.POSITIVE_INFINITY) break
      for (const [i, one] of inside.entries()) counts[i]! += one.step(next)
      turning.from(next, holds(counts))
    }
  }
  return turning.held()
}

/** Of one window, without a look at each moment: several times as quick. */
function countingAlike({ starts, at }: Times, { on, off }: { on: number; off: number }, holds: Holds): Held {
  const counts = [0]
  const none = holds(counts)
  const turning = new Turning(starts.length - 2, none)
  if (off <= on) return turning.held()
  for (let person = 0; person < starts.length - 2; person++) {
    const end = starts[person + 1]!
    let come = starts[person]!
    let gone = come
    if (come === end) continue
    turning.of(person, none)
    while (gone < end) {
      const next = come < end ? Math.min(at[come]! + on, at[gone]! + off) : at[gone]! + off
      if (next === Number.POSITIVE_INFINITY) break
      while (come < end && at[come]! + on === next) come += 1
      while (gone < come && at[gone]! + off === next) gone += 1
      counts[0] = come - gone
      turning.from(next, holds(counts))
    }
    counts[0] = 0
  }
  return turning.held()
}

/** How far back a day is looked for: where clocks go back over midnight, it comes again after the one behind it. */
const DAYS_BACK = 3

/** The moments of a person as they come into a window and leave it. */
class Inside {
  readonly #lasting: Lasting
  readonly #unitOf: UnitOf | null
  #on = new Float64Array(256)
  #off = new Float64Array(256)
  #units = new Float64Array(256)
  #count = 0
  #come = 0
  #gone = 0
  /** When one comes or leaves; infinite: no more. */
  next = Number.POSITIVE_INFINITY

  constructor(lasting: Lasting, unitOf: UnitOf | null) {
    this.#lasting = lasting
    this.#unitOf = unitOf
  }

  fill(at: Float64Array, begin: number, end: number): void {
    if (this.#on.length < end - begin) this.#grow(2 * (end - begin))
    const [lasting, unitOf] = [this.#lasting, this.#unitOf]
    let sorted = true
    this.#count = 0
    this.#come = 0
    this.#gone = 0
    for (let i = begin; i < end; i++) {
      const on = lasting.on(at[i]!)
      const off = lasting.off(at[i]!)
      if (off <= on) continue
      if (unitOf) {
        const unit = unitOf(at[i]!)
        const same = this.#same(unit, on)
        if (same >= 0) {
          this.#off[same] = Math.max(off, this.#off[same]!)
          sorted &&= same === this.#count - 1
          continue
        }
        this.#units[this.#count] = unit
      }
      this.#on[this.#count] = on
      this.#off[this.#count] = off
      this.#count += 1
    }
    if (!sorted) this.#off.subarray(0, this.#count).sort()
    this.#look()
  }

  /** By how many the count changes at the next time. */
  step(at: number): number {
    if (this.next !== at) return 0
    let change = 0
    for (; this.#come < this.#count && this.#on[this.#come] === at; this.#come++) change += 1
    for (; this.#gone < this.#count && this.#off[this.#gone] === at; this.#gone++) change -= 1
    this.#look()
    return change
  }

  #look(): void {
    const on = this.#come < this.#count ? this.#on[this.#come]! : Number.POSITIVE_INFINITY
    const off = this.#gone < this.#count ? this.#off[this.#gone]! : Number.POSITIVE_INFINITY
    this.next = Math.min(on, off)
  }

  /** The place of a moment of the unit that is not gone when another comes; -1: none. */
  #same(unit: number, on: number): number {
    for (let i = this.#count - 1; i >= 0 && i >= this.#count - DAYS_BACK; i--) {
      if (this.#units[i] === unit && this.#off[i]! >= on) return i
    }
    return -1
  }

  #grow(length: number): void {
    this.#on = new Float64Array(length)
    this.#off = new Float64Array(length)
    this.#units = new Float64Array(length)
  }
}
