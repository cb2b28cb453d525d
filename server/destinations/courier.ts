import type { Store } from '../store/port.ts'
import { deliver } from './deliver.ts'
import { nextDue, room } from './ledger.ts'
import { destinationsOf } from './stored.ts'

/** How often the feed is asked for what is new, ms. */
const LOOK_MS = 1_000

type CourierStore = Pick<
  Store,
  | 'projects'
  | 'setting'
  | 'putSetting'
  | 'feed'
  | 'events'
  | 'announcements'
  | 'announcement'
  | 'judgedPersons'
>

/**
 * Passes events on, each destination in a round of its own: one that hangs or fails delays no other, and ingest
 * knows of none of them.
 */
export class Courier {
  readonly #store: CourierStore
  readonly allowPrivate: boolean
  readonly #now: () => number
  /** Rounds under way, by project and destination. */
  readonly #rounds = new Map<string, Promise<void>>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #stopped = true

  constructor(store: CourierStore, options: { allowPrivate: boolean; now?: () => number }) {
    this.#store = store
    this.allowPrivate = options.allowPrivate
    this.#now = options.now ?? Date.now
  }

  start(): void {
    this.#stopped = false
    this.#look()
  }

  /** Waits for the rounds under way. */
  async close(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    await Promise.all(this.#rounds.values())
  }

  /** Runs `change` on a destination's books while no round is under way. */
  async between<T>(project: string, id: string, change: () => Promise<T>): Promise<T> {
    const key = `${project}/${id}`
    while (this.#rounds.has(key)) await this.#rounds.get(key)
    const changed = change()
    this.#hold(key, changed.then(nothing, nothing))
    return changed
  }

  #look(): void {
    this.#begin()
      .catch(error => console.error('Destinations could not be read; they are looked at again.', error))
      .finally(() => {
        if (!this.#stopped) this.#timer = setTimeout(() => this.#look(), LOOK_MS)
      })
  }

  async #begin(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      for (const destination of await destinationsOf(this.#store, project)) {
        const key = `${project}/${destination.id}`
        if (destination.stopped || this.#stopped || this.#rounds.has(key)) continue
        this.#hold(key, this.#round(project, destination.id))
      }
    }
  }

  #hold(key: string, round: Promise<void>): void {
    const held = round.finally(() => {
      if (this.#rounds.get(key) === held) this.#rounds.delete(key)
    })
    this.#rounds.set(key, held)
  }

  /** Goes on while there is more to take or something is due. */
  async #round(project: string, id: string): Promise<void> {
    try {
      for (;;) {
        const destination = (await destinationsOf(this.#store, project)).find(one => one.id === id)
        if (!destination || destination.stopped || this.#stopped) return
        const before = { project, destination, allowPrivate: this.allowPrivate, now: this.#now }
        const ledger = await deliver({ ...before, store: this.#store })
        const soon = (nextDue(ledger) ?? Number.POSITIVE_INFINITY) <= this.#now()
        const more =
          room(ledger) > 0 &&
          ((await this.#store.feed(project, ledger.position, 1)).items.length > 0 ||
            (await this.#store.announcements(project, ledger.announced, 1)).length > 0)
        if (!soon && !more) return
      }
    } catch (error) {
      console.error(`A round of destination ${id} failed; it is tried again.`, error)
    }
  }
}

function nothing(): void {}
