import { CONTEXT_KEY, type JsonObject, type NewEvent } from '../../contract/event.ts'
import type { Rewritten } from '../store/rewrite-port.ts'
import { type Masked, maskWords } from './mask-words.ts'
import type { TextMask } from './text.ts'

/** What ties an event to its recording. */
const TIES = new Set(['sessionId', 'tabId'])

/** What an event says, masked: its names, and names and values of properties, traits and context. Ids stay. */
export function maskEvent(event: NewEvent, mask: TextMask): Masked<Rewritten> {
  const { event: called, name, category } = event
  const titles = maskWords({ event: called, name, category }, mask)
  const properties = maskWords(event.properties, mask, { whole: true })
  const traits = maskWords(event.traits, mask, { whole: true })
  const context = maskContext(event.context, mask)
  const value: Rewritten = {
    messageId: event.messageId,
    ...(called === undefined ? {} : { event: titles.value.event }),
    ...(name === undefined ? {} : { name: titles.value.name }),
    ...(category === undefined ? {} : { category: titles.value.category }),
    properties: properties.value,
    traits: traits.value,
    context: context.value,
  }
  return { value, places: titles.places + properties.places + traits.places + context.places }
}

/** Names under `context` are those of the form, but for traits that were given there. */
function maskContext(
  { traits, [CONTEXT_KEY]: ours, ...rest }: JsonObject,
  mask: TextMask,
): Masked<JsonObject> {
  const around = maskWords(rest, mask)
  const given = maskWords(traits, mask, { whole: true })
  const ties = maskOurs(ours, mask)
  return {
    value: {
      ...around.value,
      ...(given.value === undefined ? {} : { traits: given.value }),
      ...(ties.value === undefined ? {} : { [CONTEXT_KEY]: ties.value }),
    },
    places: around.places + given.places + ties.places,
  }
}

/** Operators keep their names; what they are given are traits. */
function maskOurs(
  ours: JsonObject[string] | undefined,
  mask: TextMask,
): Masked<JsonObject[string] | undefined> {
  if (typeof ours !== 'object' || ours === null || Array.isArray(ours)) return { value: ours, places: 0 }
  const { operations, ...rest } = ours
  const held = maskWords(rest, mask, { except: TIES })
  if (typeof operations !== 'object' || operations === null || Array.isArray(operations)) {
    return {
      value: operations === undefined ? held.value : { ...held.value, operations },
      places: held.places,
    }
  }
  let places = held.places
  const masked: JsonObject = {}
  for (const [operator, given] of Object.entries(operations)) {
    const one = maskWords(given, mask, { whole: true })
    masked[operator] = one.value
    places += one.places
  }
  return { value: { ...held.value, operations: masked }, places }
}

/** Whether the text stands in an id, which says who somebody is and cannot be masked. */
export function isInIds({ userId, anonymousId, groupId, previousId }: NewEvent, mask: TextMask): boolean {
  return [userId, anonymousId, groupId, previousId].some(id => id !== undefined && mask(id) !== id)
}
