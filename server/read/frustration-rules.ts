import { DEFAULT_RULES, type FrustrationRules, frustrationRules } from '../../contract/frustration.ts'
import type { Store } from '../store/port.ts'

/** The project's thresholds: as saved, else our own; a saved form of another version counts as none. */
export async function rulesOf(store: Pick<Store, 'setting'>, project: string): Promise<FrustrationRules> {
  const saved = frustrationRules.safeParse(await store.setting(ruleSettingName(project)))
  return saved.success ? saved.data : DEFAULT_RULES
}

export function ruleSettingName(project: string): string {
  return `frustration:${project}`
}
