import { planSchema, type TrackingPlan } from '../../contract/plan.ts'
import type { Store } from '../store/port.ts'

/** Versions kept; a plan is small, and each can be brought back. */
const MAX_VERSIONS = 50

/** The plan in force; null when the project has none. */
export async function planOf(store: Pick<Store, 'setting'>, project: string): Promise<TrackingPlan | null> {
  const stored = await store.setting(`plan:${project}`)
  return stored === undefined || stored === null ? null : planSchema.parse(stored)
}

export async function planVersion(
  store: Pick<Store, 'setting'>,
  project: string,
  version: number,
): Promise<TrackingPlan | null> {
  const stored = await store.setting(`plan:${project}:${version}`)
  return stored === undefined || stored === null ? null : planSchema.parse(stored)
}

/** Versions that can be brought back, newest first. */
export async function planVersions(store: Pick<Store, 'setting'>, project: string): Promise<TrackingPlan[]> {
  const current = await planOf(store, project)
  const found: TrackingPlan[] = []
  for (let version = current?.version ?? 0; version > 0 && found.length < MAX_VERSIONS; version--) {
    const plan = await planVersion(store, project, version)
    if (plan) found.push(plan)
  }
  return found
}

/** The version is written before it is in force, so that what is in force can always be found again. */
export async function putPlan(
  store: Pick<Store, 'setting' | 'putSetting'>,
  project: string,
  plan: Omit<TrackingPlan, 'version'>,
): Promise<TrackingPlan> {
  const version = ((await planOf(store, project))?.version ?? 0) + 1
  const whole = { ...plan, version }
  await store.putSetting(`plan:${project}:${version}`, whole)
  await store.putSetting(`plan:${project}`, whole)
  return whole
}

/**
 * Where events kept apart live: a project of its own in the store that no list names, so that they are as
 * durable and as free of duplicates as all others, and touch no person, segment or count.
 */
export function apartProject(project: string): string {
  return `${project}#apart`
}
