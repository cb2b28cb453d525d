import { setImmediate } from 'node:timers/promises'
import { eventName } from '../../segment/event-name.ts'
import type { Cursor, EventRow, Store } from '../../store/port.ts'

/** Read at once: small enough that others get their turn in between. */
const PAGE = 500
/** More names of events than a project may have. */
const ALL_NAMES = 10_000

export interface Fold {
  add(events: readonly EventRow[]): Promise<void> | void
}

/** A fold, and how far it has read. */
export interface Followed<F> {
  fold: F
  place: Cursor | null
  /** Events read that a history knows by name; the store counts these. */
  named: number
}

export interface Following<F> {
  /** `anew`: from the first event on; else from what was kept, if anything was. */
  begin(anew: boolean): Promise<Followed<F>>
  /** Between two pages, and when all was read: the time to keep it. */
  rested?(followed: Followed<F>, complete: boolean): Promise<void>
}

/**
 * Something worked out of all events of a project, kept up to date by reading what is new. It begins anew when
 * events were removed: the feed tells of what is added alone.
 */
export class Follower<F extends Fold> {
  readonly #store: Pick<Store, 'feed' | 'suggest'>
  readonly #project: string
  readonly #following: Following<F>
  #followed: Promise<Followed<F>>
  #reading: Promise<unknown> = Promise.resolve()
  #read = 0
  /** Named events there were when reading began; null: nothing is being read. */
  #total: number | null = null
  #stopped = false

  constructor(store: Pick<Store, 'feed' | 'suggest'>, project: string, following: Following<F>) {
    this.#store = store
    this.#project = project
    this.#following = following
    this.#followed = following.begin(false)
    // Whoever asks hears of it.
    this.#followed.catch(() => undefined)
  }

  /** The fold over all there is now; `then` runs before the next one begins to read. */
  upToDate(then: (fold: F) => Promise<void> = async () => {}): Promise<F> {
    const read = async () => {
      this.#total = await this.#stored()
      let followed = await this.#followed
      await this.#readOn(followed)
      if ((await this.#stored()) < followed.named) {
        this.#followed = this.#following.begin(true)
        followed = await this.#followed
        await this.#readOn(followed)
      }
      await then(followed.fold)
      if (!this.#stopped) await this.#following.rested?.(followed, true)
      this.#total = null
      return followed.fold
    }
    const whole = this.#reading.then(read, read)
    this.#reading = whole
    return whole
  }

  /** The fold as far as it has come. */
  async soFar(): Promise<F> {
    return (await this.#followed).fold
  }

  /** Named events read, of all there are; null: it is up to date with what was there when it was last asked. */
  get reading(): { done: number; total: number } | null {
    return this.#total === null ? null : { done: Math.min(this.#read, this.#total), total: this.#total }
  }

  /** Reads no further; what waits for it is not answered rightly any more. */
  stop(): void {
    this.#stopped = true
  }

  async #readOn(followed: Followed<F>): Promise<void> {
    while (!this.#stopped) {
      this.#read = followed.named
      const { items, next } = await this.#store.feed(this.#project, followed.place, PAGE)
      await followed.fold.add(items)
      for (const event of items) if (eventName(event) !== null) followed.named += 1
      followed.place = next
      this.#read = followed.named
      if (items.length < PAGE) return
      await this.#following.rested?.(followed, false)
      // A store in this very process answers without leaving the turn.
      await setImmediate()
    }
  }

  async #stored(): Promise<number> {
    const names = await this.#store.suggest(this.#project, { of: 'event', prefix: '', limit: ALL_NAMES })
    return names.reduce((sum, { count }) => sum + count, 0)
  }
}
