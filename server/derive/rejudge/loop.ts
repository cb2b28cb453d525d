import { setTimeout as pause } from 'node:timers/promises'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import type { TraceRow } from '../../store/frustration-port.ts'
import type { Store } from '../../store/port.ts'
import { rulesKey, rulesOf } from '../frustration/rules-in-force.ts'
import { JudgingThread } from './judging-thread.ts'

export type JudgeStore = Pick<
  Store,
  'projects' | 'setting' | 'unjudged' | 'countUnjudged' | 'putVerdicts' | 'facts'
>

/** Sessions per step: what a recording that arrives meanwhile may have to wait for is one step's writing. */
const STEP = 1_000
/** While recordings are being derived, each step waits so long for them, ms; it never waits for ever. */
const BEHIND_MS = 250
const LOOK_AGAIN_MS = 10

/**
 * When a project's rules change, judges its sessions again from what was kept of them: step by step, behind live
 * work. Each session says which rules judged it, so a stop or a crash costs nothing: what is left is what differs.
 */
export class RejudgeLoop {
  readonly #store: JudgeStore
  readonly #isBusy: () => boolean
  readonly #thread = new JudgingThread()
  readonly #progress = new Map<string, { done: number; total: number }>()
  #looking: Promise<void> | null = null
  #again = false
  #closed = false

  constructor(store: JudgeStore, isBusy: () => boolean) {
    this.#store = store
    this.#isBusy = isBusy
  }

  nudge(): void {
    if (this.#closed) return
    this.#again = true
    this.#looking ??= this.#look()
      .catch(error => console.error('Sessions could not be judged again; it is tried again.', error))
      .finally(() => {
        this.#looking = null
      })
  }

  /** How far judging again has come; null when every session is judged by the rules in force. */
  progress(project: string): { done: number; total: number } | null {
    return this.#progress.get(project) ?? null
  }

  async idle(): Promise<void> {
    this.nudge()
    while (this.#looking) await this.#looking
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#looking
    await this.#thread.close()
  }

  /** What rules would find in these sessions, without changing anything. */
  async ask(project: string, rules: FrustrationRules, rows: TraceRow[]): Promise<Grievance[][]> {
    const found = await this.#thread.judge(
      rules,
      rows.map(({ traces }) => ({ traces })),
    )
    return Promise.all(
      rows.map(async ({ session }, i) => found[i] ?? (await this.#askFacts(project, session, rules))),
    )
  }

  async #look(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false
      for (const { id } of await this.#store.projects()) {
        await this.#judgeAll(id).finally(() => this.#progress.delete(id))
      }
    }
  }

  async #judgeAll(project: string): Promise<void> {
    while (!this.#closed) {
      const rules = await rulesOf(this.#store, project)
      const key = rulesKey(rules)
      const total = await this.#store.countUnjudged(project, key)
      if (total === 0) return
      await this.#pass(project, rules, key, total)
    }
  }

  /** Reads a step while the one before is judged, and the one before that is written. */
  async #pass(project: string, rules: FrustrationRules, key: number, total: number): Promise<void> {
    const read = (cursor?: string) =>
      this.#store.unjudged(project, key, { limit: STEP, ...(cursor ? { cursor } : {}) })
    let done = 0
    let written: Promise<void> = Promise.resolve()
    let page = await read()
    while (page.items.length > 0 && !this.#closed) {
      this.#progress.set(project, { done, total: Math.max(total, done + page.items.length) })
      const { items, next } = page
      await this.#behindLiveWork()
      const [found, following] = await Promise.all([
        this.ask(project, rules, items),
        next === null ? { items: [], next: null } : read(next),
        written,
      ])
      written = this.#store.putVerdicts(
        project,
        items.map(({ session }, i) => ({ session, rules: key, found: found[i] ?? [] })),
      )
      done += items.length
      page = following
      // Who changes thresholds twice does not wait for the first change.
      if (rulesKey(await rulesOf(this.#store, project)) !== key) break
    }
    await written
  }

  async #askFacts(project: string, session: string, rules: FrustrationRules): Promise<Grievance[]> {
    const facts = (await this.#store.facts({ project, session })).map(tab => tab.facts)
    const [found] = await this.#thread.judge(rules, [{ traces: [], facts }])
    return found ?? []
  }

  async #behindLiveWork(): Promise<void> {
    for (let waited = 0; this.#isBusy() && waited < BEHIND_MS; waited += LOOK_AGAIN_MS) {
      await pause(LOOK_AGAIN_MS)
    }
  }
}
