import type { Store } from '../store/port.ts'

/** How long a project's switch is remembered, ms: a kill switch takes effect within this time. */
const REMEMBER_MS = 1_000

const remembered = new WeakMap<object, Map<string, { off: boolean; until: number }>>()

/** Whether the project's kill switch is thrown, so that also recorders with old settings are refused. */
export async function recordingIsOff(store: Pick<Store, 'setting'>, project: string): Promise<boolean> {
  const known = remembered.get(store) ?? new Map<string, { off: boolean; until: number }>()
  remembered.set(store, known)
  const now = performance.now()
  const entry = known.get(project)
  if (entry && entry.until > now) return entry.off
  const settings = await store.setting(`recorder:${project}`)
  const off =
    typeof settings === 'object' && settings !== null && 'kill' in settings && settings.kill === true
  known.set(project, { off, until: now + REMEMBER_MS })
  return off
}
