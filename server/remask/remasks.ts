import { randomUUID } from 'node:crypto'
import { LEAST_LETTERS, type Remask, type RemaskInput } from '../../contract/masking.ts'
import { Failure } from '../failure.ts'
import type { SessionKey, Store } from '../store/port.ts'
import { FIRST_STAGE, type Job, jobSchema, runMask } from './mask-job.ts'
import type { MaskThread } from './mask-thread.ts'
import { parseSelector } from './selector.ts'
import { stars } from './text.ts'

/** More names of events than a project may use. */
const NAMES = 10_000
/** Letters of a masked text that are still told, at each end. */
const TOLD = 2

export interface AfterMasking {
  /** Derives a session anew, ahead of what waits. */
  derive: (session: SessionKey) => Promise<void>
  /** The files still hold what was masked. */
  compact: () => void
}

/** Masks what is stored, one job after another, and goes on after a stop. */
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
    return (await this.#all(project)).map(({ stage: _, cursor: __, ...one }) => one).reverse()
  }

  async start(project: string, input: RemaskInput, who: string): Promise<Remask> {
    check(input)
    const { sessions } = await this.#store.count(project)
    const names =
      input.by === 'text' ? await this.#store.suggest(project, { of: 'event', prefix: '', limit: NAMES }) : []
    const work: Job = {
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
      events: 0,
      eventsTotal: names.reduce((sum, one) => sum + one.count, 0),
      eventsLooked: 0,
      ids: 0,
      places: 0,
      left: 0,
      problem: null,
      stage: FIRST_STAGE,
      cursor: null,
    }
    await this.#put(project, work)
    const { stage: _, cursor: __, ...begun } = work
    this.#run(project, work)
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

  #run(project: string, work: Job): void {
    this.#queue = this.#queue.then(async () => {
      try {
        await this.#work(project, work)
      } catch (error) {
        console.error(`The mask ${work.id} failed.`, error)
        const problem = 'Something failed on the way; what is counted here is masked. Start it again.'
        work.state = 'failed'
        work.problem = problem
        work.endedAt = this.#now()
        await this.#put(project, forgetting(work))
      }
    })
  }

  async #work(project: string, job: Job): Promise<void> {
    if (this.#closed) return
    const whole = await runMask(project, job, {
      store: this.#store,
      thread: this.#thread,
      derive: this.#after.derive,
      save: () => this.#put(project, job),
      isStopped: () => this.#closed,
    })
    if (!whole) return
    job.endedAt = this.#now()
    job.state = job.left === 0 ? 'done' : 'failed'
    if (job.left > 0) job.problem = 'Something was there still when it was read again: start it again.'
    await this.#put(project, forgetting(job))
    if (job.places > 0) this.#after.compact()
  }

  async #all(project: string): Promise<Job[]> {
    const rows = await this.#store.documents(project, 'remask')
    return rows.flatMap(({ id, value }) => {
      const stored = jobSchema.safeParse(value)
      return stored.success ? [{ id, ...stored.data }] : []
    })
  }

  async #put(project: string, { id, ...value }: Job): Promise<void> {
    const at = this.#now()
    await this.#store.putDocument({
      project,
      kind: 'remask',
      id,
      createdAt: value.startedAt,
      updatedAt: at,
      value: jobSchema.parse(value),
    })
  }
}

/** What was masked is not kept here either. */
function forgetting(job: Job): Job {
  if (job.by === 'selector') return job
  const { what } = job
  const told = Math.min(TOLD, Math.floor(what.length / 4))
  const middle = stars(what.slice(told, what.length - told))
  return { ...job, what: `${what.slice(0, told)}${middle}${what.slice(what.length - told)}` }
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
