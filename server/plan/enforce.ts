import type { Json, JsonObject, NewEvent } from '../../contract/event.ts'
import type { Enforcement, Finding, PlanRule } from '../../contract/plan.ts'
import type { CompiledPlan } from './compile.ts'

export type Verdict =
  | { kind: 'keep'; event: NewEvent; findings: Finding[] }
  | { kind: 'apart'; event: NewEvent; findings: Finding[] }

/** What becomes of an event under a plan: kept, kept without what the plan does not name, or kept apart. */
export function enforce(plan: CompiledPlan, event: NewEvent, how: Enforcement): Verdict {
  const findings = plan.check(event)
  if (how === 'allow' || findings.length === 0) return { kind: 'keep', event, findings }
  if (how === 'drop') return { kind: 'apart', event, findings }
  const named = findings.every(({ kind }) => kind !== 'unplanned-event' && kind !== 'near-miss-name')
  const rule = plan.ruleOf(event)
  if (!named || !rule) return { kind: 'apart', event, findings }
  return { kind: 'keep', event: omit(event, rule), findings }
}

function omit(event: NewEvent, rule: PlanRule): NewEvent {
  return {
    ...event,
    properties: onlyNamed(event.properties, rule, 'properties'),
    traits: onlyNamed(event.traits, rule, 'traits'),
  }
}

/** A rule that does not describe a part leaves it alone. */
function onlyNamed(values: JsonObject, rule: PlanRule, part: 'properties' | 'traits'): JsonObject {
  const described = memberOf(memberOf(memberOf(rule.jsonSchema, 'properties'), part), 'properties')
  if (described === undefined) return values
  return Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(described, key)))
}

function memberOf(value: JsonObject | undefined, key: string): JsonObject | undefined {
  const member: Json | undefined = value && Object.hasOwn(value, key) ? value[key] : undefined
  return typeof member === 'object' && member !== null && !Array.isArray(member) ? member : undefined
}
