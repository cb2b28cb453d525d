import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { constants, createZstdDecompress } from 'node:zlib'
import type { NewEvent } from '../../contract/event.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'

// The sample: zstd of NDJSON, one visit a line, oldest first; and beside it what there is to know of it beforehand.
// Times are epoch ms as recorded; loading moves them to the present.

export const visitFile = new URL('./data/visits.ndjson.zst', import.meta.url)
export const aboutFile = new URL('./data/about.json', import.meta.url)

// 2^27 bytes: pages come again and again, megabytes apart
export const windowLog = 27

export interface About {
  visits: number
  people: number
  // when the newest visit ended
  end: number
  // of the shop the visits were recorded in
  origin: string
}

export interface RecordedBatch {
  tab: string
  seq: number
  userId?: string
  lost: number
  events: RecordedEvent[]
}

export interface RecordedVisit {
  session: string
  startedAt: number
  anonymousId: string
  batches: RecordedBatch[]
  analytics: NewEvent[]
}

export function readAbout(): About {
  return JSON.parse(readFileSync(aboutFile, 'utf8'))
}

// The visits as JSON texts.
export function readVisits(): AsyncIterable<string> {
  const params = { [constants.ZSTD_d_windowLogMax]: windowLog }
  return createInterface({ input: createReadStream(visitFile).pipe(createZstdDecompress({ params })) })
}
