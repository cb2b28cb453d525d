import type { Database } from 'better-sqlite3'
import type { LiveStore } from '../../live-port.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import { type Sql, sql } from '../sql.ts'

export function differingReads(
  db: Database,
  segments: Answering,
): Handlers<Extract<keyof LiveStore, 'differing'>> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const lineKey = db
    .prepare<[string, string, number], number>(
      'SELECT key FROM live_line WHERE project = ? AND segment = ? AND line = ?',
    )
    .pluck()

  return {
    differing: ({ project: id, segment, line: nth, after }, question, limit) => {
      const project = projectKey.get(id)
      const line = lineKey.get(id, segment, nth)
      if (project === undefined || line === undefined) return []
      const inside = sql`EXISTS (SELECT 1 FROM membership m WHERE m.line = ${line} AND m.person = p.id AND m.inside = 1)`
      const { text, params } = sql`SELECT p.id FROM person p WHERE p.project = ${project} AND p.present = 1
        AND p.id > ${after} AND (${segments.persons(question, project)}) <> ${inside} ORDER BY p.id LIMIT ${limit}`
      return db
        .prepare<Sql['params'], string>(text)
        .pluck()
        .all(...params)
    },
  }
}
