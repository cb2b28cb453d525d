import type { RecordedEvent } from '../../contract/rrweb.ts'
import { maskWords } from './mask-words.ts'
import type { TextMask } from './text.ts'

/** What names the form of an event, and is no text of the page. */
const FORM = new Set(['tagName', 'tag', 'plugin', 'type', 'kind', 'how', 'level', 'state'])

/** Every string of the event through the mask; how many of them changed. */
export function maskTextIn(event: RecordedEvent, mask: TextMask): { event: RecordedEvent; places: number } {
  const { value: data, places } = maskWords(event.data, mask, { except: FORM })
  return places === 0 ? { event, places } : { event: { ...event, data }, places }
}
