import type { Search } from '../../contract/facts.ts'

/** Turns are counted within this time. */
const WINDOW_MS = 30_000
/** Who stays longer in one place reads it. */
const READS_MS = 8_000
/** Part of the window's height that a way in one direction has at least. */
const LEG = 0.4
/** Turns in it that are worth a fact; questions ask for more. */
const LEAST_TURNS = 3
const MAX_FACTS = 2_000

interface Leg {
  from: number
  /** px, negative upwards. */
  by: number
}

/** Follows long ways up and down the page: somebody looks for something and does not find it. */
export class Searching {
  readonly #found: Search[] = []
  /** Ways so far, each in the other direction than the one before; the last still grows. */
  #legs: Leg[] = []
  #last = Number.NEGATIVE_INFINITY

  scroll(at: number, by: number, height: number, page: number): void {
    if (at - this.#last > READS_MS) this.found()
    this.#last = at
    const leg = this.#legs.at(-1)
    const long = height * LEG
    if (!leg) this.#legs.push({ from: at, by })
    else if (Math.sign(leg.by) === Math.sign(by)) leg.by += by
    else if (Math.abs(leg.by) >= long) this.#legs.push({ from: at, by })
    // A way too short to count is part of the one before, which it made shorter.
    else this.#takeBack(leg, by)
    while (this.#legs.length > 1 && at - (this.#legs[0]?.from ?? at) > WINDOW_MS) this.#legs.shift()
    const now = this.#legs.at(-1)
    if (height > 0 && now && Math.abs(now.by) >= long) this.#note(at, height, page)
  }

  /** What was looked for is found, or given up: a click, typing, another page. */
  found(): void {
    this.#legs = []
  }

  facts(): Search[] {
    return this.#found.map(search => ({ ...search }))
  }

  #takeBack(leg: Leg, by: number): void {
    const before = this.#legs.at(-2)
    if (!before) {
      leg.by += by
      return
    }
    this.#legs.pop()
    before.by += leg.by + by
  }

  #note(at: number, height: number, page: number): void {
    const turns = this.#legs.length - 1
    const from = this.#legs[0]?.from ?? at
    if (turns < LEAST_TURNS) return
    const screens = Math.round(this.#legs.reduce((sum, { by }) => sum + Math.abs(by), 0) / height)
    const last = this.#found.at(-1)
    if (last && last.page === page && from <= last.until) {
      last.until = at
      last.turns = Math.max(last.turns, turns)
      last.screens = Math.max(last.screens, screens)
    } else if (this.#found.length < MAX_FACTS) this.#found.push({ at: from, until: at, turns, screens, page })
  }
}
