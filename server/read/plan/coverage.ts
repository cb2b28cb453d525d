import { planOf } from '../../plan/stored-plan.ts'
import type { Store } from '../../store/port.ts'
import type { Narrowed } from '../data/asked.ts'

/** More names of events than a project may have. */
const ALL_NAMES = 10_000

/** Planned events against those that came. */
export async function coverageOf(store: Pick<Store, 'setting' | 'eventTallies'>, within: Narrowed) {
  const plan = await planOf(store, within.project)
  const planned = new Set(
    (plan?.rules ?? []).flatMap(rule => (rule.type === 'TRACK' && rule.key !== undefined ? [rule.key] : [])),
  )
  const tallies = await store.eventTallies({ ...within, limit: ALL_NAMES })
  const came = new Map(tallies.flatMap(one => (one.named ? [[one.name, one] as const] : [])))
  return [...new Set([...planned, ...came.keys()])].sort().map(event => ({
    event,
    planned: planned.has(event),
    count: came.get(event)?.count ?? 0,
    lastAt: came.get(event)?.lastSeen ?? null,
  }))
}
