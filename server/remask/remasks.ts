import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { LEAST_LETTERS, type Remask, type RemaskInput, remaskSchema } from '../../contract/masking.ts'
import { Failure } from '../failure.ts'
import type { SessionRow, Store } from '../store/port.ts'
import type { MaskThread } from './mask-thread.ts'
import { parseSelector } from './selector.ts'
import { bytesOf, sessionPages } from './sessions.ts'

/** `cursor`: the page of sessions it goes on with. */
const workSchema = remaskSchema.omit({ id: true }).extend({ cursor: z.string().nullable() })
type Work = Remask & { cursor: string | null }

export interface AfterMasking {
  /** Recordings wait to be derived again. */
  derive: () => void
  /** The files still hold what was masked. */
  compact: () => void
}

/** Masks stored recordings, one job after another, and goes on after a stop. */
export class Remasks {
  readonly #store: Store
  readonly #thread: MaskThread
  readonly #after: AfterMasking
  readonly #now: () => number
  #queue: Promise<void> = Promise.resolve()
  #closed = false

  constructor(store: Store, thread: MaskThread, after: AfterMasking, now: () => number = Date.now) {
    this.#store = store
    this.#thread = thread
    this.#after = after
    this.#now = now
  }

  async resume(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      const waiting = (await this.#all(project)).filter(one => one.state === 'running')
      for (const one of waiting) this.#run(project, one)
    }
  }

  /** Newest first. */
  async list(project: string): Promise<Remask[]> {
    return (await this.#all(project)).map(({ cursor: _, ...one }) => one).reverse()
  }

  async start(project: string, input: RemaskInput, who: string): Promise<Remask> {
    check(input)
    const { sessions } = await this.#store.count(project)
    const work: Work = {
      ...input,
      id: `mask_${randomUUID().replaceAll('-', '').slice(0, 16)}`,
      who,
      startedAt: this.#now(),
      endedAt: null,
      state: 'running',
      total: sessions,
      looked: 0,
      sessions: 0,
      batches: 0,
      places: 0,
      left: 0,
      problem: null,
      cursor: null,
    }
    await this.#put(project, work)
    this.#run(project, work)
    const { cursor: _, ...begun } = work
    return begun
  }

  /** Once everything started so far is done. */
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
        console.error(`The mask ${work.id} failed.`, error)
        const problem = 'Something failed on the way; what is counted here is masked. Start it again.'
        work.state = 'failed'
        work.problem = problem
        work.endedAt = this.#now()
        await this.#put(project, work)
      }
    })
  }

  async #work(project: string, work: Work): Promise<void> {
    if (this.#closed) return
    for await (const { items, next } of sessionPages(this.#store, project, work.startedAt, work.cursor)) {
      for (const session of items) {
        if (this.#closed) return
        await this.#session(session, work)
      }
      work.cursor = next
      if (next !== null) await this.#put(project, work)
      if (work.batches > 0) this.#after.derive()
    }
    work.endedAt = this.#now()
    work.state = work.left === 0 ? 'done' : 'failed'
    if (work.left > 0) work.problem = 'Something was there still when it was read again: start it again.'
    await this.#put(project, work)
    if (work.batches > 0) this.#after.compact()
  }

  async #session(session: SessionRow, work: Work): Promise<void> {
    let isMasked = false
    for (const { tab } of await this.#store.tabs(session)) {
      const { changed, places } = await this.#thread.mask(work, await bytesOf(this.#store, session, tab))
      if (changed.length === 0) continue
      isMasked = true
      for (const { seq, bytes } of changed) await this.#store.replaceBatch({ ...session, tab }, seq, bytes)
      work.batches += changed.length
      work.places += places
      work.left += (await this.#thread.mask(work, await bytesOf(this.#store, session, tab))).places
    }
    work.looked += 1
    if (isMasked) work.sessions += 1
  }

  async #all(project: string): Promise<Work[]> {
    const rows = await this.#store.documents(project, 'remask')
    return rows.flatMap(({ id, value }) => {
      const stored = workSchema.safeParse(value)
      return stored.success ? [{ id, ...stored.data }] : []
    })
  }

  async #put(project: string, { id, ...value }: Work): Promise<void> {
    const at = this.#now()
    await this.#store.putDocument({
      project,
      kind: 'remask',
      id,
      createdAt: value.startedAt,
      updatedAt: at,
      value: workSchema.parse(value),
    })
  }
}

function check({ by, what }: RemaskInput): void {
  if (by === 'selector') {
    if (parseSelector(what)) return
    throw new Failure(
      'bad-request',
      'This selector is not understood: use tags, #id, .class and [attribute], descendants (a b) and children (a > b).',
    )
  }
  if (what.replaceAll('*', '').trim().length < LEAST_LETTERS) {
    throw new Failure(
      'bad-request',
      `Give at least ${LEAST_LETTERS} letters beside "*"; less masks too much.`,
    )
  }
  if (what.includes('*') && /\s/.test(what)) {
    throw new Failure('bad-request', '"*" stands for letters inside of one word: leave out the spaces.')
  }
}
