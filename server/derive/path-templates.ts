import type { Store } from '../store/port.ts'

/** Most templates a project may have, and letters in one. */
export const MAX_TEMPLATES = 200
export const MAX_TEMPLATE_LENGTH = 300

/** How the project folds addresses into pages beyond our own rules: `/product/:slug`, the first that fits. */
export async function pathTemplates(store: Pick<Store, 'setting'>, project: string): Promise<string[]> {
  const saved = await store.setting(pathSettingName(project))
  return Array.isArray(saved) ? saved.filter(one => typeof one === 'string').slice(0, MAX_TEMPLATES) : []
}

export function pathSettingName(project: string): string {
  return `paths:${project}`
}
