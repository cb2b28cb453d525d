import { setTimeout as sleep } from 'node:timers/promises'
import type { SSEStreamingApi } from 'hono/streaming'
import type { LiveEvent } from '../../../contract/data.ts'
import type { TrackingPlan } from '../../../contract/plan.ts'
import { type CompiledPlan, compileRules } from '../../plan/compile.ts'
import { planOf } from '../../plan/stored-plan.ts'
import type { EventRow, Store } from '../../store/port.ts'
import { eventOf } from '../shape.ts'

/** How often the feed is looked at, ms: an event is on screen within 2 s with room for slow machines. */
const LOOK_MS = 400
/** Silence after which a sign of life is sent, so that either side notices a dead connection, ms. */
const SILENCE_MS = 15_000
const PAGE = 200

type LiveStore = Pick<Store, 'feed' | 'setting'>

/** Sends events as they are stored, from a place in the feed, until the other side hangs up. */
export async function tail(
  stream: Pick<SSEStreamingApi, 'writeSSE' | 'write' | 'aborted' | 'closed'>,
  store: LiveStore,
  project: string,
  from: string,
): Promise<void> {
  const plan = planInForce(store, project)
  let place = from
  let quiet = 0
  // The first word tells the page that it is connected, and from where to go on.
  await stream.writeSSE({ event: 'place', data: '', id: place })
  while (!stream.aborted && !stream.closed) {
    const page = await store.feed(project, place, PAGE)
    if (page.items.length > 0) {
      const compiled = await plan()
      const lines = page.items.map(row => lineOf(row, compiled))
      place = page.next ?? place
      await stream.writeSSE({ event: 'events', data: JSON.stringify(lines), id: place })
      quiet = 0
    } else if (quiet >= SILENCE_MS) {
      await stream.write(': still here\n\n')
      quiet = 0
    }
    if (page.items.length < PAGE) {
      await sleep(LOOK_MS)
      quiet += LOOK_MS
    }
  }
}

function lineOf(row: EventRow, plan: CompiledPlan | null): LiveEvent {
  return { ...eventOf(row), source: row.source, findings: plan?.check(row) ?? [] }
}

/** The plan as it is now; compiled again only when it changed. */
function planInForce(store: LiveStore, project: string): () => Promise<CompiledPlan | null> {
  let known: { of: TrackingPlan['version'] | null; compiled: CompiledPlan | null } = {
    of: null,
    compiled: null,
  }
  return async () => {
    const plan = await planOf(store, project)
    if ((plan?.version ?? null) === known.of) return known.compiled
    const compiled = compileRules(plan?.rules ?? [])
    known = { of: plan?.version ?? null, compiled: 'problem' in compiled ? null : compiled }
    return known.compiled
  }
}
