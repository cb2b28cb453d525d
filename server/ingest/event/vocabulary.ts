import type { NewEvent } from '../../../contract/event.ts'
import type { Store } from '../../store/port.ts'
import { type EventRefusal, refuseField } from './refusal.ts'

/** Different names a project may use; whoever needs more has put an id into a name. */
export const MAX_NAMES = 5_000

type VocabularyStore = Pick<Store, 'suggest' | 'setting' | 'putSetting'>

interface Words {
  events: Set<string>
  properties: Set<string>
  traits: Set<string>
  /** Names of properties and traits learnt since they were last written. */
  unsaved: boolean
  saving: Promise<void> | null
}

type Vocabularies = Map<string, Promise<Words>>
const known = new WeakMap<object, Vocabularies>()

/** The names a project uses: those of events are the store's own, those of properties and traits are kept beside. */
export function vocabularyOf(store: VocabularyStore, project: string): Promise<Words> {
  const all: Vocabularies = known.get(store) ?? new Map()
  known.set(store, all)
  const found = all.get(project)
  if (found) return found
  const words = load(store, project)
  all.set(project, words)
  // What could not be read is asked for again with the next event.
  words.catch(() => all.delete(project))
  return words
}

async function load(store: VocabularyStore, project: string): Promise<Words> {
  const names = await store.suggest(project, { of: 'event', prefix: '', limit: MAX_NAMES })
  const kept = await store.setting(settingName(project))
  return {
    events: new Set(names.map(({ value }) => String(value))),
    properties: new Set(listIn(kept, 'properties')),
    traits: new Set(listIn(kept, 'traits')),
    unsaved: false,
    saving: null,
  }
}

function listIn(kept: unknown, field: 'properties' | 'traits'): string[] {
  const list = typeof kept === 'object' && kept !== null && field in kept ? Reflect.get(kept, field) : []
  return Array.isArray(list) ? list.filter(name => typeof name === 'string') : []
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
  for (const [set, keys] of [
    [words.properties, properties],
    [words.traits, traits],
  ] as const) {
    const before = set.size
    for (const key of keys) set.add(key)
    if (set.size > before) words.unsaved = true
  }
  return null
}

/**
 * Resolves when everything learnt is written: before an event that brought a name is, so that the bound holds across
 * restarts and crashes. New names are rare; requests that bring some at once share a write.
 */
export async function saved(store: VocabularyStore, project: string, words: Words): Promise<void> {
  // A write under way may have begun before this request's names.
  while (words.saving) await words.saving
  if (!words.unsaved) return
  words.unsaved = false
  const { properties, traits } = words
  words.saving = store
    .putSetting(settingName(project), { properties: [...properties], traits: [...traits] })
    .catch(error => {
      words.unsaved = true
      throw error
    })
    .finally(() => {
      words.saving = null
    })
  await words.saving
}

function settingName(project: string): string {
  return `names:${project}`
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
