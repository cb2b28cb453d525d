import type { Database } from 'better-sqlite3'
import type { BoardQuery } from '../../frustration-port.ts'
import type { Answering } from '../lanes/answering.ts'
import { type Members, membersWhere } from '../lanes/count.ts'
import { foundBoard } from '../lanes/found-board.ts'
import type { Handlers } from '../protocol.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { kindKey } from '../write/verdict.ts'

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
  /** By key of a session, whether it is of the segment: from lanes, or from SQL where only that can tell. */
  const membersOf = (query: BoardQuery, project: number, asked: Members): Members => {
    const { question } = query
    if (!question) return asked
    const chosen = segments.membersOf(question, project)
    if (chosen) return chosen.sessions()
    const members = new Uint8Array(asked.length)
    const { text, params } =
      sql`SELECT s.key FROM session s WHERE ${asking(query, project)} AND ${segments.sessions(question, project)}`
    const keys = db.prepare<Sql['params'], number>(text).pluck()
    for (const key of keys.iterate(...params)) members[key] = 1
    return members
  }

  return {
    frustrationBoard: query => {
      const project = projectKey.get(query.project)
      if (project === undefined) return { sessions: 0, persons: 0, others: 0, total: 0, rows: [] }
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query
      const moment = segments.moment()
      const { project: listed, started, length } = moment.sessions()
      const asked = membersWhere(
        length,
        key => listed[key] === project && !(started[key]! < from || started[key]! >= to),
      )
      const inside = membersOf(query, project, asked)
      const { zone, limit } = query
      return foundBoard(moment, {
        ...{ asked, inside, project, limit, where: key => spot.get(key)! },
        ...(zone === undefined ? {} : { zone }),
      })
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

function asking({ from, to }: BoardQuery, project: number): Sql {
  const where = [sql`s.project = ${project} AND s.listed = 1`]
  if (from !== undefined) where.push(sql`s.started >= ${from}`)
  if (to !== undefined) where.push(sql`s.started < ${to}`)
  return join(where, ' AND ')
}

function all<T>(db: Database, { text, params }: Sql): T[] {
  return db.prepare<Sql['params'], T>(text).all(...params)
}
