/** What was found, without the events: 16 bytes a finding, so that a million of them fit and are counted at once. */

export interface Range {
  /** Epoch ms: in [from, to). */
  from?: number | undefined
  to?: number | undefined
}

export interface Counted {
  count: number
  firstAt: number
  lastAt: number
  /** The newest: when, and whose. */
  newest: { at: number; owner: number }[]
}

const FIRST_SIZE = 1_024

export interface FindingsState {
  at: Float64Array
  group: Uint32Array
  owner: Uint32Array
  cut: boolean
}
const NOTHING: FindingsState = {
  at: new Float64Array(),
  group: new Uint32Array(),
  owner: new Uint32Array(),
  cut: false,
}

export class Findings {
  readonly #most: number
  readonly #examples: number
  #at: Float64Array
  #group: Uint32Array
  #owner: Uint32Array
  #length: number
  /** Whether findings were given up, those stored first. */
  cut: boolean

  constructor(limits: { most: number; examples: number }, state: FindingsState = NOTHING) {
    this.#most = limits.most
    this.#examples = limits.examples
    this.#length = state.at.length
    this.#at = sized(new Float64Array(Math.max(FIRST_SIZE, this.#length)), state.at)
    this.#group = sized(new Uint32Array(Math.max(FIRST_SIZE, this.#length)), state.group)
    this.#owner = sized(new Uint32Array(Math.max(FIRST_SIZE, this.#length)), state.owner)
    this.cut = state.cut
  }

  get state(): FindingsState {
    const [at, group, owner] = [this.#at, this.#group, this.#owner]
    const length = this.#length
    return {
      at: at.slice(0, length),
      group: group.slice(0, length),
      owner: owner.slice(0, length),
      cut: this.cut,
    }
  }

  add(at: number, group: number, owner: number): void {
    if (this.#length >= this.#most) this.#forget()
    if (this.#length === this.#at.length) this.#grow()
    this.#at[this.#length] = at
    this.#group[this.#length] = group
    this.#owner[this.#length] = owner
    this.#length += 1
  }

  /** Takes out what `gone` names. */
  remove(gone: (group: number, owner: number) => boolean): void {
    let kept = 0
    for (let i = 0; i < this.#length; i++) {
      if (gone(this.#group[i]!, this.#owner[i]!)) continue
      this.#move(i, kept)
      kept += 1
    }
    this.#length = kept
  }

  /** By group; `whose`: only findings of these owners. */
  count({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Range, whose?: Set<number>) {
    const counts = new Map<number, Counted>()
    for (let i = 0; i < this.#length; i++) {
      const at = this.#at[i]!
      const owner = this.#owner[i]!
      if (at < from || at >= to || whose?.has(owner) === false) continue
      const group = this.#group[i]!
      const one = counts.get(group)
      if (one) note(one, at, owner, this.#examples)
      else counts.set(group, { count: 1, firstAt: at, lastAt: at, newest: [{ at, owner }] })
    }
    return counts
  }

  #grow(): void {
    const size = this.#at.length * 2
    this.#at = sized(new Float64Array(size), this.#at)
    this.#group = sized(new Uint32Array(size), this.#group)
    this.#owner = sized(new Uint32Array(size), this.#owner)
  }

  /** The quarter that was stored first. */
  #forget(): void {
    const first = Math.ceil(this.#length / 4)
    for (let i = first; i < this.#length; i++) this.#move(i, i - first)
    this.#length -= first
    this.cut = true
  }

  #move(from: number, to: number): void {
    this.#at[to] = this.#at[from]!
    this.#group[to] = this.#group[from]!
    this.#owner[to] = this.#owner[from]!
  }
}

function sized<T extends Float64Array | Uint32Array>(into: T, from: T): T {
  into.set(from)
  return into
}

function note(one: Counted, at: number, owner: number, examples: number): void {
  one.count += 1
  one.firstAt = Math.min(one.firstAt, at)
  one.lastAt = Math.max(one.lastAt, at)
  const place = one.newest.findIndex(other => other.at < at)
  if (place >= 0) one.newest.splice(place, 0, { at, owner })
  else if (one.newest.length < examples) one.newest.push({ at, owner })
  if (one.newest.length > examples) one.newest.pop()
}
