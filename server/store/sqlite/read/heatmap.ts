import type { Database } from 'better-sqlite3'
import { clicksOf } from '../../heat/clicks.ts'
import { HeatFold } from '../../heat/fold.ts'
import { FOUND_KINDS, type HeatFinding, isFoundKind } from '../../heat/found.ts'
import { pagesOf } from '../../heat/pages.ts'
import { bestScenes } from '../../heat/scenes.ts'
import { sideOf } from '../../heat/side.ts'
import type { ClickRow, HeatmapQuery, HeatQuery, SceneRow } from '../../heatmap-port.ts'
import type { Answering } from '../lanes/answering.ts'
import { laneVisits, type Told } from '../lanes/heat.ts'
import { lanePages } from '../lanes/heat-pages.ts'
import { EVER, type Moment } from '../lanes/moment.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { kindKey, kindOf } from '../write/verdict.ts'
import { isInside, pagesAsked, visitorsAsked } from './heat-asked.ts'
import { visitsOf } from './heat-visits.ts'

const NOTHING: HeatFinding[] = []

export function heatmapReads(
  db: Database,
  segments: Answering,
): Handlers<'heatPages' | 'heatmap' | 'heatScenes' | 'heatClicks'> {
  const visits = laneVisits(db, segments)
  const pages = lanePages(db, segments)
  const projectKey = db.prepare<[string], number>('SELECT key FROM project WHERE id = ?').pluck()
  const patternKey = db
    .prepare<[number, string], number>('SELECT key FROM pattern WHERE project = ? AND text = ?')
    .pluck()
  const elementKey = db
    .prepare<[number, string], number>('SELECT key FROM element WHERE project = ? AND fingerprint = ?')
    .pluck()
  const element = db.prepare<[number], { element: string; name: string; role: string }>(
    'SELECT fingerprint AS element, name, role FROM element WHERE key = ?',
  )
  const tabId = db.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()

  /** From the tables, where arrays do not tell. */
  function* read(query: HeatmapQuery, project: number, pattern: number) {
    const sides = sidesOf(db, query, project, pattern, segments)
    const read = { views: query.kind === 'attention', moves: query.kind === 'moves' }
    for (const { session, views } of visitsOf(db, query, pattern, read, key => !sides.has(key))) {
      yield { session, side: sides.get(session) ?? (0 as const), views }
    }
  }

  const keysOf = ({ project: id, page }: Pick<HeatQuery, 'project' | 'page'>) => {
    const project = projectKey.get(id)
    const pattern = project === undefined ? undefined : patternKey.get(project, page)
    return project === undefined || pattern === undefined ? null : { project, pattern }
  }

  return {
    heatPages: query => {
      const project = projectKey.get(query.project)
      if (project === undefined) return []
      return pages(query, project) ?? pagesOf(all(db, pagesAsked(query, project, segments)), query)
    },
    heatmap: query => {
      const fold = new HeatFold(query.kind)
      const keys = keysOf(query)
      if (keys) {
        const { project, pattern } = keys
        const found = findings(db, project, query.page)
        const reached = goals(db, query, project, segments.moment())
        const told: Told = session => {
          const goal = reached?.[session] ?? Number.NEGATIVE_INFINITY
          return { found: found.get(session) ?? NOTHING, goal }
        }
        if (!visits(query, project, pattern, fold, told)) {
          for (const { session, side, views } of read(query, project, pattern)) {
            fold.add({ side, views, ...told(session) })
          }
        }
      }
      return fold.answer(key => element.get(key)!)
    },
    heatScenes: query => {
      const keys = keysOf(query)
      if (!keys) return []
      const { project, pattern } = keys
      const [from, to] = query.widths
      const rows = all<SceneRow>(
        db,
        sql`SELECT s.id AS session, t.id AS tab, h.at, h.until, h.width, h.height, h.document AS documentHeight, h.clicks, ${raw(`s.${columnOf('fidelity')}`)} AS fidelity FROM session s JOIN heat h ON h.session = s.key JOIN tab t ON t.key = h.tab WHERE h.pattern = ${pattern} AND h.width BETWEEN ${from} AND ${to} AND ${visitorsAsked(query, project, pattern)} AND ${isInside(query.question, project, segments)}`,
      )
      return bestScenes(rows, query.limit)
    },
    heatClicks: query => {
      const keys = keysOf(query)
      if (!keys) return []
      const { project, pattern } = keys
      const rows = all<Visitor>(
        db,
        sql`SELECT s.key, s.id AS session, s.started AS startedAt, p.id AS person FROM session s JOIN person p ON p.key = s.person WHERE ${visitorsAsked(query, project, pattern)} AND ${isInside(query.question, project, segments)}`,
      )
      const who = new Map(rows.map(row => [row.key, row]))
      const key = query.element === undefined ? null : (elementKey.get(project, query.element) ?? -1)
      const found = findings(db, project, query.page)
      const clicks: (Omit<ClickRow, 'tab'> & { tab: number })[] = []
      for (const { session: of, views } of visitsOf(db, query, pattern, {}, session => !who.has(session))) {
        const { session, startedAt, person } = who.get(of)!
        for (const view of views) {
          for (const at of clicksOf(view, found.get(of) ?? NOTHING, query, key)) {
            clicks.push({ session, tab: view.tab, at, startedAt, person })
          }
        }
      }
      return newest(clicks, query.limit, tab => tabId.get(tab) ?? '')
    },
  }
}

interface Visitor extends Pick<ClickRow, 'session' | 'startedAt' | 'person'> {
  key: number
}

/** Tabs get their ids when something is to be told of them, or two clicks tie. */
function newest(
  clicks: (Omit<ClickRow, 'tab'> & { tab: number })[],
  limit: number,
  tabId: (key: number) => string,
): ClickRow[] {
  clicks.sort(
    (a, b) =>
      b.at - a.at ||
      (a.session < b.session ? -1 : a.session > b.session ? 1 : 0) ||
      (a.tab === b.tab ? 0 : tabId(a.tab) < tabId(b.tab) ? -1 : 1),
  )
  return clicks.slice(0, limit).map(click => ({ ...click, tab: tabId(click.tab) }))
}

/** What the rules in force found on the page, by session. */
function findings(db: Database, project: number, page: string): Map<number, HeatFinding[]> {
  const kinds = join(
    FOUND_KINDS.map(kind => sql`${kindKey(kind)}`),
    ', ',
  )
  const rows = all<{ session: number; at: number; kind: number; more: string | null }>(
    db,
    sql`SELECT f.session, f.at, f.kind, f.more FROM finding f WHERE f.spot IN (SELECT key FROM spot WHERE project = ${project} AND page = ${page}) AND f.kind IN (${kinds})`,
  )
  const found = new Map<number, HeatFinding[]>()
  for (const { session, at, kind: key, more } of rows) {
    const kind = kindOf(key)
    if (!isFoundKind(kind)) continue
    const finding = { kind, at, ...(more === null ? {} : { more: JSON.parse(more) }) }
    const known = found.get(session)
    if (known) known.push(finding)
    else found.set(session, [finding])
  }
  return found
}

/** By key of a session, when the last event called like the goal was done in it by its own person. */
function goals(db: Database, { goal }: HeatmapQuery, project: number, moment: Moment): Float64Array | null {
  if (goal === undefined) return null
  const { person } = moment.sessions()
  const owners = moment.owners()
  const last = new Float64Array(person.length).fill(Number.NEGATIVE_INFINITY)
  const names = db
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  for (const name of names.all(project, goal)) {
    for (const lane of moment.events(name, EVER.from, EVER.to)) {
      const { session } = lane.cold()
      for (let i = 0; i < lane.count; i++) {
        const key = session[i]!
        const at = lane.at[i]! + lane.base
        if (key !== 0 && person[key] === owners[lane.ident[i]!] && at > last[key]!) last[key] = at
      }
    }
  }
  return last
}

/** The side of each session that counts. */
function sidesOf(
  db: Database,
  query: HeatmapQuery,
  project: number,
  pattern: number,
  segments: Answering,
): Map<number, 0 | 1> {
  const { question, against } = query
  const other =
    against === 'rest' ? raw(question ? '1' : '0') : against ? isInside(against, project, segments) : raw('0')
  const rows = all<{ key: number; inside: 0 | 1; other: 0 | 1 }>(
    db,
    sql`SELECT s.key, ${isInside(question, project, segments)} AS inside, ${other} AS other FROM session s WHERE ${visitorsAsked(query, project, pattern)}`,
  )
  const sides = new Map<number, 0 | 1>()
  for (const { key, inside, other } of rows) {
    const side = sideOf({ question: question !== undefined, inside: inside === 1, other: other === 1 })
    if (side !== null) sides.set(key, side)
  }
  return sides
}

function all<T>(db: Database, { text, params }: Sql): T[] {
  return db.prepare<Sql['params'], T>(text).all(...params)
}
