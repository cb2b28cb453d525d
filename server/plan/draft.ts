import type { Json, JsonObject } from '../../contract/event.ts'
import { MAX_RULES, type PlanRule } from '../../contract/plan.ts'
import type { Checkable } from './compile.ts'

/** Keys of one event that are described: a site that makes keys of ids has any number, and means none of them. */
const MOST_FIELDS = 500
/** Different texts up to which a property is taken for a choice, when each came at least this often on average. */
const MAX_CHOICES = 8
const TIMES_EACH = 10
/** Of where the visitor was: there may be another tomorrow, however few came so far. */
const PLACES = new Set(['url', 'path', 'search', 'referrer', 'title'])
const ADDRESS = /^(https?:\/)?\//
/** Letters up to which a text may be a choice. */
const LONGEST_CHOICE = 100

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
export class DraftFold {
  readonly #seen = new Map<string, Seen>()

  add(event: Checkable): void {
    const about = aboutOf(event)
    if (!about) return
    const key = `${about.rule.type} ${about.rule.key ?? ''}`
    const known = this.#seen.get(key) ?? { ...about, events: 0, fields: new Map<string, Field>() }
    this.#seen.set(key, known)
    known.events += 1
    for (const [name, value] of Object.entries(event[about.part])) note(known.fields, name, value)
  }

  rules(): PlanRule[] {
    const often = [...this.#seen.values()].sort((a, b) => b.events - a.events).slice(0, MAX_RULES)
    return often.map(({ rule, part, events, fields }) => ({
      ...rule,
      version: 1,
      jsonSchema: { type: 'object', properties: { [part]: schemaOf(events, fields) } },
    }))
  }
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
  if (fields.size >= MOST_FIELDS && !fields.has(name)) return
  const field = fields.get(name) ?? { times: 0, types: new Set<string>(), texts: new Set<string>() }
  fields.set(name, field)
  field.times += 1
  field.types.add(typeOf(value))
  if (typeof value !== 'string') return
  field.texts?.add(value)
  if (
    field.texts &&
    (field.texts.size > MAX_CHOICES || value.length > LONGEST_CHOICE || isPlace(name, value))
  )
    field.texts = null
}

function isPlace(name: string, value: string): boolean {
  return PLACES.has(name) || ADDRESS.test(value)
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
