import type { Database } from 'better-sqlite3'
import { type BoardVisit, boardOf, type Described } from '../../board.ts'
import type { BoardQuery } from '../../frustration-port.ts'
import type { Answering } from '../lanes/answering.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { kindKey, kindOf } from '../write/verdict.ts'

export function frustrationReads(
  db: Database,
  segments: Answering,
): Handlers<'frustrationBoard' | 'grievances'> {
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const spot = db.prepare<[number], { page: string; element: string; name: string }>(
    'SELECT page, element, name FROM spot WHERE key = ?',
  )
  const spotKey = db
    .prepare<[number, string, string], number>(
      'SELECT key FROM spot WHERE project = ? AND page = ? AND element = ?',
    )
    .pluck()
  const seen = db.prepare<[number, number], { firstSeen: number; lastSeen: number }>(
    'SELECT min(at) AS firstSeen, max(at) AS lastSeen FROM finding WHERE spot = ? AND kind = ?',
  )
  const describe = (what: string): Described => {
    const [key, kind] = what.split(' ').map(Number)
    return { kind: kindOf(kind!), ...spot.get(key!)!, ...seen.get(key!, kind!)! }
  }

  return {
    frustrationBoard: query => {
      const project = projectKey.get(query.project)
      if (project === undefined) return { sessions: 0, persons: 0, others: 0, total: 0, rows: [] }
      const inside = query.question ? segments.sessions(query.question, project) : sql`1`
      const asked = asking(query, project)
      const visits = all<VisitColumns>(
        db,
        sql`SELECT s.key AS session, s.person, ${raw(`s.${columnOf('release')}`)} AS release, ${inside} AS inside FROM session s WHERE ${asked}`,
      )
      const found = sql`SELECT f.session, f.spot || ' ' || f.kind AS what, f.at FROM session s JOIN finding f ON f.session = s.key WHERE ${asked}`
      const rows = visits.map((row): BoardVisit<number> => {
        return { ...row, inside: row.inside === 1, release: row.release ?? undefined }
      })
      return boardOf(rows, all<{ session: number; what: string; at: number }>(db, found), describe, query)
    },
    grievances: query => {
      const project = projectKey.get(query.project)
      const place = project === undefined ? undefined : spotKey.get(project, query.page, query.element)
      if (project === undefined || place === undefined) return []
      const inside = query.question ? sql` AND ${segments.sessions(query.question, project)}` : raw('')
      return all(
        db,
        sql`SELECT s.id AS session, f.at FROM finding f JOIN session s ON s.key = f.session WHERE f.spot = ${place} AND f.kind = ${kindKey(query.kind)} AND ${asking(query, project)}${inside} ORDER BY f.at DESC, s.id DESC LIMIT ${query.limit}`,
      )
    },
  }
}

interface VisitColumns {
  session: number
  person: number
  release: string | null
  inside: 0 | 1
}

function asking({ from, to }: BoardQuery, project: number): Sql {
  const where = [sql`s.project = ${project} AND s.listed = 1`]
  if (from !== undefined) where.push(sql`s.started >= ${from}`)
  if (to !== undefined) where.push(sql`s.started < ${to}`)
  return join(where, ' AND ')
}

function all<T>(db: Database, { text, params }: Sql): T[] {
  return db.prepare<Sql['params'], T>(text).all(...params)
}
