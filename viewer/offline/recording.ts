import type { eventWithTime } from '@rrweb/types'
import { isRecordedEvent } from '../../contract/rrweb.ts'
import { dropHints } from '../replay/hints.ts'

export interface OfflineTab {
  id: string
  events: eventWithTime[]
}

/** Unpacks what the file carries: base64 of gzip of JSON. */
export async function recordingIn(page: Document): Promise<{ title: string; tabs: OfflineTab[] }> {
  const text = page.getElementById('recording')?.textContent ?? ''
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  const value: unknown = await new Response(unpacked).json()
  if (!isObject(value) || !Array.isArray(value.tabs)) throw new Error('The recording is of another form.')
  return { title: String(value.title), tabs: value.tabs.filter(isObject).map(tabOf) }
}

function tabOf({ id, events }: Record<string, unknown>): OfflineTab {
  const frames = new Set<number>()
  const read = Array.isArray(events) ? events.filter(isEvent) : []
  return { id: String(id), events: read.map(event => dropHints(event, frames)) }
}

function isEvent(value: unknown): value is eventWithTime {
  return isRecordedEvent(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
