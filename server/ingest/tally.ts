import type { OutcomeCount } from '../store/control-port.ts'
import type { Store } from '../store/port.ts'
import type { Outcome } from './outcome.ts'

const FLUSH_MS = 2_000

/**
 * Counts how ingest ended, in memory, and adds the counts to the store every two seconds and at the end, so
 * that counting costs no write of its own.
 */
export class Tally {
  readonly #store: Pick<Store, 'addOutcomes'>
  #counts = new Map<string, OutcomeCount>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(store: Pick<Store, 'addOutcomes'>) {
    this.#store = store
  }

  add(project: string | null, kind: OutcomeCount['kind'], outcome: Outcome, now: number, count = 1): void {
    const reason = 'reason' in outcome ? outcome.reason : ''
    const key = `${project}\n${kind}\n${outcome.kind}\n${reason}`
    const counted = this.#counts.get(key)
    if (counted) {
      counted.count += count
      counted.lastAt = now
    } else {
      this.#counts.set(key, { project, kind, outcome: outcome.kind, reason, count, lastAt: now })
    }
    this.#timer ??= setTimeout(() => this.#flushLogged(), FLUSH_MS)
  }

  /** Brings what was counted to the store; counts that could not be written stay for the next time. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const counts = this.#counts
    if (counts.size === 0) return
    this.#counts = new Map()
    try {
      await this.#store.addOutcomes([...counts.values()])
    } catch (error) {
      for (const c of counts.values()) {
        const newer = this.#counts.get(`${c.project}\n${c.kind}\n${c.outcome}\n${c.reason}`)
        if (newer) newer.count += c.count
        else this.#counts.set(`${c.project}\n${c.kind}\n${c.outcome}\n${c.reason}`, c)
      }
      throw error
    }
  }

  #flushLogged(): void {
    this.flush().catch(error => {
      console.error('Counts of ingest outcomes could not be written; they are kept for the next try.', error)
      this.#timer ??= setTimeout(() => this.#flushLogged(), FLUSH_MS)
    })
  }
}
