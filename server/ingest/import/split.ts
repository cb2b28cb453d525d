import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { EventType, isRecordedEvent, type RecordedEvent } from '../../../contract/rrweb.ts'

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
  | { id: string; batches: ImportedBatch[] }
  | { problem: 'not-json' | 'wrong-shape' | 'empty'; message: string }

/**
 * An rrweb recording from any tool (a JSON array of events) as batches in time order. The id is made from the
 * content: the same recording imported twice is the same session.
 */
export function splitRecording(text: string): Split {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { problem: 'not-json', message: 'The body is not JSON; send a JSON array of rrweb events.' }
  }
  if (!Array.isArray(parsed)) {
    return { problem: 'wrong-shape', message: 'The body is not an array; send a JSON array of rrweb events.' }
  }
  const bad = parsed.findIndex(event => !isRecordedEvent(event))
  if (bad >= 0) {
    return {
      problem: 'wrong-shape',
      message: `Element ${bad} is no rrweb event: it needs a type and a timestamp.`,
    }
  }
  const events: RecordedEvent[] = parsed.filter(isRecordedEvent)
  if (events.length === 0)
    return { problem: 'empty', message: 'The array is empty; there is nothing to import.' }
  // Array.prototype.sort is stable: events of one time stay in the order they were recorded.
  events.sort((a, b) => a.timestamp - b.timestamp)
  const id = `import-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  return { id, batches: [...batchesOf(events)] }
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
