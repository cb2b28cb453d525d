import type { Store } from '../store/port.ts'
import { type LiveReads, look } from './look.ts'
import { LiveSegments } from './segments.ts'

type LoopStore = LiveReads &
  Pick<Store, 'projects' | 'segments' | 'document' | 'setting' | 'ripen' | 'sweepLines'>

/** How often it is asked who was touched, ms. */
const LOOK_MS = 1_000
/** How often announcements are looked through for those who did not return, and old lines are cleared away, ms. */
const TIDY_MS = 5_000
const TIDIED = 2_000
/** Between two looks with work, as a share of the last one's time: the rest is for others. */
const REST = 0.5

/**
 * Keeps who is in which saved segment. It follows what was stored from a place of its own, so that nothing is lost with
 * the process, and ingest knows nothing of it.
 */
export class LiveLoop {
  readonly #store: LoopStore
  readonly #now: () => number
  readonly #segments = new Map<string, LiveSegments>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #looking: Promise<void> = Promise.resolve()
  #tidied = Number.NEGATIVE_INFINITY
  #stopped = true

  constructor(store: LoopStore, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  start(): void {
    this.#stopped = false
    this.#again()
  }

  async close(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#looking
  }

  /** Looks at every project once; answers whether there is more to do at once. */
  async lookOnce(): Promise<boolean> {
    let more = false
    let untidy = false
    const tidy = this.#now() - this.#tidied >= TIDY_MS
    for (const { id: project } of await this.#store.projects()) {
      if (tidy) untidy = (await this.#tidy(project)) || untidy
      const segments = this.#segments.get(project) ?? new LiveSegments(this.#store)
      this.#segments.set(project, segments)
      const found = await segments.of(project, this.#now())
      more = (await look(this.#store, project, found, this.#now)) || more
    }
    if (tidy && !untidy) this.#tidied = this.#now()
    return more || untidy
  }

  async #tidy(project: string): Promise<boolean> {
    const ripe = await this.#store.ripen(project, this.#now(), TIDIED)
    const swept = await this.#store.sweepLines(project, TIDIED)
    return ripe === TIDIED || swept === TIDIED
  }

  #again(): void {
    const begun = performance.now()
    this.#looking = this.lookOnce()
      .catch(error => {
        console.error('Segments could not be kept up to date; it is tried again.', error)
        return false
      })
      .then(more => {
        if (this.#stopped) return
        const rest = more ? (performance.now() - begun) * REST : LOOK_MS
        this.#timer = setTimeout(() => this.#again(), rest)
      })
  }
}
