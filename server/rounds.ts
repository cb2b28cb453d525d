/**
 * Work done again and again, one round after the other: a round that fails is told in the log, and the next one comes.
 * Its timer keeps no process alive.
 */
export class Rounds {
  readonly #work: () => Promise<void>
  readonly #everyMs: number
  readonly #failed: string
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #closed = false

  /** `failed` is the sentence logged before the error of a round. */
  constructor(everyMs: number, failed: string, work: () => Promise<void>) {
    this.#everyMs = everyMs
    this.#failed = failed
    this.#work = work
  }

  get closed(): boolean {
    return this.#closed
  }

  /** A round now, and the next so long after it is over. */
  start(): void {
    void this.go().then(() => {
      if (this.#closed) return
      this.#timer = setTimeout(() => this.start(), this.#everyMs)
      this.#timer.unref()
    })
  }

  /** A round after those under way; fulfilled when it is over, also when it failed. */
  go(): Promise<void> {
    this.#round = this.#round
      .then(() => (this.#closed ? undefined : this.#work()))
      .catch(error => console.error(this.#failed, error))
    return this.#round
  }

  /** Once the rounds asked for so far are over. */
  settled(): Promise<void> {
    return this.#round
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#round
  }
}
