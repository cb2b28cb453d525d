/** Whether a number of a heatmap counts a session, and at which moment of it: of any engine's visits, as HeatFold counts. */
import { REACH_PX } from '../../../contract/behaviour/heat.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import type { HeatNumber } from '../heatmap-port.ts'
import { seenWith } from './bands.ts'
import { bitOf, foundOf, isFoundKind } from './found.ts'
import { median } from './median.ts'
import { CLICK_NUMBERS, PLACELESS, pageYOf } from './view.ts'

/** How far down an element is, of all clicks on it by both sides. */
export class ElementHeight {
  readonly #element: number
  readonly #ys: number[] = []
  #isMet = false

  constructor(element: number) {
    this.#element = element
  }

  /** Clicks of a view, at [begin, end) in `numbers`. */
  add(numbers: Int32Array, begin: number, end: number): void {
    for (let from = begin; from < end; from += CLICK_NUMBERS) {
      const packed = numbers[from + 3]!
      if (packed >> 2 !== this.#element) continue
      this.#isMet = true
      if ((packed & PLACELESS) === 0) this.#ys.push(pageYOf(numbers[from + 2]!))
    }
  }

  /** px; null: nobody clicked it, so that nothing tells who saw it. */
  y(): number | null {
    if (!this.#isMet) return null
    return median(Int32Array.from(this.#ys), 0, this.#ys.length) ?? 0
  }
}

/** Numbers that count by how far down the page was seen ask for the element's height first. */
export function needsHeight({ of }: HeatNumber): boolean {
  return of === 'saw' || of === 'missed'
}

/** px from the top that the window has to reach to count as seeing the place; null: nobody is counted. */
export function placeOf(number: HeatNumber, height: ElementHeight): number | null {
  if (number.of === 'reached') return seenWith(Math.floor(number.from / REACH_PX))
  return needsHeight(number) ? height.y() : Number.POSITIVE_INFINITY
}

/** In the times in view of a page, the band that begins at `from` px. */
export function bandAt(from: number): number {
  return Math.floor(from / VIEW_BAND_PX)
}

/** A view of the session by its place, and a time; place -1: none. */
interface Mark {
  place: number
  at: number
}

export class CountedVisit {
  readonly #of: HeatNumber['of']
  readonly #element: number
  readonly #y: number
  readonly #bit: number
  /** The first view that reached the place, and the first click that counts. */
  readonly #reached: Mark = { place: -1, at: 0 }
  readonly #pressed: Mark = { place: -1, at: 0 }
  /** How long the band was in the window, of `inView`. */
  ms = 0

  /** `element`: its key, -1 none; `y`: px from the top that count as seeing it, where the number asks for that. */
  constructor({ of }: HeatNumber, element: number, y: number) {
    this.#of = of
    this.#element = element
    this.#y = y
    this.#bit = isFoundKind(of) ? bitOf(of) : 0
  }

  begin(): void {
    this.#reached.place = -1
    this.#pressed.place = -1
    this.ms = 0
  }

  /** Views of a session, in order of time, their clicks marked (found.ts). */
  view(place: number, at: number, seenTo: number, numbers: Int32Array, begin: number, end: number): void {
    if (seenTo >= this.#y) this.#reaches(place, at)
    if (this.#pressed.place !== -1) return
    for (let from = begin; from < end; from += CLICK_NUMBERS) {
      if (numbers[from + 3]! >> 2 !== this.#element) continue
      if (this.#bit !== 0 && (foundOf(numbers[from + 1]!) & this.#bit) === 0) continue
      this.#pressed.place = place
      this.#pressed.at = at + numbers[from]!
      return
    }
  }

  /** Of that view, ms that the band was in the window. */
  looked(place: number, at: number, ms: number): void {
    if (ms <= 0) return
    this.ms += ms
    this.#reaches(place, at)
  }

  /** The moment that made it count: the click, or when the view began that reached the place. `goal`: see HeatVisit. */
  counted(goal: number): Readonly<Mark> | null {
    const reached = this.#reached.place === -1 ? null : this.#reached
    const pressed = this.#pressed.place === -1 ? null : this.#pressed
    switch (this.#of) {
      case 'reached':
      case 'inView':
        return reached
      case 'saw':
        return reached ?? pressed
      case 'missed':
        return pressed ? null : reached
      case 'converted':
        return pressed && goal >= pressed.at ? pressed : null
      case 'clicked':
      case 'rage':
      case 'dead':
      case 'error':
        return pressed
    }
  }

  #reaches(place: number, at: number): void {
    if (this.#reached.place !== -1) return
    this.#reached.place = place
    this.#reached.at = at
  }
}
