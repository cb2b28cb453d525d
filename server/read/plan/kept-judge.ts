/**
 * A judge in the thread of judges, and what of it is kept beside the store so that a restart goes on where it was.
 *
 *     kept: v8.serialize({ version, plan, place, named, judge: bytes of the judge's state })
 */
import { deserialize, serialize } from 'node:v8'
import type { PlanRule } from '../../../contract/plan.ts'
import { JUDGE_VERSION } from '../../plan/judge.ts'
import type { PlanThread } from '../../plan/worker/plan-thread.ts'
import type { Asked } from '../../plan/worker/protocol.ts'
import type { EventRow, Store } from '../../store/port.ts'
import type { Fold, Followed, Following } from './follower.ts'

const NAME = 'plan-judge'
/** New events after which it is kept while the first reading goes on, and once all was read; or a share of those read. */
const KEPT_AFTER = { reading: { events: 50_000, share: 0.25 }, complete: { events: 2_000, share: 0.02 } }

interface Kept {
  version: number
  plan: number | null
  place: string | null
  named: number
  judge: Uint8Array
}

type KeepingStore = Pick<Store, 'workedOut' | 'keepWorkedOut'>

export class RemoteJudge implements Fold {
  readonly #thread: PlanThread
  readonly #id: number
  /** Events added since it was kept. */
  fresh = 0

  constructor(thread: PlanThread) {
    this.#thread = thread
    this.#id = thread.nextJudge()
  }

  ask<N extends Exclude<keyof Asked, 'add'>>(name: N, args: Asked[N]['args']): Promise<Asked[N]['answer']> {
    return this.#thread.ask(this.#id, name, args)
  }

  async add(events: readonly EventRow[]): Promise<void> {
    this.fresh += events.length
    await this.#thread.ask(this.#id, 'add', { events })
  }
}

/** A judge of these rules, begun from what was kept of the same version of the plan. */
export function followingJudge(
  store: KeepingStore,
  project: string,
  plan: { version: number | null; rules: readonly PlanRule[] },
  thread: PlanThread,
): Following<RemoteJudge> {
  return {
    begin: async anew => {
      const kept = anew ? null : await keptOf(store, project, plan.version)
      const fold = new RemoteJudge(thread)
      await fold.ask('begin', { rules: plan.rules, state: kept?.judge ?? null })
      return { fold, place: kept?.place ?? null, named: kept?.named ?? 0 }
    },
    rested: async (followed, complete) => {
      const { events, share } = KEPT_AFTER[complete ? 'complete' : 'reading']
      if (followed.fold.fresh < Math.max(events, followed.named * share)) return
      await keep(store, project, plan.version, followed)
    },
  }
}

async function keep(
  store: KeepingStore,
  project: string,
  plan: number | null,
  { fold, place, named }: Followed<RemoteJudge>,
): Promise<void> {
  fold.fresh = 0
  const judge = await fold.ask('state', {})
  const kept: Kept = { version: JUDGE_VERSION, plan, place, named, judge }
  try {
    await store.keepWorkedOut(project, NAME, serialize(kept))
  } catch (error) {
    console.error('What the events were judged could not be kept; a restart will read them again.', error)
  }
}

async function keptOf(store: KeepingStore, project: string, plan: number | null): Promise<Kept | null> {
  const bytes = await store.workedOut(project, NAME)
  if (bytes === null) return null
  try {
    const kept: Kept = deserialize(bytes)
    return kept.version === JUDGE_VERSION && kept.plan === plan ? kept : null
  } catch (error) {
    console.error('What was kept of the judged events cannot be read; they are read again.', error)
    return null
  }
}
