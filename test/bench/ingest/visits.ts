/**
 * What visitors send, without end: the sample's recorded visits, walked through by many people at once, each batch
 * and event in its order. A visit that is over is followed by the next; when all were sent they begin again with
 * other people, and so does another run: what a folder has already is a duplicate, which costs next to nothing.
 * Bodies are made beforehand, so that both sides are loaded by the same cheap sender.
 *
 * Times are those of the recording: the visitors' clocks are wrong, and the server corrects them, which costs it
 * the moving of every time.
 */
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { batchQuery, RECORDING_PATH } from '../../../contract/batch.ts'
import type { NewEvent } from '../../../contract/event.ts'
import { type RecordedVisit, readVisits } from '../../../server/sample/visit-file.ts'
import type { Sent } from './client.ts'

/** Visits under way at once. */
const UNDER_WAY = 500
/** Clock of the visitors when they send, behind the last time of what is sent, ms. */
const SENDING_MS = 40

type Step =
  | { kind: 'batch'; at: number; head: Parameters<typeof batchQuery>[0]; body: Buffer }
  | { kind: 'event'; at: number; event: NewEvent }

export const KINDS = ['both', 'events', 'recordings'] as const
export type Kind = (typeof KINDS)[number]

/** A function that gives the next request. */
export async function visitors(key: string, only: Kind): Promise<() => Sent> {
  const visits: Step[][] = []
  for await (const line of readVisits()) {
    const steps = stepsOf(JSON.parse(line), key).filter(
      ({ kind }) => only === 'both' || (kind === 'batch') === (only === 'recordings'),
    )
    if (steps.length > 0) visits.push(steps)
  }
  const run = Date.now().toString(36)
  let begun = 0
  const begin = () => {
    const round = Math.floor(begun / visits.length)
    const steps = visits[begun % visits.length]!
    begun += 1
    return { steps, next: 0, name: `-${run}-${round}` }
  }
  const underWay = Array.from({ length: UNDER_WAY }, begin)
  let turn = 0
  return () => {
    turn = (turn + 1) % UNDER_WAY
    let visit = underWay[turn]!
    if (visit.next === visit.steps.length) {
      visit = begin()
      underWay[turn] = visit
    }
    const step = visit.steps[visit.next++]!
    return step.kind === 'batch' ? recording(step, visit.name) : event(step, visit.name, key)
  }
}

function stepsOf(visit: RecordedVisit, key: string): Step[] {
  const { session, startedAt, anonymousId } = visit
  const batches = visit.batches.map(({ tab, seq, userId, lost, events }): Step => {
    const times = events.map(({ timestamp }) => timestamp)
    const to = Math.max(...times)
    const head = {
      writeKey: key,
      session,
      tab,
      seq,
      anonymousId,
      ...(userId !== undefined && { userId }),
      startedAt,
      from: Math.min(...times),
      to,
      sentAt: to + SENDING_MS,
      events: events.length,
      lost,
    }
    return { kind: 'batch', at: to, head, body: gzipSync(JSON.stringify(events)) }
  })
  const events = visit.analytics.map((event): Step => ({ kind: 'event', at: event.at, event }))
  return [...batches, ...events].sort((a, b) => a.at - b.at)
}

/** As the recorder sends a batch. `name` tells this round's people from those of others. */
function recording({ head, body }: Extract<Step, { kind: 'batch' }>, name: string): Sent {
  const { session, tab, anonymousId, userId } = head
  const ids = { session: session + name, tab: tab + name, anonymousId: anonymousId + name }
  const query = batchQuery({ ...head, ...ids, ...(userId !== undefined && { userId: userId + name }) })
  return { path: `${RECORDING_PATH}?${query}`, body }
}

/** As Segment's browser client sends an event: alone, as text. */
function event({ event, at }: Extract<Step, { kind: 'event' }>, name: string, key: string): Sent {
  const { type, anonymousId, userId, groupId, sessionId, context } = event
  const sent = {
    type,
    ...(event.event !== undefined && { event: event.event }),
    ...(event.name !== undefined && { name: event.name }),
    ...(anonymousId !== undefined && { anonymousId: anonymousId + name }),
    ...(userId !== undefined && { userId: userId + name }),
    ...(groupId !== undefined && { groupId }),
    ...(type === 'identify' || type === 'group'
      ? { traits: event.traits }
      : { properties: event.properties }),
    context: { ...context, ...(sessionId !== undefined && { segreel: { sessionId: sessionId + name } }) },
    messageId: randomUUID(),
    timestamp: new Date(at).toISOString(),
    sentAt: new Date(at + SENDING_MS).toISOString(),
    writeKey: key,
  }
  return { path: `/v1/${type}`, body: Buffer.from(JSON.stringify(sent)) }
}
