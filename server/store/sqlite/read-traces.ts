import type { Database } from 'better-sqlite3'
import type { TraceRow } from '../frustration-port.ts'
import type { Handlers } from './protocol.ts'

export function traceReads(db: Database): Handlers<'unjudged' | 'countUnjudged' | 'newestTraces'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  // Two ranges of the index by rules rather than one "is not", which would look at every session.
  const other = (columns: string, range: '<' | '>') =>
    `SELECT ${columns} FROM session WHERE project = @project AND listed = 1 AND judged ${range} @rules`
  const unjudged = db.prepare<[{ project: number; rules: number; limit: number }], Row>(
    `SELECT * FROM (${other('key, id', '<')} UNION ALL ${other('key, id', '>')}) LIMIT @limit`,
  )
  const count = db
    .prepare<[{ project: number; rules: number }], number>(
      `SELECT (${other('count(*)', '<')}) + (${other('count(*)', '>')})`,
    )
    .pluck()
  const newest = db.prepare<[number, number], Row>(
    'SELECT key, id FROM session WHERE project = ? AND listed = 1 ORDER BY started DESC LIMIT ?',
  )
  const traces = db
    .prepare<[number], Uint8Array>(
      'SELECT r.body FROM tab t JOIN trace r ON r.tab = t.key WHERE t.session = ? ORDER BY t.key',
    )
    .pluck()
  const row = ({ key, id }: Row): TraceRow => ({ session: id, traces: traces.all(key) })

  return {
    unjudged: (id, rules, limit) => {
      const project = projectKey.get(id)
      return project === undefined ? [] : unjudged.all({ project, rules, limit }).map(row)
    },
    countUnjudged: (id, rules) => {
      const project = projectKey.get(id)
      return project === undefined ? 0 : count.get({ project, rules })!
    },
    newestTraces: (id, limit) => {
      const project = projectKey.get(id)
      return project === undefined ? [] : newest.all(project, limit).map(row)
    },
  }
}

interface Row {
  key: number
  id: string
}
