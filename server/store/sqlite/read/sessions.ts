import type { Database } from 'better-sqlite3'
import { type SessionSort, UNTOLD } from '../../../../contract/session-sort.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import { sortValue } from '../../session-order.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'
import { readSession, SESSION_COLUMNS, SESSION_JOINS, type SessionColumns } from '../session-row.ts'
import { join, NUMBER, raw, type Sql, sql, TEXT } from '../sql.ts'

export function sessionReads(
  db: Database,
  segments: Answering,
): Handlers<'sessions' | 'session' | 'eventNames'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const one = db.prepare<[number, string], SessionColumns>(
    `SELECT ${SESSION_COLUMNS} FROM session s ${SESSION_JOINS} WHERE s.project = ${NUMBER} AND s.id = ${TEXT} AND s.batches > 0`,
  )
  const names = db.prepare<[number, string], { session: string; name: string }>(
    `SELECT DISTINCT s.id AS session, n.name FROM session s JOIN event e ON e.session = s.key
     JOIN event_name n ON n.key = e.name AND n.asked = 1
     WHERE s.project = ? AND s.id IN (SELECT value FROM json_each(?))`,
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
      if (query.only) where.push(sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(query.only)}))`)
      if (query.except) {
        where.push(sql`s.id NOT IN (SELECT value FROM json_each(${JSON.stringify(query.except)}))`)
      }
      const value = raw(sortColumn(query.sort))
      const rising = query.order === 'asc'
      if (after) where.push(sql`(${value}, s.id) ${raw(rising ? '>' : '<')} (${after.at}, ${after.id})`)
      if (query.question) {
        // Nothing but the segment and the time narrows: the page can be found among the members themselves.
        const plain = query.person === undefined && !query.only && !query.except && !rising
        const span = {
          limit: query.limit + 1,
          upTo: after?.at ?? Number.POSITIVE_INFINITY,
          from: query.from ?? Number.NEGATIVE_INFINITY,
          to: query.to ?? Number.POSITIVE_INFINITY,
        }
        const keys = plain && value.text === STARTED ? segments.newestOf(query.question, project, span) : null
        if (keys) {
          where.push(sql`s.key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`)
        } else where.push(segments.sessions(query.question, project))
      }
      const order = sql`ORDER BY ${value} ${raw(rising ? 'ASC, s.id ASC' : 'DESC, s.id DESC')}`
      // The page of keys first: only its rows are put together from their tables.
      const keys = sql`SELECT s.key FROM session s WHERE ${join(where, ' AND ')} ${order} LIMIT ${query.limit + 1}`
      const rows = sql`SELECT ${raw(SESSION_COLUMNS)} FROM session s ${raw(SESSION_JOINS)} WHERE s.key IN (${keys}) ${order}`
      const found = db.prepare<Sql['params'], SessionColumns>(rows.text).all(...rows.params)
      const items = found.slice(0, query.limit).map(row => readSession(query.project, row))
      const last = items.at(-1)
      const more = found.length > query.limit && last !== undefined
      return { items, next: more ? writeCursor({ at: sortValue(last, query.sort), id: last.session }) : null }
    },
    eventNames: (projectId, sessions) => {
      const project = projectKey.get(projectId)
      if (project === undefined) return []
      const found = new Map<string, string[]>()
      for (const { session, name } of names.all(project, JSON.stringify(sessions))) {
        const known = found.get(session)
        if (known) known.push(name)
        else found.set(session, [name])
      }
      return [...found].map(([session, names]) => ({ session, names: names.sort() }))
    },
  }
}

const STARTED = 's.started'

function sortColumn(sort: SessionSort = 'startedAt'): string {
  return sort === 'startedAt' ? STARTED : `coalesce(s.${columnOf(sort)}, ${UNTOLD})`
}
