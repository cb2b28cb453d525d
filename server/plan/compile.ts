import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { EventType, JsonObject, NewEvent } from '../../contract/event.ts'
import type { Finding, PlanRule } from '../../contract/plan.ts'
import { nearMiss } from './near-miss.ts'

/** What of an event a plan looks at. */
export type Checkable = Pick<NewEvent, 'type' | 'event' | 'name' | 'properties' | 'traits' | 'context'> &
  Partial<Pick<NewEvent, 'userId' | 'anonymousId' | 'groupId' | 'messageId'>>

interface CompiledRule {
  rule: PlanRule
  validate: ValidateFunction
}

export interface CompiledPlan {
  check: (event: Checkable) => Finding[]
  /** The rule of the event's own name, or of its type. */
  ruleOf: (event: Checkable) => PlanRule | undefined
}

const RULE_OF: Partial<Record<EventType, PlanRule['type']>> = {
  track: 'TRACK',
  identify: 'IDENTIFY',
  group: 'GROUP',
  page: 'PAGE',
  screen: 'SCREEN',
}

/** A plan whose schemas cannot be compiled is no plan; nothing is fetched from anywhere. */
export function compileRules(rules: readonly PlanRule[]): CompiledPlan | { problem: string } {
  // Draft 07 is Ajv's default. Formats are left to patterns: the vendors' tools do not check them either.
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateFormats: false,
    verbose: true,
    logger: false,
  })
  const byName = new Map<string, CompiledRule>()
  for (const rule of rules) {
    const { $schema: _, $id: __, ...schema } = rule.jsonSchema
    try {
      byName.set(nameOfRule(rule.type, rule.key), { rule, validate: ajv.compile(schema) })
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return { problem: `The schema of ${rule.type} ${rule.key ?? ''} cannot be used: ${why}` }
    }
  }
  const common = byName.get(nameOfRule('COMMON', undefined))
  const tracked = rules.flatMap(rule => (rule.type === 'TRACK' && rule.key !== undefined ? [rule.key] : []))

  const find = (event: Checkable): CompiledRule | undefined => {
    const type = RULE_OF[event.type]
    if (type === undefined) return undefined
    const key = event.type === 'track' ? event.event : event.name
    return byName.get(nameOfRule(type, key)) ?? byName.get(nameOfRule(type, undefined))
  }
  const check = (event: Checkable): Finding[] => {
    const own = find(event)
    const findings = common ? run(common, event) : []
    if (own) return [...findings, ...run(own, event)]
    return event.type === 'track' && tracked.length > 0
      ? [...findings, unplanned(event.event ?? '', tracked)]
      : findings
  }
  return { check, ruleOf: event => find(event)?.rule }
}

function nameOfRule(type: PlanRule['type'], key: string | undefined): string {
  return key === undefined ? type : `${type} ${key}`
}

function unplanned(name: string, planned: readonly string[]): Finding {
  const meant = nearMiss(name, planned)
  return meant === undefined
    ? { kind: 'unplanned-event', field: '', message: `"${name}" is not in the plan.` }
    : { kind: 'near-miss-name', field: '', message: `"${name}" is not in the plan; "${meant}" is.` }
}

function run({ validate }: CompiledRule, event: Checkable): Finding[] {
  if (validate(event)) return []
  return (validate.errors ?? []).flatMap(finding)
}

/** Keywords that only report what another error already says. */
const ECHOES = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'not'])

function finding(error: ErrorObject): Finding[] {
  const at = error.instancePath.split('/').slice(1).map(unescapeToken)
  const params: JsonObject = error.params
  switch (error.keyword) {
    case 'required':
    case 'dependencies': {
      const field = fieldOf([...at, String(params.missingProperty)])
      return [{ kind: 'missing-required', field, message: `"${field}" is required and missing.` }]
    }
    case 'additionalProperties':
    case 'propertyNames': {
      const field = fieldOf([...at, String(params.additionalProperty ?? params.propertyName)])
      return [{ kind: 'unplanned-property', field, message: `"${field}" is not in the plan.` }]
    }
    case 'type': {
      const field = fieldOf(at)
      const found = Array.isArray(error.data) ? 'array' : error.data === null ? 'null' : typeof error.data
      const message = `"${field}" is ${found} and shall be ${String(params.type)}.`
      return [{ kind: 'wrong-type', field, message, seen: shorten(error.data) }]
    }
    default: {
      if (ECHOES.has(error.keyword) && at.length === 0) return []
      const field = fieldOf(at)
      const message = `"${field}" ${wordsOf(error)}.`
      return [{ kind: 'value-not-permitted', field, message, seen: shorten(error.data) }]
    }
  }
}

/** Places in a list are all alike: what is wrong with the third item is wrong with items. */
function fieldOf(at: readonly string[]): string {
  return at.map(token => (/^\d+$/.test(token) ? '*' : token)).join('.')
}

/** Letters of a value that are shown. */
const SHOWN = 100

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)} …`
}

function wordsOf({ keyword, params, message }: ErrorObject): string {
  const { allowedValues }: JsonObject = params
  if (keyword !== 'enum' || !Array.isArray(allowedValues)) return message ?? 'is not permitted'
  return `must be one of ${shorten(allowedValues).slice(1).replace(/\]$/, '')}`
}

/** JSON Pointer's escapes (RFC 6901). */
function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}
