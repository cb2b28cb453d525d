import type { PlanRule, TrackingPlan } from '../../../contract/plan.ts'
import { type CompiledPlan, compileRules } from '../../plan/compile.ts'
import type { Range } from '../../plan/findings.ts'
import type { Owner } from '../../plan/identities.ts'
import { planOf } from '../../plan/stored-plan.ts'
import { PlanThread } from '../../plan/worker/plan-thread.ts'
import type { Asked } from '../../plan/worker/protocol.ts'
import type { EventRow, Store } from '../../store/port.ts'
import { Follower } from './follower.ts'
import { draftsOn, type RemoteDraft } from './kept-draft.ts'
import { followingJudge, type RemoteJudge } from './kept-judge.ts'

/** Projects kept in memory, those asked for last. */
const MOST_PROJECTS = 8
const PAGE = 500
/** Of more, all events are read once instead of each owner's by itself. */
const FEW_OWNERS = 500

interface Judged extends Pick<Known, 'plan' | 'compiled'> {
  /** How far it has come; null: all there is was judged. */
  reading: { done: number; total: number } | null
  found(range: Range, owners?: ReadonlySet<string>): Promise<Asked['found']['answer']>
}

interface Known {
  plan: TrackingPlan | null
  compiled: CompiledPlan
  follower: Follower<RemoteJudge>
}

type JudgedStore = Pick<Store, 'setting' | 'feed' | 'suggest' | 'events' | 'workedOut' | 'keepWorkedOut'>

/**
 * What the plan in force says of all events, per project: worked out when first asked and when the plan changes, so
 * that a plan of today judges last week too; otherwise only what is new is read, after a restart as well.
 */
export class Judgement {
  readonly #store: JudgedStore
  readonly #thread = new PlanThread()
  readonly #known = new Map<string, Known>()
  readonly #drafts = new Map<string, Follower<RemoteDraft>>()

  constructor(store: JudgedStore) {
    this.#store = store
  }

  /** Answers with what has been read so far when that takes longer than `patience`, ms, and goes on reading. */
  async of(project: string, patience = Number.POSITIVE_INFINITY): Promise<Judged> {
    const known = await this.#knownOf(project)
    const { plan, compiled, follower } = known
    const whole = follower.upToDate(async judge => {
      const owners = await judge.ask('takeAgain', {})
      const few = owners.length <= FEW_OWNERS
      const sources = few ? owners.map(owner => this.#eventsOf(project, owner)) : [this.#feedOf(project)]
      for (const pages of sources) for await (const events of pages) await judge.ask('judgeAgain', { events })
    })
    // With its thread the judge is gone, too: the next question begins from what was kept.
    whole.catch(error => {
      if (this.#known.get(project) === known) this.#known.delete(project)
      console.error('The events could not be judged; it is tried again when asked.', error)
    })
    const judge = await within(whole, patience)
    return {
      plan,
      compiled,
      reading: judge ? null : follower.reading,
      found: async (range, owners) => {
        try {
          return await (judge ?? (await follower.soFar())).ask('found', { range, owners })
        } catch (error) {
          if (this.#known.get(project) === known) throw error
          // Another plan came into force meanwhile.
          return (await this.of(project, patience)).found(range, owners)
        }
      },
    }
  }

  /** A plan that all events so far would pass. */
  async draft(project: string): Promise<PlanRule[]> {
    const follower = this.#drafts.get(project) ?? new Follower(this.#store, project, draftsOn(this.#thread))
    for (const oldest of keepNewest(this.#drafts, project, follower)) letGo(oldest)
    try {
      return await (await follower.upToDate()).ask('draft', {})
    } catch (error) {
      // With its thread the draft is gone, too: the next question begins anew.
      if (this.#drafts.get(project) === follower) this.#drafts.delete(project)
      throw error
    }
  }

  async #knownOf(project: string): Promise<Known> {
    const plan = await planOf(this.#store, project)
    const before = this.#known.get(project)
    const version = plan?.version ?? null
    if (before && (before.plan?.version ?? null) === version) {
      keepNewest(this.#known, project, before)
      return before
    }
    if (before) letGo(before.follower)
    const rules = plan?.rules ?? []
    const compiled = compileRules(rules)
    if ('problem' in compiled) throw new Error(compiled.problem)
    const following = followingJudge(this.#store, project, { version, rules }, this.#thread)
    const known = { plan, compiled, follower: new Follower(this.#store, project, following) }
    for (const oldest of keepNewest(this.#known, project, known)) letGo(oldest.follower)
    return known
  }

  async *#eventsOf(project: string, owner: Owner): AsyncGenerator<EventRow[]> {
    let cursor: string | undefined
    do {
      const from = cursor === undefined ? {} : { cursor }
      const page = await this.#store.events({ project, limit: PAGE, ...owner, ...from })
      yield page.items
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
  }

  async *#feedOf(project: string): AsyncGenerator<EventRow[]> {
    let place: string | null = null
    for (;;) {
      const page: Awaited<ReturnType<Store['feed']>> = await this.#store.feed(project, place, PAGE)
      yield page.items
      place = page.next
      if (page.items.length < PAGE) return
    }
  }
}

function letGo(follower: Follower<RemoteJudge> | Follower<RemoteDraft>): void {
  follower.stop()
  const ended = follower.soFar().then(fold => fold.ask('end', {}))
  // It ended by itself, with its thread.
  ended.catch(() => undefined)
}

/** Null when it takes longer. */
async function within<T>(answer: Promise<T>, ms: number): Promise<T | null> {
  if (ms === Number.POSITIVE_INFINITY) return answer
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(resolve, ms, null)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is kept no longer. */
function keepNewest<V>(map: Map<string, V>, key: string, value: V): V[] {
  map.delete(key)
  map.set(key, value)
  const over = [...map].slice(0, Math.max(0, map.size - MOST_PROJECTS))
  for (const [oldest] of over) map.delete(oldest)
  return over.map(([, one]) => one)
}
