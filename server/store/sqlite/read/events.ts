import type { Database } from 'better-sqlite3'
import { isUsable } from '../../../identity/person-id.ts'
import { readCursor, writeCursor } from '../../cursor.ts'
import type { EventQuery } from '../../port.ts'
import { EVENT_COLUMNS, EVENT_JOINS, type EventColumns, readEvent } from '../event-body.ts'
import type { Answering } from '../lanes/answering.ts'
import { newestEvents } from '../lanes/newest-events.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { idOfMessage, markOf } from '../write/message-id.ts'

export function eventReads(db: Database, segments: Answering): Handlers<'events' | 'feed' | 'feedEnd'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  // The + keeps SQLite from going by names first, which would sort all events of the project for one page.
  const stored = db.prepare<[number, number, number], EventColumns & { key: number }>(
    `SELECT e.key, ${EVENT_COLUMNS} FROM event e ${EVENT_JOINS}
     WHERE e.key > ? AND +n.project = ? ORDER BY e.key LIMIT ?`,
  )
  const newest = db.prepare<[], number | null>('SELECT max(key) FROM event').pluck()
  const namesOf = db.prepare<[number], number>('SELECT key FROM event_name WHERE project = ?').pluck()
  const nameKey = db
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const named = ({ event }: EventQuery, project: number) =>
    event === undefined ? namesOf.all(project) : nameKey.all(project, event)
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
      const asked = {
        names: new Set(named(query, project)),
        limit,
        from: query.since ?? Number.NEGATIVE_INFINITY,
        upTo: after?.at ?? Number.POSITIVE_INFINITY,
      }
      const among =
        narrowed.length > 0
          ? sql`e.name IN (SELECT value FROM json_each(${JSON.stringify([...asked.names])}))`
          : // Lanes tell which events were the newest: no index is by time.
            sql`e.key IN (SELECT value FROM json_each(${JSON.stringify(newestEvents(segments.moment().slices(), asked))}))`
      const keys = sql`SELECT e.key FROM event e WHERE ${join([among, ...narrowed, ...page], ' AND ')} ${newest}`
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
  const { message, session, person, user, anonymous } = query
  if (message !== undefined) where.push(byMessage(message))
  if (session !== undefined) {
    where.push(sql`e.session = (SELECT key FROM session WHERE project = ${project} AND id = ${session})`)
  }
  if (person !== undefined) {
    where.push(sql`e.person = (SELECT key FROM person WHERE project = ${project} AND id = ${person})`)
  }
  if (user !== undefined) where.push(byUser(user, project))
  if (anonymous !== undefined) where.push(byAnonymous(anonymous, project))
  return where
}

function byMessage(message: string): Sql {
  const id = idOfMessage(message)
  const stored = (part: Buffer | string) =>
    typeof part === 'string' ? sql`${part}` : sql`unhex(${part.toString('hex')})`
  return sql`e.mark = ${stored(markOf(id))} AND e.id = ${stored(id)}`
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
