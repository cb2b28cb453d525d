import type { RecordedEvent } from '../../contract/rrweb.ts'
import type { TextMask } from './text.ts'

/** What names the form of an event, and is no text of the page. */
const FORM = new Set(['tagName', 'tag', 'plugin', 'type', 'kind', 'how', 'level', 'state'])

/** Every string of the event through the mask; how many of them changed. */
export function maskTextIn(event: RecordedEvent, mask: TextMask): { event: RecordedEvent; places: number } {
  let places = 0
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      if (FORM.has(name)) return value
      const after = mask(value)
      if (after !== value) places += 1
      return after
    }
    if (Array.isArray(value)) return value.map(one => walk(one, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, walk(held, key)]))
  }
  const data = walk(event.data, '')
  return places === 0 ? { event, places } : { event: { ...event, data }, places }
}
