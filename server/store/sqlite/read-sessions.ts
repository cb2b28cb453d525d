import type { Database } from 'better-sqlite3'
import { readCursor, writeCursor } from '../cursor.ts'
import { sessionCondition } from './compile.ts'
import type { Handlers } from './protocol.ts'
import { readSession, SESSION_COLUMNS, SESSION_JOINS, type SessionColumns } from './session-row.ts'
import { join, raw, type Sql, sql } from './sql.ts'

export function sessionReads(db: Database): Handlers<'sessions' | 'session'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const one = db.prepare<[number, string], SessionColumns>(
    `SELECT ${SESSION_COLUMNS} FROM session s ${SESSION_JOINS} WHERE s.project = ? AND s.id = ? AND s.batches > 0`,
  )
  return {
    session: ({ project, session }) => {
      const key = projectKey.get(project)
      const row = key === undefined ? undefined : one.get(key, session)
      return row ? readSession(project, row) : null
    },
    sessions: query => {
      const after = query.cursor === undefined ? null : readCursor(query.cursor)
      const project = projectKey.get(query.project)
      if (project === undefined) return { items: [], next: null }
      const where: Sql[] = [sql`s.project = ${project} AND s.listed = 1`]
      if (query.person !== undefined) {
        where.push(
          sql`s.person = (SELECT key FROM person WHERE project = ${project} AND id = ${query.person})`,
        )
      }
      if (query.from !== undefined) where.push(sql`s.started >= ${query.from}`)
      if (query.to !== undefined) where.push(sql`s.started < ${query.to}`)
      if (after) where.push(sql`(s.started, s.id) < (${after.at}, ${after.id})`)
      if (query.question) where.push(sessionCondition(query.question, project))
      // The page of keys first: only its rows are put together from their tables.
      const keys = sql`SELECT s.key FROM session s WHERE ${join(where, ' AND ')} ORDER BY s.started DESC, s.id DESC LIMIT ${query.limit + 1}`
      const rows = sql`SELECT ${raw(SESSION_COLUMNS)} FROM session s ${raw(SESSION_JOINS)} WHERE s.key IN (${keys}) ORDER BY s.started DESC, s.id DESC`
      const found = db.prepare<Sql['params'], SessionColumns>(rows.text).all(...rows.params)
      const items = found.slice(0, query.limit).map(row => readSession(query.project, row))
      const last = items.at(-1)
      const more = found.length > query.limit && last !== undefined
      return { items, next: more ? writeCursor({ at: last.startedAt, id: last.session }) : null }
    },
  }
}
