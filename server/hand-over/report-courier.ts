import { Rounds } from '../rounds.ts'
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
  readonly #rounds = new Rounds(LOOK_MS, 'Bug reports could not be sent; they are tried again.', () =>
    this.#tryDue(),
  )

  constructor(
    store: DeliveryStore & Pick<Store, 'projects' | 'setting'>,
    options: { allowPrivate: boolean; now?: () => number },
  ) {
    this.#store = store
    this.allowPrivate = options.allowPrivate
    this.#now = options.now ?? Date.now
  }

  start(): void {
    this.#rounds.start()
  }

  close(): Promise<void> {
    return this.#rounds.close()
  }

  /** Tries all that is due now. */
  deliver(): Promise<void> {
    return this.#rounds.go()
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
