/**
 * PostHog's recordings, as far as they differ from rrweb's: its export files (`version` 2022-12-02 and 2023-04-28),
 * the lines of its snapshot API, and events of which parts are compressed (`cv` 2024-10).
 */
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { EventType, Source } from '../../../contract/rrweb.ts'

/** Bytes the compressed parts of one recording may inflate to. */
const MAX_INFLATED = 512 * 1024 * 1024

export interface WindowedEvent {
  /** PostHog's name of the tab; null where none is told. */
  window: string | null
  event: unknown
}

export interface Exported {
  snapshots: WindowedEvent[]
  /** The first id of the person it tells of. */
  person: string | null
}

/** What an object that is no rrweb event holds: an export file, or a line of the snapshot API; else null. */
export function readExport(value: unknown): Exported | null {
  if (!isObject(value)) return null
  // A line of the API: `{"window_id": W, "data": [events]}`.
  const window = windowOf(value)
  if (window !== null && (Array.isArray(value.data) || isObject(value.data))) {
    const events = Array.isArray(value.data) ? value.data : [value.data]
    if ('type' in value) return null
    return { snapshots: events.map(event => ({ window, event })), person: null }
  }
  const held = isObject(value.data) ? value.data : value
  const person = personOf(held.person)
  if (Array.isArray(held.snapshots)) {
    return { snapshots: held.snapshots.flatMap(readSnapshot), person }
  }
  if (isObject(held.snapshotsByWindowId)) {
    const snapshots = Object.entries(held.snapshotsByWindowId).flatMap(([window, events]) =>
      (Array.isArray(events) ? events : []).map(event => ({ window, event })),
    )
    return { snapshots, person }
  }
  return null
}

/** One entry of a list: an event with its window's id on it, `[window, event]`, or a line of the API. */
export function readSnapshot(entry: unknown): WindowedEvent[] {
  if (Array.isArray(entry) && entry.length === 2 && isName(entry[0])) {
    return [{ window: String(entry[0]), event: entry[1] }]
  }
  if (!isObject(entry)) return [{ window: null, event: entry }]
  const line = readExport(entry)
  if (line) return line.snapshots
  const { windowId, window_id, ...event } = entry
  return [
    { window: isName(windowId) ? String(windowId) : isName(window_id) ? String(window_id) : null, event },
  ]
}

function windowOf({ window_id, windowId }: Record<string, unknown>): string | null {
  return isName(window_id) ? String(window_id) : isName(windowId) ? String(windowId) : null
}

function personOf(person: unknown): string | null {
  const ids = isObject(person) ? person.distinct_ids : null
  return Array.isArray(ids) && typeof ids[0] === 'string' ? ids[0] : null
}

/** Undoes `cv`; throws when the parts do not inflate to JSON. */
export function inflater(): (event: unknown) => unknown {
  let left = MAX_INFLATED
  const inflated = (packed: string): unknown => {
    // Each letter is a byte. The first bytes tell gzip from zstd (RFC 8878).
    const bytes = Buffer.from(packed, 'latin1')
    const isZstd = bytes.length > 3 && bytes.readUInt32LE(0) === 0xfd2fb528
    const unpack = isZstd ? zstdDecompressSync : gunzipSync
    const plain = unpack(bytes, { maxOutputLength: left })
    left = Math.max(1, left - plain.byteLength)
    return JSON.parse(plain.toString())
  }
  return event => {
    if (!isObject(event) || typeof event.cv !== 'string') return event
    const { cv: _, ...rest } = event
    if (typeof event.data === 'string') return { ...rest, data: inflated(event.data) }
    if (event.type !== EventType.IncrementalSnapshot || !isObject(event.data)) return rest
    const { source } = event.data
    const parts =
      source === Source.Mutation
        ? ['texts', 'attributes', 'removes', 'adds']
        : source === Source.StyleSheetRule
          ? ['adds', 'removes']
          : []
    const data = { ...event.data }
    for (const name of parts) if (typeof data[name] === 'string') data[name] = inflated(data[name])
    return { ...rest, data }
  }
}

function isName(value: unknown): value is string | number {
  return typeof value === 'string' ? value !== '' : typeof value === 'number'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
