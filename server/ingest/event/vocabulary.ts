import type { NewEvent } from '../../../contract/event.ts'
import type { Store } from '../../store/port.ts'
import { type EventRefusal, refuseField } from './refusal.ts'

/** Different names a project may use; whoever needs more has put an id into a name. */
export const MAX_NAMES = 5_000

interface Words {
  events: Set<string>
  properties: Set<string>
  traits: Set<string>
}

type Vocabularies = Map<string, Promise<Words>>
const known = new WeakMap<object, Vocabularies>()

/** The names a project uses: those of events from the store, those of properties and traits since the start. */
export function vocabularyOf(store: Pick<Store, 'suggest'>, project: string): Promise<Words> {
  const all: Vocabularies = known.get(store) ?? new Map()
  known.set(store, all)
  const words = all.get(project) ?? load(store, project)
  all.set(project, words)
  // What could not be read is asked for again with the next event.
  words.catch(() => all.delete(project))
  return words
}

async function load(store: Pick<Store, 'suggest'>, project: string): Promise<Words> {
  const names = await store.suggest(project, { of: 'event', prefix: '', limit: MAX_NAMES })
  return {
    events: new Set(names.map(({ value }) => String(value))),
    properties: new Set(),
    traits: new Set(),
  }
}

/** Notes an event's names, or says which is one too many. */
export function learn(words: Words, event: NewEvent): EventRefusal | null {
  const name = event.type === 'track' ? event.event : event.name
  if (name !== undefined && !fits(words.events, [name]))
    return tooMany(event.type === 'track' ? 'event' : 'name', name)
  const properties = Object.keys(event.properties)
  if (!fits(words.properties, properties)) return tooMany('properties', newest(words.properties, properties))
  const traits = Object.keys(event.traits)
  if (!fits(words.traits, traits)) return tooMany('traits', newest(words.traits, traits))
  if (name !== undefined) words.events.add(name)
  for (const key of properties) words.properties.add(key)
  for (const key of traits) words.traits.add(key)
  return null
}

function fits(set: Set<string>, names: string[]): boolean {
  if (set.size + names.length <= MAX_NAMES) return true
  const fresh = names.reduce((n, name) => (set.has(name) ? n : n + 1), 0)
  return fresh === 0 || set.size + fresh <= MAX_NAMES
}

function newest(set: Set<string>, names: string[]): string {
  return names.find(name => !set.has(name)) ?? ''
}

function tooMany(field: string, name: string): EventRefusal {
  const which = `"${name.slice(0, 60)}" would be one more name than the ${MAX_NAMES} a project may use for ${field}.`
  return refuseField('too-many-names', field, `${which} Put what varies into a value.`)
}
