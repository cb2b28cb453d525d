import type { Database } from 'better-sqlite3'
import { byTime } from '../../../../contract/event.ts'
import { personScore } from '../../../../contract/frustration/frustration.ts'
import { isUsable } from '../../../identity/person-id.ts'
import { traitsAsOf } from '../../../segment/traits.ts'
import { type Place, readCursor, writeCursor } from '../../cursor.ts'
import type { PersonRow } from '../../port.ts'
import { type ChangeColumns, readChange } from '../event-body.ts'
import type { Answering } from '../lanes/answering.ts'
import { FOREVER } from '../people/folding.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'
import { raw, type Sql, sql } from '../sql.ts'

interface PersonColumns {
  key: number
  id: string
  kind: 0 | 1 | null
  name: string | null
  identity: number | null
}

type PersonRead = 'person' | 'persons' | 'findPerson' | 'count' | 'members'

const COLUMNS = `p.key, p.id, i.kind, i.id AS name, i.key AS identity
  FROM person p LEFT JOIN identity i ON i.key = p.identity`

/** Of person `p`, through the indexes by person. */
const LAST_SEEN = raw(`max(coalesce((SELECT max(at) FROM event WHERE person = p.key), 0),
  coalesce((SELECT max(ended) FROM session WHERE person = p.key AND listed = 1), 0))`)

export function personReads(db: Database, segments: Answering): Handlers<PersonRead> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const byId = db.prepare<[number, string], PersonColumns>(
    `SELECT ${COLUMNS} WHERE p.project = ? AND p.id = ? AND p.present = 1`,
  )
  const byIdentity = db.prepare<[number, 0 | 1, string], PersonColumns>(
    `SELECT ${COLUMNS} WHERE p.present = 1 AND p.key = (
       SELECT coalesce(o.person, x.person) FROM identity x LEFT JOIN identity o ON o.key = x.owner
       WHERE x.project = ? AND x.kind = ? AND x.id = ?)`,
  )
  const owned = db.prepare<[number], string>('SELECT id FROM identity WHERE owner = ? ORDER BY id').pluck()
  const changes = db.prepare<[number], ChangeColumns>(
    'SELECT at, message, own FROM event WHERE person = ? AND changes = 1',
  )
  const seen = db.prepare<[number], { first: number | null; last: number | null }>(
    'SELECT min(at) AS first, max(at) AS last FROM event WHERE person = ?',
  )
  const visited = db.prepare<[number], { first: number | null; last: number | null; sessions: number }>(
    `SELECT min(started) AS first, max(ended) AS last, count(*) AS sessions
     FROM session WHERE person = ? AND listed = 1`,
  )

  const scores = db
    .prepare<[number], number>(
      `SELECT ${columnOf('frustrationScore')} FROM session
       WHERE person = ? AND listed = 1 AND ${columnOf('frustrationScore')} IS NOT NULL
       ORDER BY started DESC, id DESC LIMIT 10`,
    )
    .pluck()

  const read = ({ key, id, kind, name, identity }: PersonColumns): PersonRow => {
    const events = seen.get(key)!
    const sessions = visited.get(key)!
    const scored = scores.all(key)
    const times = [events.first, events.last, sessions.first, sessions.last].filter(time => time !== null)
    return {
      id,
      userIds: kind === USER && name !== null ? [name] : [],
      anonymousIds:
        kind === USER && identity !== null ? owned.all(identity) : kind === ANONYMOUS ? [name!] : [],
      traits: traitsAsOf({ traits: changes.all(key).map(readChange).sort(byTime) }, FOREVER),
      firstSeen: Math.min(...times),
      lastSeen: Math.max(...times),
      sessions: sessions.sessions,
      ...(scored.length > 0 ? { frustrationScore: personScore(scored) } : {}),
    }
  }
  const get = (project: string, id: string): PersonRow | null => {
    const key = projectKey.get(project)
    const row = key === undefined ? undefined : byId.get(key, id)
    return row ? read(row) : null
  }

  const seenLast = (where: Sql, after: Place | null, limit: number): Place[] => {
    const page = after ? sql` WHERE (at, id) < (${after.at}, ${after.id})` : sql``
    const { text, params } =
      sql`SELECT id, at FROM (SELECT p.id, ${LAST_SEEN} AS at FROM person p WHERE ${where})${page} ORDER BY at DESC, id DESC LIMIT ${limit + 1}`
    return db.prepare<Sql['params'], Place>(text).all(...params)
  }

  return {
    person: get,
    persons: (project, ids) => ids.flatMap(id => get(project, id) ?? []),
    findPerson: (project, by) => {
      const key = projectKey.get(project)
      const id = 'user' in by ? by.user : by.anonymous
      if (key === undefined || !isUsable(id)) return null
      const row = byIdentity.get(key, 'user' in by ? USER : ANONYMOUS, id)
      return row ? read(row) : null
    },
    count: (projectId, question) => {
      const project = projectKey.get(projectId)
      if (project === undefined) return { sessions: 0, persons: 0 }
      const chosen = segments.membersOf(question, project)
      if (chosen) return chosen.count()
      const number = ({ text, params }: Sql) =>
        db
          .prepare<Sql['params'], number>(text)
          .pluck()
          .get(...params)!
      return {
        sessions: number(
          sql`SELECT count(*) FROM session s WHERE s.project = ${project} AND s.listed = 1 AND ${question ? segments.sessions(question, project) : sql`TRUE`}`,
        ),
        persons: number(
          sql`SELECT count(*) FROM person p WHERE p.project = ${project} AND p.present = 1 AND ${question ? segments.persons(question, project) : sql`TRUE`}`,
        ),
      }
    },
    members: (projectId, question, { limit, cursor, order }) => {
      const place = cursor === undefined ? null : readCursor(cursor)
      const after = place?.id ?? null
      const project = projectKey.get(projectId)
      if (project === undefined) return { items: [], next: null }
      const condition = question ? segments.persons(question, project) : sql`TRUE`
      if (order === 'lastSeen') {
        const found = seenLast(sql`p.project = ${project} AND p.present = 1 AND ${condition}`, place, limit)
        const items = found.slice(0, limit).flatMap(({ id }) => get(projectId, id) ?? [])
        const last = found[limit - 1]
        return { items, next: found.length > limit && last ? writeCursor(last) : null }
      }
      const { text, params } =
        sql`SELECT p.id FROM person p WHERE p.project = ${project} AND p.present = 1 AND p.id > ${after ?? ''} AND ${condition} ORDER BY p.id LIMIT ${limit + 1}`
      const ids = db
        .prepare<Sql['params'], string>(text)
        .pluck()
        .all(...params)
      const items = ids.slice(0, limit).flatMap(id => get(projectId, id) ?? [])
      const last = items.at(-1)
      return { items, next: ids.length > limit && last ? writeCursor({ at: 0, id: last.id }) : null }
    },
  }
}
