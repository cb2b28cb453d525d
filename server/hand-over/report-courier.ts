import type { Store } from '../store/port.ts'
import { attempt, type DeliveryStore, deliveriesOf } from './report-deliveries.ts'
import { reportHookOf } from './report-hook.ts'

/** How often is looked for what is due, ms. */
const LOOK_MS = 2_000

/** Sends bug reports to the address of their project, again and again until they arrive or are given up. */
export class ReportCourier {
  readonly #store: DeliveryStore & Pick<Store, 'projects' | 'setting'>
  readonly allowPrivate: boolean
  readonly #now: () => number
  #timer: ReturnType<typeof setTimeout> | null = null
  #stopped = true
  /** Rounds follow each other: what is under way is not begun twice. */
  #round: Promise<void> = Promise.resolve()

  constructor(
    store: DeliveryStore & Pick<Store, 'projects' | 'setting'>,
    options: { allowPrivate: boolean; now?: () => number },
  ) {
    this.#store = store
    this.allowPrivate = options.allowPrivate
    this.#now = options.now ?? Date.now
  }

  start(): void {
    this.#stopped = false
    this.#look()
  }

  async close(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#round
  }

  /** Tries all that is due now. */
  deliver(): Promise<void> {
    this.#round = this.#round
      .then(() => this.#tryDue())
      .catch(error => console.error('Bug reports could not be sent; they are tried again.', error))
    return this.#round
  }

  #look(): void {
    void this.deliver().finally(() => {
      if (!this.#stopped) this.#timer = setTimeout(() => this.#look(), LOOK_MS)
    })
  }

  async #tryDue(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      for (const { row, delivery } of await deliveriesOf(this.#store, project)) {
        if (delivery.state !== 'waiting' || delivery.nextAt > this.#now()) continue
        const hook = await reportHookOf(this.#store, project)
        await attempt(this.#store, row, delivery, hook, { allowPrivate: this.allowPrivate, now: this.#now })
      }
    }
  }
}
