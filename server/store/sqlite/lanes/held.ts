/** When something held of each of many, told by the times at which that turned. */
export interface Held {
  /** By key, 1: it held before it first turned. */
  begins: Uint8Array
  /** The turns of a key stand at [starts[key], starts[key + 1]), epoch ms, in order: from each on it is the other way. */
  starts: Uint32Array
  turns: Float64Array
}

/** Puts it together, key after key. */
export class Turning {
  readonly #begins: Uint8Array
  readonly #starts: Uint32Array
  #turns = new Float64Array(1_024)
  #count = 0
  #key = -1
  #holds: boolean

  /** `holds`: of keys that are left out, always. */
  constructor(length: number, holds: boolean) {
    this.#begins = new Uint8Array(length).fill(Number(holds))
    this.#starts = new Uint32Array(length + 1)
    this.#holds = holds
  }

  /** Keys in rising order. */
  of(key: number, holds: boolean): void {
    this.#starts.fill(this.#count, this.#key + 1, key + 1)
    this.#begins[key] = Number(holds)
    this.#key = key
    this.#holds = holds
  }

  /** Of the key, in order of time; at one time the last word counts. */
  from(at: number, holds: boolean): void {
    if (holds === this.#holds) return
    this.#holds = holds
    const last = this.#count - 1
    if (last >= this.#starts[this.#key]! && this.#turns[last] === at) {
      this.#count = last
      return
    }
    if (this.#count === this.#turns.length) {
      const wider = new Float64Array(2 * this.#count)
      wider.set(this.#turns)
      this.#turns = wider
    }
    this.#turns[this.#count] = at
    this.#count += 1
  }

  held(): Held {
    this.#starts.fill(this.#count, this.#key + 1)
    return { begins: this.#begins, starts: this.#starts, turns: this.#turns.subarray(0, this.#count) }
  }
}

/** At all times alike. */
export function always(begins: Uint8Array): Held {
  return { begins, starts: new Uint32Array(begins.length + 1), turns: new Float64Array(0) }
}

export function heldAt({ begins, starts, turns }: Held, key: number, time: number): boolean {
  const first = starts[key]!
  let [low, high] = [first, starts[key + 1]!]
  while (low < high) {
    const middle = (low + high) >> 1
    if (turns[middle]! <= time) low = middle + 1
    else high = middle
  }
  return ((low - first) & 1) !== begins[key]
}

export function heldNot(held: Held): Held {
  return { ...held, begins: held.begins.map(one => 1 - one) }
}

export function heldTogether(kind: 'and' | 'or', parts: readonly Held[]): Held {
  const [only] = parts
  if (parts.length === 1) return only!
  const length = only!.begins.length
  const least = kind === 'and' ? parts.length : 1
  const turning = new Turning(length, false)
  const next = new Uint32Array(parts.length)
  const isOn = new Uint8Array(parts.length)
  for (let key = 0; key < length; key++) {
    let held = 0
    for (const [i, { begins, starts }] of parts.entries()) {
      next[i] = starts[key]!
      isOn[i] = begins[key]!
      held += begins[key]!
    }
    turning.of(key, held >= least)
    for (;;) {
      let first = -1
      let at = Number.POSITIVE_INFINITY
      for (const [i, { starts, turns }] of parts.entries()) {
        if (next[i]! >= starts[key + 1]! || turns[next[i]!]! >= at) continue
        first = i
        at = turns[next[i]!]!
      }
      if (first < 0) break
      next[first]! += 1
      isOn[first] = 1 - isOn[first]!
      held += isOn[first] === 1 ? 1 : -1
      turning.from(at, held >= least)
    }
  }
  return turning.held()
}
