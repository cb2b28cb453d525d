import type { Database } from 'better-sqlite3'
import { isUsable } from '../../../identity/person-id.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import type { EventQuery } from '../../port.ts'
import { EVENT_COLUMNS, EVENT_JOINS, type EventColumns, readEvent } from '../event-body.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { markOf } from '../write/events.ts'

export function eventReads(db: Database): Handlers<'events' | 'feed' | 'feedEnd'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  // The + keeps SQLite from going by names first, which would sort all events of the project for one page.
  const stored = db.prepare<[number, number, number], EventColumns & { key: number }>(
    `SELECT e.key, ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS}
     WHERE e.key > ? AND +n.project = ? ORDER BY e.key LIMIT ?`,
  )
  const newest = db.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  return {
    feedEnd: () => writeCursor({ at: newest.get() ?? 0, id: '' }),
    feed: (id, after, limit) => {
      const project = projectKey.get(id)
      if (project === undefined) return { items: [], next: after }
      const found = stored.all(after === null ? 0 : readCursor(after).at, project, limit)
      const last = found.at(-1)
      return { items: found.map(readEvent), next: last ? writeCursor({ at: last.key, id: '' }) : after }
    },
    events: query => {
      const after = query.cursor === undefined ? null : readCursor(query.cursor)
      const project = projectKey.get(query.project)
      if (project === undefined) return { items: [], next: null }
      const page: Sql[] = []
      if (query.since !== undefined) page.push(sql`e.at >= ${query.since}`)
      if (after) page.push(sql`e.at <= ${after.at} AND (e.at, e.message) < (${after.at}, ${after.id})`)
      const limit = query.limit + 1
      const narrowed = narrowing(query, project)
      const newest = sql`ORDER BY e.at DESC, e.message DESC LIMIT ${limit}`
      const names = sql`SELECT n.key FROM event_name n WHERE n.project = ${project}`
      const keys =
        narrowed.length > 0
          ? sql`SELECT e.key FROM event e WHERE e.name IN (${names}) AND ${join([...narrowed, ...page], ' AND ')} ${newest}`
          : // Everything: the newest of each name through its index, instead of an index by time alone.
            sql`SELECT e.key FROM event_name x JOIN event e ON e.key IN (SELECT e.key FROM event e WHERE e.name = x.key AND ${join([sql`TRUE`, ...page], ' AND ')} ${newest}) WHERE x.project = ${project} ${newest}`
      const rows = sql`SELECT ${raw(EVENT_COLUMNS)} FROM event e ${raw(EVENT_JOINS)} WHERE e.key IN (${keys}) ORDER BY e.at DESC, e.message DESC`
      const found = db.prepare<Sql['params'], EventColumns>(rows.text).all(...rows.params)
      const items = found.slice(0, query.limit).map(readEvent)
      const last = items.at(-1)
      const more = found.length > query.limit && last !== undefined
      return { items, next: more ? writeCursor({ at: last.at, id: last.messageId }) : null }
    },
  }
}

function narrowing(query: EventQuery, project: number): Sql[] {
  const where: Sql[] = []
  const { message, session, person, user, anonymous, event } = query
  if (message !== undefined) {
    where.push(sql`e.mark = ${markOf(query.project, message)} AND e.message = ${message}`)
  }
  if (session !== undefined) {
    where.push(sql`e.session = (SELECT key FROM session WHERE project = ${project} AND id = ${session})`)
  }
  if (person !== undefined) {
    where.push(sql`e.person = (SELECT key FROM person WHERE project = ${project} AND id = ${person})`)
  }
  if (user !== undefined) where.push(byUser(user, project))
  if (anonymous !== undefined) where.push(byAnonymous(anonymous, project))
  if (event !== undefined) {
    where.push(
      sql`e.name = (SELECT key FROM event_name WHERE project = ${project} AND asked = 1 AND name = ${event})`,
    )
  }
  return where
}

function byUser(id: string, project: number): Sql {
  // An id that names no one is in no index: it is looked for in what the client sent.
  if (!isUsable(id)) return sql`e.own ->> '$.userId' = ${id}`
  const user = identity(USER, id, project)
  return sql`e.ident = ${user} AND e.person = (SELECT person FROM identity WHERE key = ${user})`
}

/** Events that carry the id are its owner's, or those of a user it was seen with: their index finds them. */
function byAnonymous(id: string, project: number): Sql {
  const anonymous = identity(ANONYMOUS, id, project)
  if (!isUsable(id)) return sql`e.anonymous = ${anonymous}`
  return sql`e.anonymous = ${anonymous} AND e.person IN (
    SELECT coalesce(o.person, x.person) FROM identity x LEFT JOIN identity o ON o.key = x.owner WHERE x.key = ${anonymous}
    UNION SELECT u.person FROM link l JOIN identity u ON u.key = l.user WHERE l.anonymous = ${anonymous})`
}

function identity(kind: number, id: string, project: number): Sql {
  return sql`(SELECT key FROM identity WHERE project = ${project} AND kind = ${kind} AND id = ${id})`
}
