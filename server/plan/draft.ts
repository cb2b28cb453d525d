import type { Json, JsonObject } from '../../contract/event.ts'
import type { PlanRule } from '../../contract/plan.ts'
import type { Checkable } from './compile.ts'

/** Different texts up to which a property is taken for a choice, when each came at least this often on average. */
const MAX_CHOICES = 8
const TIMES_EACH = 10

interface Seen {
  rule: Pick<PlanRule, 'type' | 'key'>
  part: 'properties' | 'traits'
  events: number
  fields: Map<string, Field>
}

interface Field {
  times: number
  types: Set<string>
  /** Texts, until there are too many to be a choice. */
  texts: Set<string> | null
}

/** A plan that everything seen so far would pass: a draft to correct, not a truth. */
export function draftPlan(events: Iterable<Checkable>): PlanRule[] {
  const seen = new Map<string, Seen>()
  for (const event of events) {
    const about = aboutOf(event)
    if (!about) continue
    const key = `${about.rule.type} ${about.rule.key ?? ''}`
    const known = seen.get(key) ?? { ...about, events: 0, fields: new Map<string, Field>() }
    seen.set(key, known)
    known.events += 1
    for (const [name, value] of Object.entries(event[about.part])) note(known.fields, name, value)
  }
  return [...seen.values()].map(({ rule, part, events, fields }) => ({
    ...rule,
    version: 1,
    jsonSchema: { type: 'object', properties: { [part]: schemaOf(events, fields) } },
  }))
}

function aboutOf(event: Checkable): Pick<Seen, 'rule' | 'part'> | null {
  switch (event.type) {
    case 'track':
      return event.event === undefined
        ? null
        : { rule: { type: 'TRACK', key: event.event }, part: 'properties' }
    case 'page':
      return {
        rule: { type: 'PAGE', ...(event.name !== undefined && { key: event.name }) },
        part: 'properties',
      }
    case 'screen':
      return {
        rule: { type: 'SCREEN', ...(event.name !== undefined && { key: event.name }) },
        part: 'properties',
      }
    case 'identify':
      return { rule: { type: 'IDENTIFY' }, part: 'traits' }
    case 'group':
      return { rule: { type: 'GROUP' }, part: 'traits' }
    case 'alias':
      return null
  }
}

function note(fields: Map<string, Field>, name: string, value: Json): void {
  const field = fields.get(name) ?? { times: 0, types: new Set<string>(), texts: new Set<string>() }
  fields.set(name, field)
  field.times += 1
  field.types.add(typeOf(value))
  if (typeof value !== 'string') return
  field.texts?.add(value)
  if (field.texts && field.texts.size > MAX_CHOICES) field.texts = null
}

function schemaOf(events: number, fields: Map<string, Field>): JsonObject {
  const required = [...fields].filter(([, field]) => field.times === events).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries([...fields].map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length > 0 && { required }),
  }
}

function fieldSchema({ times, types, texts }: Field): JsonObject {
  // Whole numbers seen beside others are numbers.
  const names = [...types].filter(type => type !== 'integer' || !types.has('number')).sort()
  const [only] = names
  if (names.length !== 1 || only === undefined) return { type: names }
  const choice = only === 'string' && texts !== null && times >= texts.size * TIMES_EACH
  return choice ? { type: only, enum: [...texts].sort() } : { type: only }
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
