import type { AnalyticsEvent } from '../../contract/api.ts'
import { eventOf } from '../read/shape.ts'
import type { Question } from '../segment/question.ts'
import type { Store } from '../store/port.ts'
import { csvRow } from './csv.ts'

type EventStore = Pick<Store, 'events' | 'sessions' | 'members'>

/** Rows asked of the store at once. */
const PAGE = 500

/** Whose events: of one session, of one person, or of all whom a question finds (null: everyone). */
export type Whose = { session: string } | { person: string } | { question: Question | null }

export async function* eventsOf(
  store: EventStore,
  project: string,
  whose: Whose,
): AsyncGenerator<AnalyticsEvent> {
  if (!('question' in whose)) yield* pages(store, project, whose)
  else if (whose.question === null) yield* pages(store, project, {})
  else if (whose.question.segment.subject === 'person') {
    for await (const { id } of personsOf(store, project, whose.question)) {
      yield* pages(store, project, { person: id })
    }
  } else {
    for await (const { session } of sessionsOf(store, project, whose.question)) {
      yield* pages(store, project, { session })
    }
  }
}

async function* pages(store: EventStore, project: string, of: { session?: string; person?: string }) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await store.events({ project, ...of, limit: PAGE, ...(cursor ? { cursor } : {}) })
    for (const row of page.items) yield eventOf(row)
    cursor = page.next
  }
}

async function* personsOf(store: EventStore, project: string, question: Question) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await store.members(project, question, { limit: PAGE, ...(cursor ? { cursor } : {}) })
    yield* page.items
    cursor = page.next
  }
}

async function* sessionsOf(store: EventStore, project: string, question: Question) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await store.sessions({ project, question, limit: PAGE, ...(cursor ? { cursor } : {}) })
    yield* page.items
    cursor = page.next
  }
}

export async function* asNdjson(events: AsyncIterable<AnalyticsEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`
}

const COLUMNS = [
  'timestamp',
  'type',
  'event',
  'name',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'personId',
  'sessionId',
  'messageId',
  'receivedAt',
] as const
/** Whole objects, as JSON. */
const OBJECTS = ['properties', 'traits', 'context'] as const

export async function* asCsv(events: AsyncIterable<AnalyticsEvent>): AsyncGenerator<string> {
  yield csvRow([...COLUMNS, ...OBJECTS])
  for await (const event of events) {
    const cells = COLUMNS.map(name => event[name] ?? null)
    yield csvRow([...cells, ...OBJECTS.map(name => JSON.stringify(event[name]))])
  }
}
