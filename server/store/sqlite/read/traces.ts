import type { Database } from 'better-sqlite3'
import { readCursor, writeCursor } from '../../cursor.ts'
import type { TraceRow } from '../../frustration-port.ts'
import type { Handlers } from '../protocol.ts'

export function traceReads(db: Database): Handlers<'unjudged' | 'countUnjudged' | 'newestTraces'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const unjudged = db.prepare<
    [Ask & { judged: number; key: number; limit: number }],
    Row & { judged: number }
  >(
    `SELECT key, id, judged FROM session
     WHERE project = @project AND listed = 1 AND (judged, key) > (@judged, @key) AND judged <> @rules
     ORDER BY judged, key LIMIT @limit`,
  )
  // Two ranges of the index rather than one "is not", which would look at every session.
  const other = (range: '<' | '>') =>
    `SELECT count(*) FROM session WHERE project = @project AND listed = 1 AND judged ${range} @rules`
  const count = db.prepare<[Ask], number>(`SELECT (${other('<')}) + (${other('>')})`).pluck()
  const newest = db.prepare<[number, number], Row>(
    'SELECT key, id FROM session WHERE project = ? AND listed = 1 ORDER BY started DESC LIMIT ?',
  )
  const traces = db
    .prepare<[number], Uint8Array>(
      'SELECT r.body FROM tab t JOIN trace r ON r.tab = t.key WHERE t.session = ? ORDER BY t.key',
    )
    .pluck()
  const rowsOf = (rows: Row[]): TraceRow[] =>
    inOneBuffer(rows.map(({ key, id }) => ({ session: id, traces: traces.all(key) })))

  return {
    unjudged: (id, rules, { limit, cursor }) => {
      const project = projectKey.get(id)
      if (project === undefined) return { items: [], next: null }
      const after = cursor === undefined ? { at: NONE, id: '0' } : readCursor(cursor)
      const rows = unjudged.all({ project, rules, limit, judged: after.at, key: Number(after.id) })
      const last = rows.length === limit ? rows.at(-1) : undefined
      const next = last ? writeCursor({ at: last.judged, id: String(last.key) }) : null
      return { items: rowsOf(rows), next }
    },
    countUnjudged: (id, rules) => {
      const project = projectKey.get(id)
      return project === undefined ? 0 : count.get({ project, rules })!
    },
    newestTraces: (id, limit) => {
      const project = projectKey.get(id)
      return project === undefined ? [] : rowsOf(newest.all(project, limit))
    },
  }
}

/**
 * From thread to thread a buffer is copied as a whole, however many views of it there are: one for a thousand
 * sessions costs a fraction of a thousand.
 */
function inOneBuffer(rows: TraceRow[]): TraceRow[] {
  const length = rows.reduce((sum, { traces }) => traces.reduce((all, one) => all + one.byteLength, sum), 0)
  const whole = new Uint8Array(length)
  let at = 0
  return rows.map(({ session, traces }) => ({
    session,
    traces: traces.map(one => {
      whole.set(one, at)
      at += one.byteLength
      return whole.subarray(at - one.byteLength, at)
    }),
  }))
}

/** Below every key of rules, which have 32 bits. */
const NONE = -(2 ** 40)

interface Ask {
  project: number
  rules: number
}

interface Row {
  key: number
  id: string
}
