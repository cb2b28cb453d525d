import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NewEvent } from '../../contract/event.ts'
import type { NewBatch } from '../store/port.ts'
import { moveEvent, moveRecorded } from './move.ts'
import { type RecordedBatch, type RecordedVisit, readAbout, readVisits } from './visit-file.ts'

export interface SampleVisit {
  batches: Omit<NewBatch, 'project' | 'source'>[]
  events: NewEvent[]
}

const compress = promisify(gzip)
// ms between the end of the newest visit and the present
const margin = 4 * 60_000

// How many visits there are.
export function sampleSize(): number {
  return readAbout().visits
}

// All visits, oldest first, moved so that the newest ends shortly before `endAt` (epoch ms). `origin` is where the
// shop is served now: a replay takes its pictures from there.
export async function* sampleWrites(endAt: number, origin?: string): AsyncGenerator<SampleVisit> {
  const about = readAbout()
  const by = endAt - margin - about.end
  for await (const line of readVisits()) {
    const visit: RecordedVisit = JSON.parse(
      origin === undefined ? line : line.replaceAll(about.origin, origin),
    )
    yield {
      batches: await Promise.all(visit.batches.map(batch => pack(visit, batch, by))),
      events: visit.analytics.map(event => moveEvent(event, by)),
    }
  }
}

async function pack(
  { session, startedAt, anonymousId }: RecordedVisit,
  { tab, seq, userId, lost, events }: RecordedBatch,
  by: number,
): Promise<SampleVisit['batches'][number]> {
  const moved = events.map(event => moveRecorded(event, by))
  const times = moved.map(({ timestamp }) => timestamp)
  const to = Math.max(...times)
  return {
    head: {
      session,
      tab,
      seq,
      anonymousId,
      ...(userId !== undefined && { userId }),
      startedAt: startedAt + by,
      from: Math.min(...times),
      to,
      // Sent and received at the same time: the clock that recorded is taken as right.
      sentAt: to,
      events: events.length,
      lost,
    },
    bytes: await compress(JSON.stringify(moved), { level: 4 }),
    receivedAt: to,
  }
}
