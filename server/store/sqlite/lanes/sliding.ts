/** When as many moments of each person lie in a window as are asked for, while the window goes along with time. */
import type { Count } from '../../../../contract/segment/values.ts'
import { counted } from '../../../segment/judge.ts'
import { type Held, heldNot, Turning } from './held.ts'
import type { Lasting } from './lasting.ts'
import type { Times } from './times.ts'

/** Of what was counted in each window. */
export type Holds = (counts: readonly number[]) => boolean
type UnitOf = (at: number) => number

/** When so many do as are asked for. */
export function countedIn(times: Times, lasting: Lasting, count: Count): Held {
  const { alike } = lasting
  if (alike && count.op === 'at-least' && count.n > 0) return reaching(times, alike, count.n)
  if (alike && count.op === 'at-most') return heldNot(reaching(times, alike, count.n + 1))
  return counting(times, [lasting], ([n]) => counted(count, n!))
}

/** `unitOf`: moments of one unit count once. */
export function counting(
  times: Times,
  windows: readonly Lasting[],
  holds: Holds,
  unitOf: UnitOf | null = null,
): Held {
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

/** When at least `n` moments, one or more, lie in a window that holds every moment alike. */
function reaching({ starts, at }: Times, { on, off }: { on: number; off: number }, n: number): Held {
  const persons = starts.length - 2
  const turning = new Turning(persons, false)
  const length = off - on
  for (let person = 0; person < persons; person++) {
    const end = starts[person + 1]!
    let until = Number.NEGATIVE_INFINITY
    for (let i = starts[person]!, last = i + n - 1; last < end; i++, last++) {
      if (at[last]! - at[i]! >= length) continue
      if (until === Number.NEGATIVE_INFINITY) turning.of(person, false)
      else if (until < at[last]! + on) turning.from(until, false)
      turning.from(at[last]! + on, true)
      until = at[i]! + off
    }
    if (until !== Number.NEGATIVE_INFINITY && until !== Number.POSITIVE_INFINITY) turning.from(until, false)
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
