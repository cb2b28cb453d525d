import type { Source } from '../../../contract/event.ts'
import type { Enforcement } from '../../../contract/plan.ts'
import { type CompiledPlan, compileRules } from '../../plan/compile.ts'
import { planOf } from '../../plan/stored-plan.ts'
import type { Store } from '../../store/port.ts'

/** How long a plan is remembered, ms: a change takes effect within this time. */
const REMEMBER_MS = 1_000

export interface PlanInForce {
  compiled: CompiledPlan
  enforcement: Partial<Record<Source, Enforcement>>
}

interface Remembered {
  plan: PlanInForce | null
  version: number
  until: number
}

const remembered = new WeakMap<object, Map<string, Remembered>>()

/** The project's plan where it changes what is stored; null where everything is allowed. */
export async function planInForce(
  store: Pick<Store, 'setting'>,
  project: string,
): Promise<PlanInForce | null> {
  const known = remembered.get(store) ?? new Map<string, Remembered>()
  remembered.set(store, known)
  const entry = known.get(project)
  const now = performance.now()
  if (entry && entry.until > now) return entry.plan
  const stored = await planOf(store, project)
  const version = stored?.version ?? 0
  const until = now + REMEMBER_MS
  if (entry && entry.version === version) {
    known.set(project, { ...entry, until })
    return entry.plan
  }
  const acts = Object.values(stored?.enforcement ?? {}).some(how => how !== 'allow')
  let plan: PlanInForce | null = null
  if (stored && acts) {
    const compiled = compileRules(stored.rules)
    if ('problem' in compiled) throw new Error(`The plan in force cannot be used. ${compiled.problem}`)
    plan = { compiled, enforcement: stored.enforcement }
  }
  known.set(project, { plan, version, until })
  return plan
}
