import { setImmediate } from 'node:timers/promises'
import { eventName } from '../../segment/event-name.ts'
import type { Cursor, EventRow, Store } from '../../store/port.ts'

/** Read at once: small enough that others get their turn in between, ms on the main thread. */
const PAGE = 500
/** More names of events than a project may have. */
const ALL_NAMES = 10_000

export interface Fold {
  add(event: EventRow): void
}

/**
 * Something worked out of all events of a project, kept up to date by reading what is new. It begins anew when
 * events were removed: the feed tells of what is added alone.
 */
export class Follower<F extends Fold> {
  readonly #store: Pick<Store, 'feed' | 'suggest'>
  readonly #project: string
  readonly #make: () => F
  #fold: F
  #place: Cursor | null = null
  /** Events read that a history knows by name; the store counts these. */
  #named = 0
  #reading: Promise<F>
  /** Named events there were when reading began; null: nothing is being read. */
  #total: number | null = null

  constructor(store: Pick<Store, 'feed' | 'suggest'>, project: string, make: () => F) {
    this.#store = store
    this.#project = project
    this.#make = make
    this.#fold = make()
    this.#reading = Promise.resolve(this.#fold)
  }

  /** The fold over all there is now; `then` runs before the next one begins to read. */
  upToDate(then: (fold: F) => Promise<void> = async () => {}): Promise<F> {
    const read = async () => {
      this.#total = await this.#stored()
      await this.#readOn()
      if (await this.#wasRemoved()) {
        this.#fold = this.#make()
        this.#place = null
        this.#named = 0
        await this.#readOn()
      }
      await then(this.#fold)
      this.#total = null
      return this.#fold
    }
    this.#reading = this.#reading.then(read, read)
    return this.#reading
  }

  /** The fold as far as it has come. */
  get soFar(): F {
    return this.#fold
  }

  /** Named events read, of all there are; null: it is up to date with what was there when it was last asked. */
  get reading(): { done: number; total: number } | null {
    return this.#total === null ? null : { done: Math.min(this.#named, this.#total), total: this.#total }
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { items, next } = await this.#store.feed(this.#project, this.#place, PAGE)
      for (const event of items) {
        this.#fold.add(event)
        if (eventName(event) !== null) this.#named += 1
      }
      this.#place = next
      if (items.length < PAGE) return
      // A store in this very process answers without leaving the turn.
      await setImmediate()
    }
  }

  async #wasRemoved(): Promise<boolean> {
    return (await this.#stored()) < this.#named
  }

  async #stored(): Promise<number> {
    const names = await this.#store.suggest(this.#project, { of: 'event', prefix: '', limit: ALL_NAMES })
    return names.reduce((sum, { count }) => sum + count, 0)
  }
}
