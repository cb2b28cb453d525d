import type { SessionFields } from '../../../contract/fields.ts'
import type { Derived, SessionKey, Store, TabRow } from '../../store/port.ts'
import { arrivedShare } from '../arrived.ts'
import { rulesOf } from '../frustration/rules-in-force.ts'
import { pathTemplates } from '../path-templates.ts'
import { type JudgeStore, RejudgeLoop } from '../rejudge/loop.ts'
import { DerivePool } from './pool.ts'
import { nameOf, Waiting } from './waiting.ts'

type DeriveStore = JudgeStore & Pick<Store, 'backlog' | 'toDerive' | 'putDerived' | 'addOutcomes'>

/** How often the backlog is looked at when nobody nudges, ms: what another process put there is found too. */
const LOOK_MS = 2_000
/** Sessions under way at once per thread: one is derived while the next is read from the store. */
const PER_THREAD = 2
/** While all that waits rests, what arrives is looked at so often, ms: not with every batch. */
const CALM_MS = 100
/** Sessions whose places in the folds are remembered; a forgotten one is read again from its first batch. */
const SEEN_KEPT = 10_000

/**
 * Brings recordings to facts: takes sessions from the backlog, hands their new batches to a thread, stores what
 * comes back. `nudge()` after something was stored.
 */
export class DeriveLoop {
  readonly #store: DeriveStore
  readonly #pool: DerivePool
  /** Of each session, the next sequence number that a tab's fold expects. */
  readonly #seen = new Map<string, Record<string, number>>()
  readonly #busy = new Map<string, Promise<void>>()
  readonly #waiting: Waiting
  #timer: ReturnType<typeof setInterval> | null = null
  /** Set while all that waits rests. */
  #rested: ReturnType<typeof setTimeout> | undefined
  /** performance.now() */
  #calmUntil = 0
  /** Callers of idle(), for whom nothing rests. */
  #hurried = 0
  #looking: Promise<void> | null = null
  #again = false
  #closed = false

  /** Judges again what changed rules no longer fit, behind what arrives. */
  readonly rejudge: RejudgeLoop

  constructor(store: DeriveStore, pool = new DerivePool()) {
    this.#store = store
    this.#pool = pool
    this.#waiting = new Waiting(store)
    this.rejudge = new RejudgeLoop(store, () => this.#busy.size > 0)
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.nudge()
      this.rejudge.nudge()
    }, LOOK_MS)
    this.nudge()
    this.rejudge.nudge()
  }

  nudge(): void {
    if (this.#closed) return
    const calm = this.#calmUntil - performance.now()
    if (calm > 0 && this.#hurried === 0) {
      this.#wakeIn(calm)
      return
    }
    this.#again = true
    this.#looking ??= this.#look()
      .catch(error => console.error('The backlog of derivation could not be read; it is tried again.', error))
      .finally(() => {
        this.#looking = null
      })
  }

  /** Derives one session ahead of the backlog. */
  async derive(key: SessionKey): Promise<void> {
    await this.#busy.get(nameOf(key))
    await this.#begin(key)
  }

  /** Resolves when the backlog is empty and every session is judged by the rules in force. */
  async idle(): Promise<void> {
    this.#hurried += 1
    this.nudge()
    while (this.#looking) await this.#looking
    this.#hurried -= 1
    await this.rejudge.idle()
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    clearTimeout(this.#rested)
    await this.#looking
    await this.rejudge.close()
    await this.#pool.close()
  }

  async #look(): Promise<void> {
    const most = this.#pool.size * PER_THREAD
    while ((this.#again || this.#busy.size > 0) && !this.#closed) {
      this.#again = false
      while (this.#busy.size < most) {
        const next = await this.#waiting.next(name => this.#busy.has(name), this.#hurried > 0)
        if (typeof next === 'number') this.#calm(next)
        if (next === null || typeof next === 'number') break
        this.#begin(next)
      }
      if (this.#busy.size > 0) {
        await Promise.race(this.#busy.values())
        this.#again = true
      }
    }
    await Promise.all(this.#busy.values())
  }

  /** All that waits rests for so long. */
  #calm(ms: number): void {
    this.#calmUntil = performance.now() + Math.min(ms, CALM_MS)
    this.#wakeIn(ms)
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#rested)
    this.#rested = setTimeout(() => this.nudge(), ms)
  }

  #begin(key: SessionKey): Promise<void> {
    const name = nameOf(key)
    const work = this.#derive(key)
      .catch(error => console.error(`Session ${key.session} could not be derived; it is tried again.`, error))
      .finally(() => {
        this.#busy.delete(name)
        this.#waiting.rest(name)
      })
    this.#busy.set(name, work)
    return work
  }

  async #derive(key: SessionKey): Promise<void> {
    const derived = (await this.#attempt(key, true)) ?? (await this.#attempt(key, false))
    if (!derived) throw new Error('The derivation thread forgot what it was just told.')
    if (derived === 'gone') return
    await this.#store.putDerived(derived)
    const aside = derived.tabs.flatMap(tab => tab.aside)
    if (aside.length === 0) return
    const lastAt = Date.now()
    await this.#store.addOutcomes(
      aside.map(({ reason }) => ({
        project: key.project,
        kind: 'recording' as const,
        outcome: 'aside' as const,
        // The counter keeps the kind of trouble; the batch keeps the whole reason.
        reason: reason.split(':')[0] ?? reason,
        count: 1,
        lastAt,
      })),
    )
  }

  /** Null when the thread no longer holds the folds to go on with. */
  async #attempt(key: SessionKey, resume: boolean): Promise<Derived | 'gone' | null> {
    const name = nameOf(key)
    const seen = resume ? (this.#seen.get(name) ?? {}) : {}
    const [asked, rules, templates] = await Promise.all([
      this.#store.toDerive(key, seen),
      rulesOf(this.#store, key.project),
      pathTemplates(this.#store, key.project),
    ])
    if (!asked) return 'gone'
    const { clockOffset, source, tabs: rows, bytes } = asked
    try {
      const answer = await this.#pool.run(hash(key.session), {
        ...{ source, clockOffset, rules, templates, bytes },
        tabs: rows.map(({ tab, wanted }) => {
          // The engine gives what the fold expects, or all of it.
          const expected = Object.hasOwn(seen, tab) ? (seen[tab] ?? 0) : 0
          const first = wanted[0]?.seq ?? expected
          return { key: `${name}/${tab}`, resume: expected > 0 && first >= expected, batches: wanted }
        }),
      })
      if ('forgotten' in answer) return null
      this.#remember(name, seen, rows)
      return {
        ...key,
        fields: { ...answer.fields, ...arrivedFidelity(answer.fields, rows, answer.tabs) },
        verdict: answer.verdict,
        span: answer.span,
        tabs: answer.tabs.map(({ facts, trace, checked, aside }, i) => {
          return { tab: rows[i]?.tab ?? '', facts, trace, checked, aside }
        }),
      }
    } catch (error) {
      if (this.#closed) throw error
      // The thread died of this task, and all folds with it.
      this.#seen.clear()
      if (resume) return null
      return setAside(key, rows, error instanceof Error ? error.message : String(error))
    }
  }

  #remember(
    session: string,
    before: Record<string, number>,
    rows: { tab: string; wanted: { seq: number }[] }[],
  ): void {
    const places = rows.map(({ tab, wanted }): [string, number] => {
      const last = wanted.at(-1)
      return [tab, last ? last.seq + 1 : Object.hasOwn(before, tab) ? (before[tab] ?? 0) : 0]
    })
    this.#seen.delete(session)
    this.#seen.set(session, Object.fromEntries(places))
    if (this.#seen.size > SEEN_KEPT) this.#seen.delete(this.#seen.keys().next().value ?? '')
  }
}

/** The recordings' fidelity without what of them never arrived; [F23]. */
function arrivedFidelity(
  { fidelity }: SessionFields,
  rows: TabRow[],
  tabs: { events: number; aside: { seq: number; reason: string }[] }[],
): Pick<SessionFields, 'fidelity'> {
  if (fidelity === undefined) return {}
  const events = tabs.reduce((sum, tab) => sum + tab.events, 0)
  const shares = rows.map((row, i) => {
    const tab = tabs[i]
    if (!tab) return 0
    const aside = [...row.aside, ...tab.aside]
    return tab.events * arrivedShare({ ...row, aside }, tab.events)
  })
  return { fidelity: Math.round((fidelity * shares.reduce((sum, share) => sum + share, 0)) / events) }
}

/** What a session becomes when its derivation killed the thread twice: its new batches are set aside. */
function setAside(key: SessionKey, rows: TabRow[], why: string): Derived {
  const reason = `broke-derivation: ${why}`
  return {
    ...key,
    fields: {},
    span: null,
    tabs: rows.map(row => ({
      tab: row.tab,
      facts: null,
      checked: [],
      aside: row.fresh.map(seq => ({ seq, reason })),
    })),
  }
}

function hash(text: string): number {
  let h = 0
  for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) >>> 0
  return h
}
