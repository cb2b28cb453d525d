import { z } from 'zod'
import { type Leak, type LeakScan, leakScanSchema, leakSchema } from '../../contract/masking.ts'
import { Failure } from '../failure.ts'
import type { SessionRow, Store } from '../store/port.ts'
import type { FoundLeak } from './leaks.ts'
import type { MaskThread } from './mask-thread.ts'
import { bytesOf, sessionPages } from './sessions.ts'

/** Places listed; those with most come first. */
const LISTED = 200
/** Places held while the scan goes on; on the way nothing of them is dropped below this. */
const HELD = 5_000
const MOMENTS = 5
const ID = 'latest'

const workSchema = leakScanSchema
  .omit({ leaks: true, more: true })
  .extend({ cursor: z.string().nullable(), held: z.array(leakSchema) })
type Work = z.infer<typeof workSchema>

/** Goes over the stored recordings of a project and lists what should have been masked; the last scan is kept. */
export class LeakScans {
  readonly #store: Store
  readonly #thread: MaskThread
  readonly #now: () => number
  #queue: Promise<void> = Promise.resolve()
  #closed = false

  constructor(store: Store, thread: MaskThread, now: () => number = Date.now) {
    this.#store = store
    this.#thread = thread
    this.#now = now
  }

  async resume(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      const work = await this.#stored(project)
      if (work?.state === 'running') this.#run(project, work)
    }
  }

  /** Null: none was ever started. */
  async latest(project: string): Promise<LeakScan | null> {
    const work = await this.#stored(project)
    if (!work) return null
    const { cursor: _, held, ...scan } = work
    const leaks = held.sort((a, b) => b.count - a.count)
    return { ...scan, leaks: leaks.slice(0, LISTED), more: Math.max(0, leaks.length - LISTED) }
  }

  async start(project: string): Promise<LeakScan> {
    const before = await this.#stored(project)
    if (before?.state === 'running') throw new Failure('conflict', 'A scan is under way; wait for its end.')
    const { sessions } = await this.#store.count(project)
    const work: Work = {
      startedAt: this.#now(),
      endedAt: null,
      state: 'running',
      total: sessions,
      looked: 0,
      problem: null,
      cursor: null,
      held: [],
    }
    await this.#put(project, work)
    this.#run(project, work)
    const { cursor: _, held: leaks, ...scan } = work
    return { ...scan, leaks, more: 0 }
  }

  async settled(): Promise<void> {
    await this.#queue
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#queue
  }

  #run(project: string, work: Work): void {
    this.#queue = this.#queue.then(async () => {
      try {
        await this.#work(project, work)
      } catch (error) {
        console.error('A scan for leaks failed.', error)
        const problem = 'Something failed on the way; what is listed was found. Start it again.'
        await this.#put(project, { ...work, state: 'failed', endedAt: this.#now(), problem })
      }
    })
  }

  async #work(project: string, work: Work): Promise<void> {
    if (this.#closed) return
    const places = new Map(work.held.map(one => [placeOf(one), one]))
    for await (const { items, next } of sessionPages(this.#store, project, work.startedAt, work.cursor)) {
      for (const session of items) {
        if (this.#closed) return
        await this.#session(session, places)
        work.looked += 1
      }
      work.cursor = next
      work.held = [...places.values()]
      if (next !== null) await this.#put(project, work)
    }
    await this.#put(project, { ...work, state: 'done', endedAt: this.#now() })
  }

  async #session(session: SessionRow, places: Map<string, Leak>): Promise<void> {
    const seen = new Set<string>()
    for (const { tab } of await this.#store.tabs(session)) {
      for (const found of await this.#thread.scan(await bytesOf(this.#store, session, tab))) {
        const key = placeOf(found)
        const moments = found.times.map(time => ({
          session: session.session,
          tab,
          at: Math.max(0, Math.round(time + session.clockOffset - session.startedAt)),
        }))
        const known = places.get(key)
        if (known) {
          known.count += found.count
          if (!seen.has(key)) known.sessions += 1
          known.moments = [...known.moments, ...moments].slice(0, MOMENTS)
        } else if (places.size < HELD) {
          const { times: _, ...leak } = found
          places.set(key, { ...leak, sessions: 1, moments: moments.slice(0, MOMENTS) })
        }
        seen.add(key)
      }
    }
  }

  async #stored(project: string): Promise<Work | null> {
    const row = await this.#store.document(project, 'leak-scan', ID)
    const work = workSchema.safeParse(row?.value)
    return work.success ? work.data : null
  }

  async #put(project: string, value: Work): Promise<void> {
    const at = this.#now()
    await this.#store.putDocument({ project, kind: 'leak-scan', id: ID, createdAt: at, updatedAt: at, value })
  }
}

function placeOf({
  kind,
  where,
  page,
  selector,
}: Pick<FoundLeak, 'kind' | 'where' | 'page' | 'selector'>): string {
  return JSON.stringify([kind, where, page, selector])
}
