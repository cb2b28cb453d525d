/** Entries: some thousand visitors, each with a few ids and links. */
const MOST = 20_000

/** What was just looked up or written, so that the next event of the same visitor need not ask; full, it starts over. */
export class Recent<T> {
  readonly #known = new Map<string, T>()

  get(key: string): T | undefined {
    return this.#known.get(key)
  }

  set(key: string, value: T): void {
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(key, value)
  }

  drop(key: string): void {
    this.#known.delete(key)
  }

  clear(): void {
    this.#known.clear()
  }
}
