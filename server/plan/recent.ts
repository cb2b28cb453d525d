/**
 * A map that remembers at least the `size` keys touched last, and at most twice as many: when the young half is
 * full, the old half is forgotten.
 */
export interface Remembered<V> {
  young: Map<string, V>
  old: Map<string, V>
}

export class Recent<V> {
  readonly #size: number
  #young: Map<string, V>
  #old: Map<string, V>

  constructor(size: number, { young, old }: Remembered<V> = { young: new Map(), old: new Map() }) {
    this.#size = size
    this.#young = young
    this.#old = old
  }

  get state(): Remembered<V> {
    return { young: this.#young, old: this.#old }
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) this.set(key, old)
    return old
  }

  set(key: string, value: V): void {
    this.#young.set(key, value)
    if (this.#young.size < this.#size) return
    this.#old = this.#young
    this.#young = new Map()
  }
}
