import { REMOVAL_LIMIT, type Removal, type RemovalInput } from '../../contract/removal.ts'
import { Failure } from '../failure.ts'
import { askedQuestion } from '../read/question.ts'
import type { Store } from '../store/port.ts'
import { forgetSessions } from './documents.ts'
import { checkPerson, removePerson, wholeOf } from './person.ts'
import { Receipts } from './receipts.ts'
import { unreadOf } from './unread.ts'

/** Sessions removed between two notes of how far it is. */
const STEP = 100
/** How long after the last removal the files are made to forget, ms: several removals share one compaction. */
const COMPACT_AFTER_MS = 60_000

/** Removes for good, one after another, and goes on after a stop; what became of each is its receipt. */
export class Removals {
  readonly receipts: Receipts
  readonly #store: Store
  readonly #now: () => number
  #queue: Promise<void> = Promise.resolve()
  #compaction: NodeJS.Timeout | null = null
  #closed = false

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
    this.receipts = new Receipts(store, now)
  }

  /** Goes on with what a stop interrupted. */
  async resume(): Promise<void> {
    for (const { id: project } of await this.#store.projects()) {
      const all = await this.receipts.list(project)
      for (const one of all.filter(({ state }) => state === 'running').reverse()) this.#run(project, one)
      if (all.some(one => one.state === 'done' && one.compactedAt === null)) this.compactSoon()
    }
  }

  /** The receipt as it begins; the work goes on behind it. */
  async start(project: string, { what, id }: RemovalInput, by: string): Promise<Removal> {
    const sessions = await this.#sessionsOf(project, what, id)
    const receipt = await this.receipts.begin(project, { what, target: id, by })
    await this.receipts.putWork(project, receipt.id, sessions)
    const begun = { ...receipt, total: sessions.length }
    await this.receipts.put(project, begun)
    this.#run(project, begun)
    return begun
  }

  /** Once everything started so far is done. */
  async settled(): Promise<void> {
    await this.#queue
  }

  async compact(): Promise<void> {
    if (this.#compaction) clearTimeout(this.#compaction)
    this.#compaction = null
    const at = this.#now()
    await this.#store.compact()
    for (const { id: project } of await this.#store.projects()) {
      const waiting = (await this.receipts.list(project)).filter(
        one => one.state === 'done' && one.compactedAt === null && (one.endedAt ?? at) <= at,
      )
      for (const one of waiting) await this.receipts.put(project, { ...one, compactedAt: this.#now() })
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#compaction) clearTimeout(this.#compaction)
    await this.#queue
  }

  /** All of them before the first is gone: removing some may change who is in a segment. */
  async #sessionsOf(project: string, what: RemovalInput['what'], id: string): Promise<string[]> {
    if (what === 'session') {
      const session = await this.#store.session({ project, session: id })
      if (!session) throw new Failure('not-found', 'There is no session with this id.')
      return [id]
    }
    if (what === 'person') {
      const whole = await wholeOf(this.#store, project, id)
      if (!whole) throw new Failure('not-found', 'There is no person with this id.')
      return whole.sessions
    }
    if (what === 'unread') {
      const chosen = await unreadOf(this.#store, project, one => one.waiting === 0)
      return chosen.map(one => one.session).slice(0, REMOVAL_LIMIT)
    }
    const asked = await askedQuestion(this.#store, project, { segment: id }, this.#now())
    if (!asked) throw new Failure('bad-request', 'Name the segment.')
    const [problem] = asked.problems
    if (problem) {
      throw new Failure('conflict', `The segment cannot be trusted (${problem.message}); mend it first.`)
    }
    const { question } = asked
    const sessions: string[] = []
    let cursor: string | undefined
    do {
      const page = await this.#store.sessions({
        project,
        question,
        limit: 500,
        ...(cursor ? { cursor } : {}),
      })
      sessions.push(...page.items.map(one => one.session))
      cursor = page.next ?? undefined
    } while (cursor !== undefined && sessions.length < REMOVAL_LIMIT)
    return sessions
  }

  #run(project: string, receipt: Removal): void {
    this.#queue = this.#queue.then(() => this.#work(project, receipt))
  }

  async #work(project: string, begun: Removal): Promise<void> {
    if (this.#closed) return
    let receipt = begun
    try {
      receipt =
        receipt.what === 'person'
          ? await this.#removeWhole(project, receipt)
          : await this.#removeSessions(project, receipt)
      // Stopped on the way: it goes on with the next start.
      if (receipt.state === 'running') return
    } catch (error) {
      console.error(`The removal ${receipt.id} failed.`, error)
      const problem = 'Something failed on the way; what is counted here is gone. Start it again.'
      receipt = { ...receipt, state: 'failed', endedAt: this.#now(), problem }
    }
    await this.receipts.put(project, receipt)
    await this.receipts.dropWork(project, receipt.id)
    this.compactSoon()
  }

  async #removeWhole(project: string, receipt: Removal): Promise<Removal> {
    const whole = await wholeOf(this.#store, project, receipt.target)
    // Interrupted after the deed: what it was made of is not known any more.
    if (!whole) return { ...receipt, state: 'done', endedAt: this.#now() }
    const removed = await removePerson(this.#store, project, whole)
    return this.#ended(receipt, removed, await checkPerson(this.#store, project, whole))
  }

  async #removeSessions(project: string, begun: Removal): Promise<Removal> {
    let receipt = begun
    const sessions = (await this.receipts.work(project, begun.id)) ?? []
    for (let from = 0; from < sessions.length; from += STEP) {
      if (this.#closed) return receipt
      const step = sessions.slice(from, from + STEP)
      const { links, notes } = await forgetSessions(this.#store, project, new Set(step))
      const gone = await Promise.all(step.map(session => this.#store.deleteSession({ project, session })))
      const { removed } = receipt
      receipt = {
        ...receipt,
        removed: {
          sessions: removed.sessions + gone.filter(Boolean).length,
          events: 0,
          links: removed.links + links,
          notes: removed.notes + notes,
        },
      }
      await this.receipts.put(project, receipt)
    }
    const left = await Promise.all(sessions.map(session => this.#store.session({ project, session })))
    return this.#ended(receipt, receipt.removed, [
      { what: `sessions with their recordings (${sessions.length})`, gone: left.every(one => one === null) },
    ])
  }

  #ended(receipt: Removal, removed: Removal['removed'], checks: Removal['checks']): Removal {
    const whole = checks.every(check => check.gone)
    const problem = whole ? null : 'Something came back after it was removed: start it again.'
    return { ...receipt, removed, checks, problem, state: whole ? 'done' : 'failed', endedAt: this.#now() }
  }

  /** Some quiet time after the last call. */
  compactSoon(): void {
    if (this.#compaction) clearTimeout(this.#compaction)
    if (this.#closed) return
    this.#compaction = setTimeout(() => {
      this.compact().catch(error =>
        console.error('The files could not be compacted; it is tried again.', error),
      )
    }, COMPACT_AFTER_MS)
    this.#compaction.unref()
  }
}
