import { EventType, isRecordedEvent, type RecordedEvent } from '../../contract/rrweb.ts'
import type { Shared } from '../../contract/share.ts'
import { sessionFields } from '../derive/session.ts'
import { startTab } from '../derive/tab.ts'
import { recordedEvents } from '../read/recorded-events.ts'
import type { SessionRow, Store } from '../store/port.ts'
import { restrain } from './restrain.ts'
import type { Share } from './shares.ts'
import { sliceRecording } from './slice.ts'

/**
 * The range as a session of its own: events cut and restrained, facts derived from what is left. Nothing names the
 * session, the person or anything outside the range; the clock starts at the range's first moment.
 */
export async function sharedSession(
  store: Pick<Store, 'tabs' | 'batch'>,
  session: SessionRow,
  share: Share,
): Promise<Shared> {
  const from = session.startedAt + share.from
  const to = session.startedAt + share.to
  const events: Record<string, RecordedEvent[]> = {}
  const recordings: Shared['session']['recordings'] = []
  for (const [i, tab] of (await store.tabs(session)).entries()) {
    const all: RecordedEvent[] = []
    for await (const event of recordedEvents(store, session, tab)) {
      if (event.timestamp > to) break
      all.push(event)
    }
    const slice = sliceRecording(all.filter(isRecordedEvent), from, to)
    if (!slice || slice.length === 0) continue
    const id = `tab-${i + 1}`
    const shown = restrain(slice, share)
    const fold = startTab()
    for (const event of shown) fold.step(event)
    const facts = fold.facts()
    const batch = {
      seq: 0,
      from: facts.from,
      to: facts.to,
      events: shown.length,
      bytes: 0,
      snapshot: shown.some(event => event.type === EventType.FullSnapshot),
    }
    events[id] = shown
    recordings.push({ id, from: facts.from, to: facts.to, lost: 0, gaps: [], batches: [batch], facts })
  }
  const title = share.title || 'A shared moment'
  return {
    title,
    events,
    session: {
      id: 'shared',
      url: '',
      startedAt: from,
      endedAt: to,
      source: session.source,
      person: { id: '', label: title, userIds: [], anonymousIds: [] },
      fields: sessionFields(
        recordings.map(tab => tab.facts),
        session.source,
      ),
      tabs: recordings.length,
      clockOffset: 0,
      recordings,
      traits: {},
    },
  }
}
