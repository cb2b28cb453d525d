import {
  DEFAULT_RULES,
  type FrustrationRules,
  frustrationRules,
} from '../../../contract/frustration/frustration.ts'
import type { Store } from '../../store/port.ts'
import { hash } from './tap.ts'

/** Raise it when the same facts and rules would give other findings: every session is then judged again. */
const JUDGE_VERSION = 2

/** The project's thresholds: as saved, else our own. A kind that came after they were saved has our own, too. */
export async function rulesOf(store: Pick<Store, 'setting'>, project: string): Promise<FrustrationRules> {
  const kept = await store.setting(ruleSettingName(project))
  if (kept === null) return DEFAULT_RULES
  const saved = frustrationRules.safeParse(
    typeof kept === 'object' && kept !== null ? { ...DEFAULT_RULES, ...kept } : kept,
  )
  return saved.success ? saved.data : DEFAULT_RULES
}

export function ruleSettingName(project: string): string {
  return `frustration:${project}`
}

/** Names rules by what they say; never 0, which a session has that no rules judged. */
export function rulesKey(rules: FrustrationRules): number {
  // Parsed: in one order of keys, whoever wrote them.
  return hash(`${JUDGE_VERSION} ${JSON.stringify(frustrationRules.parse(rules))}`)
}
