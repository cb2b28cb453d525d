import type { Database } from 'better-sqlite3'
import type { LiveStore } from '../../live-port.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import { type Sql, sql } from '../sql.ts'

interface Row {
  person: string
  judgedAt: number
  inside: 0 | 1 | null
  nth: number | null
}

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
      const { text, params } = sql`SELECT p.id AS person, coalesce(l.judged, 0) AS judgedAt, m.inside, m.nth
        FROM person p LEFT JOIN membership m ON m.line = ${line} AND m.person = p.id
        LEFT JOIN live_person l ON l.project = ${id} AND l.person = p.id
        WHERE p.project = ${project} AND p.present = 1 AND p.id > ${after}
          AND (${segments.persons(question, project)}) <> coalesce(m.inside, 0) ORDER BY p.id LIMIT ${limit}`
      return db
        .prepare<Sql['params'], Row>(text)
        .all(...params)
        .map(({ person, judgedAt, inside, nth }) => ({
          person,
          judgedAt,
          memberships: nth === null ? [] : [{ segment, inside: inside === 1, nth }],
        }))
    },
  }
}
