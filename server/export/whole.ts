/**
 * Sessions of a segment with everything in them, a JSON object a line:
 *
 *     {"kind":"export","sessions":120,"done":0}                          how much there is to come
 *     {"kind":"session","session":{...}}                                 as GET /api/sessions/ID says it
 *     {"kind":"recording","session":ID,"tab":TAB,"seq":0,"events":[...]}   a batch, rrweb events as recorded
 *     {"kind":"event","session":ID,"event":{...}}                        an analytics event
 *     {"kind":"done","session":ID,"done":1,"cursor":"..."}               the session is whole
 *     {"kind":"end","done":120}                                          nothing more comes
 *
 * Whoever is cut off asks again with the last cursor and goes on behind it; a file without its `end` is not whole.
 */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { eventOf, sessionsOf } from '../read/shape.ts'
import type { Question } from '../segment/question.ts'
import type { SessionRow, Store } from '../store/port.ts'

const inflate = promisify(gunzip)

type WholeStore = Pick<Store, 'sessions' | 'count' | 'tabs' | 'batch' | 'events' | 'persons'>

/** Sessions asked of the store at once. */
const PAGE = 50

/** at: what "now" means to the segment; sessions that begin later are left to the next export. */
export interface Place {
  at: number
  page: string
  after: string
  done: number
}
const placeSchema = z.tuple([z.int(), z.string(), z.string(), z.int()])

export function writePlace({ at, page, after, done }: Place): string {
  return Buffer.from(JSON.stringify([at, page, after, done])).toString('base64url')
}

export function readPlace(cursor: string): Place {
  try {
    const [at, page, after, done] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, page, after, done }
  } catch {
    throw new Failure('bad-request', 'The cursor is not one of an export: take it from its last "done" line.')
  }
}

export async function* wholeExport(
  store: WholeStore,
  project: string,
  question: Question | undefined,
  place: Place,
): AsyncGenerator<string> {
  const { sessions } = await store.count(project, question)
  let { page, after, done } = place
  yield line({ kind: 'export', sessions, done })
  for (;;) {
    const { items, next } = await store.sessions({
      project,
      to: place.at,
      limit: PAGE,
      ...(question ? { question } : {}),
      ...(page ? { cursor: page } : {}),
    })
    // The one written last may have been deleted meanwhile: then its page is written again.
    const from = items.findIndex(row => row.session === after) + 1
    for (const row of items.slice(from)) {
      yield* oneSession(store, project, row)
      done += 1
      after = row.session
      yield line({
        kind: 'done',
        session: row.session,
        done,
        cursor: writePlace({ at: place.at, page, after, done }),
      })
    }
    if (next === null) break
    page = next
  }
  yield line({ kind: 'end', done })
}

async function* oneSession(store: WholeStore, project: string, row: SessionRow): AsyncGenerator<string> {
  const [session] = await sessionsOf(store, project, [row])
  yield line({ kind: 'session', session: { ...session, clockOffset: row.clockOffset } })
  const id = row.session
  for (const { tab, batches } of await store.tabs(row)) {
    for (const { seq } of batches) {
      const bytes = await store.batch({ ...row, tab }, seq)
      if (!bytes) continue
      // The batch is a JSON array already, in one line: it was written by JSON.stringify.
      const events = (await inflate(bytes)).toString().replace(/[\r\n]+/g, ' ')
      yield `{"kind":"recording","session":${JSON.stringify(id)},"tab":${JSON.stringify(tab)},"seq":${seq},"events":${events}}\n`
    }
  }
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await store.events({ project, session: id, limit: 500, ...(cursor ? { cursor } : {}) })
    for (const event of page.items) yield line({ kind: 'event', session: id, event: eventOf(event) })
    cursor = page.next
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
