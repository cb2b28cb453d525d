import { z } from 'zod'
import { errorSchema } from '../../contract/api.ts'
import { sentenceOf } from '../../contract/problem-words.ts'
import type { RecordedEvent } from '../../contract/rrweb.ts'
import { Failure } from '../failure.ts'
import { createApi, projectOf, type Read } from '../read/api.ts'
import * as parameter from '../read/parameters.ts'
import { askedQuestion } from '../read/question.ts'
import { recordedEvents } from '../read/recorded-events.ts'
import { readable } from '../read/sessions.ts'
import { sliceRecording } from '../share/slice.ts'
import { download } from './download.ts'
import { asCsv, asNdjson, eventsOf } from './event-rows.ts'
import { offlinePlayer, replayFile } from './replay-file.ts'
import { readPlace, wholeExport } from './whole.ts'

const NDJSON = 'application/x-ndjson'
const segment = {
  segment: z.string().optional().meta({ description: 'Id of a saved segment' }),
  definition: z.string().max(100_000).optional().meta({ description: 'A SegmentDefinition as JSON' }),
  q: parameter.q,
}
const asEvents = z.object({
  project: parameter.project,
  session: z.string().optional(),
  person: z.string().optional(),
  ...segment,
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
})
const asSessions = z.object({
  project: parameter.project,
  ...segment,
  cursor: z.string().max(2_000).optional().meta({ description: 'Of the last "done" line there is' }),
})
const asFile = z.object({
  project: parameter.project,
  from: z.coerce.number().int().min(0).optional().meta({ description: 'ms since the session began' }),
  to: z.coerce.number().int().min(0).optional(),
})

const problem = { description: 'What is wrong', content: { 'application/json': { schema: errorSchema } } }
const file = (type: string, description: string) => ({
  200: { description, content: { [type]: { schema: z.string() } } },
  default: problem,
})

const eventsRoute = {
  method: 'get' as const,
  path: '/export/events',
  summary:
    'Analytics events of a session, a person, a segment or everyone, newest first within each, as a file',
  request: { query: asEvents },
  responses: file(NDJSON, 'An event a line; with `format=csv` a table, objects in it as JSON'),
}
const sessionsRoute = {
  method: 'get' as const,
  path: '/export/sessions',
  summary: 'Sessions of a segment with recordings and events, a JSON object a line; goes on behind a cursor',
  request: { query: asSessions },
  responses: file(NDJSON, 'Lines of the kinds export, session, recording, event, done and, last, end'),
}
const fileRoute = {
  method: 'get' as const,
  path: '/sessions/{id}/file',
  summary: 'A session, or a range of it, as one HTML file that replays offline',
  request: { params: z.object({ id: z.string() }), query: asFile },
  responses: file('text/html', 'The file'),
}

/** What is taken out whole; each is noted in the audit log. */
export function exportRoutes({ store, now }: Read) {
  const api = createApi()
  for (const route of [eventsRoute, sessionsRoute, fileRoute]) api.openAPIRegistry.registerPath(route)
  api
    .get('/export/events', async c => {
      const query = checked(asEvents, c.req.query())
      const project = (await projectOf(store, query.project)).id
      const { session, person, format } = query
      const asked = await askedQuestion(store, project, query, now())
      if ([session, person, asked].filter(one => one !== undefined).length > 1) {
        throw new Failure('bad-request', 'Give one of session, person and a segment.')
      }
      const whose =
        session !== undefined
          ? { session }
          : person !== undefined
            ? { person }
            : { question: asked?.question ?? null }
      const events = eventsOf(store, project, whose)
      return format === 'csv'
        ? download(c, { name: 'events.csv', type: 'text/csv; charset=utf-8' }, asCsv(events))
        : download(c, { name: 'events.ndjson', type: NDJSON }, asNdjson(events))
    })
    .get('/export/sessions', async c => {
      const { cursor, ...query } = checked(asSessions, c.req.query())
      const project = (await projectOf(store, query.project)).id
      const place = cursor ? readPlace(cursor) : { at: now(), page: '', after: '', done: 0 }
      const asked = await askedQuestion(store, project, { ...query, asOf: String(place.at) }, now())
      const lines = wholeExport(store, project, asked?.question, place)
      return download(c, { name: 'sessions.ndjson', type: NDJSON }, lines)
    })
    .get('/sessions/:id/file', async c => {
      const { from, to, ...query } = checked(asFile, c.req.query())
      const project = (await projectOf(store, query.project)).id
      const session = await readable(store, project, c.req.param('id'))
      const player = offlinePlayer()
      const tabs = await store.tabs(session)
      const range =
        from === undefined && to === undefined ? null : { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER }
      if (range && (range.to <= range.from || session.startedAt + range.from >= session.endedAt)) {
        throw new Failure('bad-request', 'The range ends before it begins, or lies behind the end.')
      }
      const offline = []
      for (const tab of tabs) {
        const events = recordedEvents(store, session, tab)
        if (!range) offline.push({ id: tab.tab, events })
        else {
          const part = sliceRecording(
            await all(events),
            session.startedAt + range.from,
            session.startedAt + range.to,
          )
          if (part && part.length > 0) offline.push({ id: tab.tab, events: part })
        }
      }
      if (offline.length === 0) throw new Failure('bad-request', 'Nothing was recorded in this range.')
      const title = `Session of ${new Date(session.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`
      const pieces = replayFile(player, { title, tabs: offline })
      return download(c, { name: `${session.session}.html`, type: 'text/html; charset=utf-8' }, pieces)
    })
  return api
}

async function all(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const list: RecordedEvent[] = []
  for await (const event of events) list.push(event)
  return list
}

function checked<T extends z.ZodType>(schema: T, query: Record<string, string>): z.infer<T> {
  const result = schema.safeParse(query)
  if (result.success) return result.data
  throw new Failure('bad-request', sentenceOf(result.error.issues[0]))
}
