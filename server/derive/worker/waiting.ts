import type { SessionKey, Store, WaitingSession } from '../../store/port.ts'

/**
 * A session just derived rests so long, ms: what arrives of it meanwhile is derived together. It keeps a fact within
 * 5 s of its commit, and a busy server from looking at a session again for every batch.
 */
const REST_MS = 2_000
/** Sessions of the backlog read at once: those that rest are passed over. */
const PAGE = 100
/**
 * When a whole page waits, a session is looked at so long after its oldest batch came, ms, be it new or not: most visits
 * are then derived once where they were derived three times, and ingest has the time. Half of the 5 s are left for it.
 */
const GATHER_MS = 2_500

/** The backlog of derivation, read a page at a time. */
export class Waiting {
  readonly #store: Pick<Store, 'backlog'>
  #page: WaitingSession[] = []
  #gathers = false
  /** End of each session's rest (performance.now()), soonest first. */
  readonly #resting = new Map<string, number>()

  constructor(store: Pick<Store, 'backlog'>) {
    this.#store = store
  }

  /** After a session was derived, or could not be. */
  rest(session: string): void {
    const now = performance.now()
    for (const [one, until] of this.#resting) {
      if (until > now) break
      this.#resting.delete(one)
    }
    this.#resting.delete(session)
    this.#resting.set(session, now + REST_MS)
  }

  /**
   * The session that waits longest and is neither under way nor, unless in a hurry, resting; else ms until the first
   * one's rest is over, or null when none waits.
   */
  async next(isUnderWay: (session: string) => boolean, hurry: boolean): Promise<SessionKey | number | null> {
    let rested: number | null = null
    for (let read = false; ; ) {
      const waiting = this.#page.shift()
      if (waiting) {
        const { project, session } = waiting
        if (isUnderWay(nameOf(waiting))) continue
        const left = hurry ? 0 : this.#restOf(waiting)
        if (left <= 0) return { project, session }
        rested = Math.min(rested ?? left, left)
      } else if (!read) {
        read = true
        this.#page = await this.#store.backlog(PAGE)
        this.#gathers = this.#page.length === PAGE
        if (this.#page.length === 0) return rested
      } else {
        return rested
      }
    }
  }

  /** ms. */
  #restOf(waiting: WaitingSession): number {
    const rest = (this.#resting.get(nameOf(waiting)) ?? 0) - performance.now()
    return this.#gathers ? Math.max(rest, waiting.since + GATHER_MS - Date.now()) : rest
  }
}

export function nameOf(key: SessionKey): string {
  return `${key.project}/${key.session}`
}
