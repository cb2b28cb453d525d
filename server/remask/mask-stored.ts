/** A text masked in what is stored beside recordings: events, those the plan kept apart, and what says them again. */
import { apartProject } from '../plan/stored-plan.ts'
import { eventName } from '../segment/event-name.ts'
import type { Store } from '../store/port.ts'
import { isInIds, maskEvent } from './mask-event.ts'
import { maskWords } from './mask-words.ts'
import type { TextMask } from './text.ts'

type EventStore = Pick<Store, 'feed' | 'replaceEvents' | 'echoes' | 'replaceEchoes'>

/** Events, or echoes, in one step. */
const STEP = 500

export interface MaskedPage {
  next: string | null
  /** Of those that have a name, as progress counts them. */
  looked: number
  events: number
  places: number
  /** Events whose ids hold the text. */
  ids: number
  /** Places still there when the page was read again. */
  left: number
}

/** A page of the feed behind a place; `next` null: there was none. */
export async function maskEvents(
  store: EventStore,
  project: string,
  from: string | null,
  mask: TextMask,
): Promise<MaskedPage> {
  const { items, next } = await store.feed(project, from, STEP)
  const masked = items.map(event => maskEvent(event, mask)).filter(one => one.places > 0)
  let left = 0
  if (masked.length > 0) {
    await store.replaceEvents(
      project,
      masked.map(one => one.value),
    )
    const again = await store.feed(project, from, items.length)
    left = again.items.reduce((sum, event) => sum + maskEvent(event, mask).places, 0)
  }
  return {
    next: items.length === 0 ? null : next,
    looked: items.filter(event => eventName(event) !== null).length,
    events: masked.length,
    places: masked.reduce((sum, one) => sum + one.places, 0),
    ids: items.filter(event => isInIds(event, mask)).length,
    left,
  }
}

/** Those the plan keeps apart. */
export function maskApart(
  store: EventStore,
  project: string,
  from: string | null,
  mask: TextMask,
): Promise<MaskedPage> {
  return maskEvents(store, apartProject(project), from, mask)
}

/** A page of echoes behind one; `next` null: there was none. */
export async function maskEchoes(
  store: EventStore,
  project: string,
  after: string | null,
  mask: TextMask,
): Promise<{ next: string | null; places: number }> {
  const echoes = await store.echoes(project, after, STEP)
  const masked = echoes.flatMap(({ id, json }) => {
    const said: unknown = JSON.parse(json)
    const { value, places } = maskWords(said, mask, { except: IDS })
    return places === 0 ? [] : [{ id, json: JSON.stringify(value) }]
  })
  if (masked.length > 0) await store.replaceEchoes(project, masked)
  return { next: echoes.at(-1)?.id ?? null, places: masked.length }
}

const IDS = new Set(['sessionId', 'messageId'])
