import type { TrackingPlan } from '../../../contract/plan.ts'
import { compileRules } from '../../plan/compile.ts'
import { DraftFold } from '../../plan/draft.ts'
import type { Owner } from '../../plan/identities.ts'
import { Judge } from '../../plan/judge.ts'
import { planOf } from '../../plan/stored-plan.ts'
import type { EventRow, Store } from '../../store/port.ts'
import { Follower } from './follower.ts'

/** Projects kept in memory, those asked for last. */
const MOST_PROJECTS = 8
const PAGE = 500
/** Of more, all events are read once instead of each owner's by itself. */
const FEW_OWNERS = 500

interface Judged {
  judge: Judge
  plan: TrackingPlan | null
  /** How far it has come; null: all there is was judged. */
  reading: { done: number; total: number } | null
}

type JudgedStore = Pick<Store, 'setting' | 'feed' | 'suggest' | 'events'>

/**
 * What the plan in force says of all events, per project: worked out when first asked and when the plan changes, so
 * that a plan of today judges last week too; otherwise only what is new is read.
 */
export class Judgement {
  readonly #store: JudgedStore
  readonly #judges = new Map<string, { version: number | null; follower: Follower<Judge> }>()
  readonly #drafts = new Map<string, Follower<DraftFold>>()

  constructor(store: JudgedStore) {
    this.#store = store
  }

  /** Answers with what has been read so far when that takes longer than `patience`, ms, and goes on reading. */
  async of(project: string, patience = Number.POSITIVE_INFINITY): Promise<Judged> {
    const plan = await planOf(this.#store, project)
    const version = plan?.version ?? null
    let known = this.#judges.get(project)
    if (known?.version !== version) {
      const compiled = compileRules(plan?.rules ?? [])
      if ('problem' in compiled) throw new Error(compiled.problem)
      known = { version, follower: new Follower(this.#store, project, () => new Judge(compiled)) }
    }
    keepNewest(this.#judges, project, known)
    const { follower } = known
    const whole = follower.upToDate(async judge => {
      const owners = judge.takeAgain()
      const few = owners.length <= FEW_OWNERS
      const sources = few
        ? owners.map(owner => eventsOf(this.#store, project, owner))
        : [feedOf(this.#store, project)]
      for (const events of sources) for await (const event of events) judge.judgeAgain(event)
    })
    const judge = await within(whole, patience)
    if (judge) return { judge, plan, reading: null }
    whole.catch(error =>
      console.error('The events could not be judged; it is tried again when asked.', error),
    )
    return { judge: follower.soFar, plan, reading: follower.reading }
  }

  draft(project: string): Promise<DraftFold> {
    const known = this.#drafts.get(project) ?? new Follower(this.#store, project, () => new DraftFold())
    keepNewest(this.#drafts, project, known)
    return known.upToDate()
  }
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

async function* eventsOf(
  store: Pick<Store, 'events'>,
  project: string,
  owner: Owner,
): AsyncGenerator<EventRow> {
  let cursor: string | undefined
  do {
    const page = await store.events({
      project,
      limit: PAGE,
      ...owner,
      ...(cursor !== undefined && { cursor }),
    })
    yield* page.items
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

async function* feedOf(store: Pick<Store, 'feed'>, project: string): AsyncGenerator<EventRow> {
  let place: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<Store['feed']>> = await store.feed(project, place, PAGE)
    yield* page.items
    place = page.next
    if (page.items.length < PAGE) return
  }
}

function keepNewest<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= MOST_PROJECTS) break
    map.delete(oldest)
  }
}
