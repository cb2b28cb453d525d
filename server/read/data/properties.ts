import type { JSON_TYPES, SeenProperties, SeenProperty } from '../../../contract/data.ts'
import type { Json, NewEvent } from '../../../contract/event.ts'

/** Different keys listed; a site that makes keys of ids has any number. */
const MOST_KEYS = 500
const EXAMPLES = 5
/** Letters of one example. */
const LONGEST = 200

type JsonType = (typeof JSON_TYPES)[number]

interface Seen {
  name: string
  place: SeenProperty['place']
  count: number
  types: Map<JsonType, number>
  /** By what they look like. */
  examples: Map<string, Json>
}

/** What these events carry, most frequent first. `events`: newest first. */
export function propertiesOf(
  events: readonly Pick<NewEvent, 'properties' | 'traits'>[],
): Pick<SeenProperties, 'items' | 'total' | 'examined'> {
  const seen = new Map<string, Seen>()
  for (const event of events) {
    for (const place of ['properties', 'traits'] as const) {
      for (const [name, value] of Object.entries(event[place])) note(seen, place, name, value)
    }
  }
  const items = [...seen.values()]
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_KEYS)
    .map(({ types, examples, ...one }) => ({
      ...one,
      types: [...types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
      examples: [...examples.values()],
    }))
  return { items, total: seen.size, examined: events.length }
}

function note(seen: Map<string, Seen>, place: SeenProperty['place'], name: string, value: Json): void {
  const key = `${place} ${name}`
  const one = seen.get(key) ?? { name, place, count: 0, types: new Map(), examples: new Map() }
  seen.set(key, one)
  one.count += 1
  const type = typeOf(value)
  one.types.set(type, (one.types.get(type) ?? 0) + 1)
  if (one.examples.size >= EXAMPLES || value === null) return
  const text = JSON.stringify(value)
  const short = text.length <= LONGEST ? value : `${text.slice(0, LONGEST)} …`
  one.examples.set(JSON.stringify(short), short)
}

function typeOf(value: Json): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'object'
  }
}
