/** Bytes of requests that may wait for the store at once; more is asked to come again. */
const MAX_IN_FLIGHT = 64 * 1024 * 1024
/** What a request costs besides its body, bytes: itself, its parsed form, its place in the queue. */
const EACH = 4 * 1024

/** Keeps memory flat when more arrives than the disk takes. One for all doors. */
export class Pressure {
  readonly #limit: number
  #bytes = 0

  constructor(limit = MAX_IN_FLIGHT) {
    this.#limit = limit
  }

  /** Runs `work` for a request of so many bytes; null: there is too much under way. A lone request always runs. */
  async admit<T>(bytes: number, work: () => Promise<T>): Promise<T | null> {
    const cost = bytes + EACH
    if (this.#bytes > 0 && this.#bytes + cost > this.#limit) return null
    this.#bytes += cost
    try {
      return await work()
    } finally {
      this.#bytes -= cost
    }
  }
}

/** What a request announces; without it, what it may have at most. */
export function announced(request: Request, limit: number): number {
  const length = Number(request.headers.get('content-length') ?? limit)
  return Number.isFinite(length) ? length : limit
}
