/** One tab through a mask or a scan; runs in a thread, because a long recording takes seconds to parse. */
import { gunzipSync, gzipSync } from 'node:zlib'
import type { RemaskInput } from '../../contract/masking.ts'
import { isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'
import { type FoundLeak, LeakFinder } from './leaks.ts'
import { Fitting, Masking } from './mask-elements.ts'
import { maskTextIn } from './mask-text.ts'
import { parseSelector } from './selector.ts'
import { textMask } from './text.ts'

export interface StoredBytes {
  seq: number
  bytes: Uint8Array
}
export type Task =
  | { kind: 'mask'; rule: RemaskInput; batches: StoredBytes[] }
  | { kind: 'scan'; batches: StoredBytes[] }
export interface Masked {
  changed: StoredBytes[]
  places: number
}

export function maskTab(rule: RemaskInput, batches: StoredBytes[]): Masked {
  const changed: StoredBytes[] = []
  let places = 0
  const put = (seq: number, events: unknown[], found: number) => {
    places += found
    if (found > 0) changed.push({ seq, bytes: gzipSync(JSON.stringify(events)) })
  }
  if (rule.by === 'text') {
    const mask = textMask(rule.what)
    for (const { seq, bytes } of batches) {
      let found = 0
      const events = eventsIn(bytes).map(event => {
        const masked = maskTextIn(event, mask)
        found += masked.places
        return masked.event
      })
      put(seq, events, found)
    }
    return { changed, places }
  }
  const selector = parseSelector(rule.what)
  if (!selector) throw new Error(`Not a selector that masking understands: ${rule.what}`)
  const fitting = new Fitting(selector)
  for (const { bytes } of batches) for (const event of eventsIn(bytes)) fitting.look(event)
  if (fitting.found.every(ids => ids.size === 0)) return { changed, places }
  const masking = new Masking(fitting.found)
  for (const { seq, bytes } of batches) {
    const before = masking.places
    const events = eventsIn(bytes).map(event => masking.mask(event))
    put(seq, events, masking.places - before)
  }
  return { changed, places }
}

export function scanTab(batches: StoredBytes[]): FoundLeak[] {
  const finder = new LeakFinder()
  for (const { bytes } of batches) for (const event of eventsIn(bytes)) finder.look(event)
  return finder.found()
}

/** Batches set aside are not asked for; one not looked into yet may still be broken: it holds nothing to show. */
function eventsIn(bytes: Uint8Array): RecordedEvent[] {
  try {
    const events: unknown = JSON.parse(gunzipSync(bytes, { maxOutputLength: 128 * 1024 * 1024 }).toString())
    return Array.isArray(events) ? events.filter(isRecordedEvent) : []
  } catch {
    // Derivation sets it aside with the reason, and it is never served.
    return []
  }
}
