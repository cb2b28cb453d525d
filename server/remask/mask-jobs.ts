import type { Store } from '../store/port.ts'
import { LeakScans } from './leak-scans.ts'
import { MaskThread } from './mask-thread.ts'
import { type AfterMasking, Remasks } from './remasks.ts'

/** Masks and scans share a thread. */
export class MaskJobs {
  readonly remasks: Remasks
  readonly scans: LeakScans
  readonly #thread = new MaskThread()

  constructor(store: Store, after: AfterMasking, now: () => number = Date.now) {
    this.remasks = new Remasks(store, this.#thread, after, now)
    this.scans = new LeakScans(store, this.#thread, now)
  }

  async resume(): Promise<void> {
    await this.remasks.resume()
    await this.scans.resume()
  }

  async close(): Promise<void> {
    await Promise.all([this.remasks.close(), this.scans.close()])
    await this.#thread.close()
  }
}
