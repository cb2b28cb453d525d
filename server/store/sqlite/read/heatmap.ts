import type { Database } from 'better-sqlite3'
import { HeatFold } from '../../heat/fold.ts'
import { pagesOf } from '../../heat/pages.ts'
import { bestScenes } from '../../heat/scenes.ts'
import { sideOf } from '../../heat/side.ts'
import type { HeatMoments, HeatmapQuery, HeatQuery, MomentRow, SceneRow } from '../../heatmap-port.ts'
import type { Answering } from '../lanes/answering.ts'
import { foldVisits } from '../lanes/heat.ts'
import { laneCounted } from '../lanes/heat-counted.ts'
import { foundViews } from '../lanes/heat-found.ts'
import { lanePages } from '../lanes/heat-pages.ts'
import { lanePresses, type Presses } from '../lanes/heat-presses.ts'
import { laneScenes } from '../lanes/heat-scenes.ts'
import { type Sides, sidesOf } from '../lanes/heat-sides.ts'
import { pageWalk } from '../lanes/heat-walk.ts'
import { EVER, type Moment } from '../lanes/moment.ts'
import type { Handlers } from '../protocol.ts'
import { columnOf } from '../session-columns.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { isInside, pagesAsked, visitorsAsked } from './heat-asked.ts'

type Visitor = Pick<MomentRow, 'session' | 'startedAt' | 'person'>

const NOBODY: HeatMoments = { total: 0, rows: [] }

export function heatmapReads(
  db: Database,
  segments: Answering,
): Handlers<'heatPages' | 'heatmap' | 'heatScenes' | 'heatClicks' | 'heatSessions'> {
  const walk = pageWalk(db)
  const views = foundViews(db, segments)
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

  const sessionId = db.prepare<[number], string>('SELECT id FROM session WHERE key = ?').pluck()
  const visitor = db.prepare<[number], Visitor>(
    `SELECT s.id AS session, s.started AS startedAt, p.id AS person
     FROM session s JOIN person p ON p.key = s.person WHERE s.key = ?`,
  )

  /** Who it was and where is read of those that are told, and of those that tie. */
  const newest = ({ total, rows }: Presses, limit: number): HeatMoments => {
    const session = (key: number) => sessionId.get(key) ?? ''
    const tab = (key: number) => tabId.get(key) ?? ''
    rows.sort(
      (a, b) =>
        b.at - a.at ||
        (a.session === b.session ? 0 : session(a.session) < session(b.session) ? -1 : 1) ||
        (a.tab === b.tab ? 0 : tab(a.tab) < tab(b.tab) ? -1 : 1),
    )
    const told = rows
      .slice(0, limit)
      .map(({ session, tab: key, ...rest }) => ({ ...visitor.get(session)!, tab: tab(key), ...rest }))
    return { total, rows: told }
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
        const { kind, widths } = query
        const sides = sidesAsked(db, query, project, pattern, segments)
        const reached = goals(db, query, project, segments.moment())
        const slices = views(project, query.page, pattern)
        foldVisits(walk, slices, { kind, widths, project, sides }, reached, fold)
      }
      return fold.answer(key => element.get(key)!)
    },
    heatScenes: query => {
      const keys = keysOf(query)
      if (!keys) return []
      const { project, pattern } = keys
      const [from, to] = query.widths
      const told = laneScenes(query, keys, segments)
      const among = told
        ? sql`s.key IN (SELECT value FROM json_each(${JSON.stringify(told.sessions)}))`
        : sql`${visitorsAsked(query, project, pattern)} AND ${isInside(query.question, project, segments)}`
      const rows = all<SceneRow>(
        db,
        sql`SELECT s.id AS session, t.id AS tab, h.at, h.until, h.width, h.height, h.document AS documentHeight, h.clicks, ${raw(`s.${columnOf('fidelity')}`)} AS fidelity FROM session s JOIN heat h ON h.session = s.key JOIN tab t ON t.key = h.tab WHERE h.pattern = ${pattern} AND h.width BETWEEN ${from} AND ${to} AND ${among}`,
      )
      return bestScenes(rows, query.limit, told?.width)
    },
    heatClicks: query => {
      const keys = keysOf(query)
      if (!keys) return NOBODY
      const { project, pattern } = keys
      const element = query.element === undefined ? null : (elementKey.get(project, query.element) ?? -1)
      const sides = sidesAsked(db, query, project, pattern, segments)
      return newest(lanePresses(views(project, query.page, pattern), query, element, sides), query.limit)
    },
    heatSessions: query => {
      const keys = keysOf(query)
      if (!keys) return NOBODY
      const { project, pattern } = keys
      const { number, widths, side, limit } = query
      const element = 'element' in number ? (elementKey.get(project, number.element) ?? -1) : -1
      const sides = sidesAsked(db, query, project, pattern, segments)
      const reached = goals(db, query, project, segments.moment())
      const asked = { number, widths, side, limit, project, sides }
      return newest(laneCounted(walk, views(project, query.page, pattern), asked, element, reached), limit)
    },
  }
}

/** By key of a session, when the last event called like the goal was done in it by its own person. */
function goals(
  db: Database,
  { goal }: Pick<HeatmapQuery, 'goal'>,
  project: number,
  moment: Moment,
): Float64Array | null {
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

/** The side of each session that counts: from lanes, or from SQL where only that can tell. */
function sidesAsked(
  db: Database,
  query: HeatQuery & Pick<HeatmapQuery, 'against'>,
  project: number,
  pattern: number,
  segments: Answering,
): Sides {
  const told = sidesOf(query, project, segments)
  if (told) return told
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
  return { among: null, owner: null, first: null, side: key => sides.get(key) ?? null }
}

function all<T>(db: Database, { text, params }: Sql): T[] {
  return db.prepare<Sql['params'], T>(text).all(...params)
}
