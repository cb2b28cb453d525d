/** A plan as somebody's tool wrote it -> rules. Three forms are known; each is checked before anything is kept. */

import { z } from 'zod'
import type { Json, JsonObject } from '../../contract/event.ts'
import { jsonSchema } from '../../contract/json.ts'
import { MAX_RULES, type PlanRule, planRuleSchema } from '../../contract/plan.ts'
import { sentenceOf } from '../../contract/problem-words.ts'
import { compileRules } from './compile.ts'

const rules = z.array(planRuleSchema).max(MAX_RULES)
/** Segment's Public API, also as its answers wrap it. */
const publicApi = z.object({ name: z.string().max(200).optional(), rules })
const wrapped = z.object({
  data: z.object({ trackingPlan: z.object({ name: z.string().optional() }).optional(), rules }),
})
/** Segment's older Config API. */
const event = z.object({
  name: z.string().min(1).max(500),
  version: z.int().default(1),
  description: z.string().max(2_000).optional(),
  rules: z.record(z.string(), jsonSchema),
})
const schema = z.record(z.string(), jsonSchema)
const configApi = z.object({
  display_name: z.string().max(200),
  rules: z.object({
    events: z.array(event).max(MAX_RULES),
    global: schema.optional(),
    identify: schema.optional(),
    group: schema.optional(),
  }),
})

export type ReadPlan = { name: string; rules: PlanRule[] } | { problem: string }

export function readPlan(input: unknown): ReadPlan {
  const read = readForm(input)
  if ('problem' in read) return read
  const twice = firstRepeated(read.rules.map(rule => `${rule.type} ${rule.key ?? ''}`.trim()))
  if (twice !== undefined) return { problem: `The plan has two rules for ${twice}; keep one.` }
  const compiled = compileRules(read.rules)
  return 'problem' in compiled ? compiled : read
}

function readForm(input: unknown): ReadPlan {
  const older = configApi.safeParse(input)
  if (older.success) return { name: older.data.display_name, rules: fromConfigApi(older.data.rules) }
  const answer = wrapped.safeParse(input)
  if (answer.success)
    return { name: answer.data.data.trackingPlan?.name ?? 'Plan', rules: answer.data.data.rules }
  const plain = publicApi.safeParse(input)
  if (plain.success) return { name: plain.data.name ?? 'Plan', rules: plain.data.rules }
  return { problem: `This is no plan of a known form. ${sentenceOf(plain.error.issues[0])}` }
}

function fromConfigApi(from: z.infer<typeof configApi>['rules']): PlanRule[] {
  const whole = (type: PlanRule['type'], jsonSchema: JsonObject | undefined): PlanRule[] =>
    jsonSchema === undefined || Object.keys(jsonSchema).length === 0 ? [] : [{ type, version: 1, jsonSchema }]
  return [
    ...from.events.map(({ name, version, description, rules }): PlanRule => {
      const described: JsonObject = description === undefined ? {} : { description }
      return { type: 'TRACK', key: name, version, jsonSchema: { ...described, ...rules } }
    }),
    ...whole('COMMON', from.global),
    ...whole('IDENTIFY', from.identify),
    ...whole('GROUP', from.group),
  ]
}

/** Segment's form again; `$schema` is what its importer asks for. */
export function writePlan(name: string, from: readonly PlanRule[]): { name: string; rules: PlanRule[] } {
  const draft07: Json = 'http://json-schema.org/draft-07/schema#'
  return {
    name,
    rules: from.map(rule => ({ ...rule, jsonSchema: { $schema: draft07, ...rule.jsonSchema } })),
  }
}

function firstRepeated(texts: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return texts.find(text => seen.size === seen.add(text).size)
}
