import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { EventType, type RecordedEvent } from '../../../contract/rrweb.ts'
import { type ReadProblem, readRecording } from './read.ts'

/** JSON characters of a batch we make; a full snapshot always begins a new one, so that a seek is cheap. */
const BATCH_CHARACTERS = 512 * 1024

export interface ImportedBatch {
  from: number
  to: number
  events: number
  /** gzip of a JSON array. */
  bytes: Uint8Array
}

export type Split =
  | {
      id: string
      /** The id the recording tells of its person, if any. */
      person: string | null
      tabs: { tab: string; batches: ImportedBatch[] }[]
    }
  | ReadProblem

/**
 * A recording from any tool as batches in time order, by tab. The id is made from the content: the same recording
 * imported twice is the same session.
 */
export function splitRecording(text: string): Split {
  const read = readRecording(text)
  if ('problem' in read) return read
  const id = `import-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  const tabs = read.tabs.map(({ tab, events }) => ({ tab, batches: [...batchesOf(events)] }))
  return { id, person: read.person, tabs }
}

function* batchesOf(events: RecordedEvent[]): Generator<ImportedBatch> {
  let texts: string[] = []
  let characters = 0
  let first = 0
  const close = (end: number): ImportedBatch => ({
    from: Math.floor(events[first]?.timestamp ?? 0),
    to: Math.ceil(events[end - 1]?.timestamp ?? 0),
    events: texts.length,
    bytes: gzipSync(`[${texts.join(',')}]`),
  })
  for (const [i, event] of events.entries()) {
    const startsSnapshot =
      (event.type === EventType.Meta && events[i + 1]?.type === EventType.FullSnapshot) ||
      (event.type === EventType.FullSnapshot && events[i - 1]?.type !== EventType.Meta)
    if (texts.length > 0 && (characters > BATCH_CHARACTERS || (startsSnapshot && characters > 0))) {
      yield close(i)
      texts = []
      characters = 0
      first = i
    }
    const text = JSON.stringify(event)
    texts.push(text)
    characters += text.length
  }
  yield close(events.length)
}
