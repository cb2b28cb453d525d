import type { Question } from '../../../segment/question.ts'
import type { HeatPagesQuery, HeatQuery } from '../../heatmap-port.ts'
import type { Answering } from '../lanes/answering.ts'
import { columnOf } from '../session-columns.ts'
import { join, raw, type Sql, sql } from '../sql.ts'

/** Conditions on sessions `s`: listed, begun in time, of the release. */
export function sessionsAsked(
  { from, to, release }: Pick<HeatQuery, 'from' | 'to' | 'release'>,
  project: number,
): Sql {
  const where = [sql`s.project = ${project} AND s.listed = 1`]
  if (from !== undefined) where.push(sql`s.started >= ${from}`)
  if (to !== undefined) where.push(sql`s.started < ${to}`)
  if (release !== undefined) where.push(sql`${raw(`s.${columnOf('release')}`)} = ${release}`)
  return join(where, ' AND ')
}

/** Whether session `s` is of the question; of everyone without one. */
export function isInside(question: Question | undefined, project: number, segments: Answering): Sql {
  return question ? segments.sessions(question, project) : raw('1')
}

/** Sessions `s` of the question that were on the page. */
export function visitorsAsked(query: HeatQuery, project: number, pattern: number): Sql {
  return sql`${sessionsAsked(query, project)} AND s.key IN (${onPage(query, pattern)})`
}

/** Keys of the sessions on the page at these widths: one index answers it. */
export function onPage({ widths: [from, to] }: Pick<HeatQuery, 'widths'>, pattern: number): Sql {
  return sql`SELECT w.session FROM heat w WHERE w.pattern = ${pattern} AND w.width BETWEEN ${from} AND ${to}`
}

/** Views per page, session and width. */
export function pagesAsked(
  { question, from, to }: HeatPagesQuery,
  project: number,
  segments: Answering,
): Sql {
  const when = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const sessions = sql`SELECT s.key FROM session s WHERE ${sessionsAsked(when, project)} AND ${isInside(question, project, segments)}`
  return sql`SELECT p.text AS page, h.session, h.width, count(*) AS views, sum(h.clicks) AS clicks FROM pattern p JOIN heat h ON h.pattern = p.key WHERE p.project = ${project} AND h.session IN (${sessions}) GROUP BY h.pattern, h.width, h.session`
}
