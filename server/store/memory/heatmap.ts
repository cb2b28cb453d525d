import { eventName } from '../../segment/event-name.ts'
import type { Question } from '../../segment/question.ts'
import { clicksOf } from '../heat/clicks.ts'
import { bandAt, CountedVisit, ElementHeight, needsHeight, placeOf } from '../heat/counted.ts'
import { HeatFold } from '../heat/fold.ts'
import { type HeatFinding, isFoundKind, marked } from '../heat/found.ts'
import { pagesOf } from '../heat/pages.ts'
import { bestScenes } from '../heat/scenes.ts'
import { sideOf } from '../heat/side.ts'
import { CLICK_NUMBERS, type HeatView } from '../heat/view.ts'
import type {
  HeatClicksQuery,
  HeatMoments,
  HeatmapQuery,
  HeatmapStore,
  HeatPagesQuery,
  HeatQuery,
  HeatSessionsQuery,
  MomentRow,
} from '../heatmap-port.ts'
import type { SessionRow } from '../port.ts'
import { keyOf, type State, sessionOf } from './state.ts'
import type { World } from './world.ts'

export function memoryHeatmap(
  state: State,
  world: (project: string) => World,
  holds: (world: World, row: SessionRow, question: Question | undefined) => boolean,
): HeatmapStore {
  const asked = ({ project, from, to }: Pick<HeatPagesQuery, 'project' | 'from' | 'to'>) =>
    world(project).listed.filter(
      row => (from === undefined || row.startedAt >= from) && (to === undefined || row.startedAt < to),
    )
  const inside = (query: Pick<HeatPagesQuery, 'project' | 'question' | 'from' | 'to'>) =>
    asked(query).filter(row => holds(world(query.project), row, query.question))
  const seen = ({ project, session }: SessionRow): (HeatView & { tab: string })[] =>
    [...(sessionOf(state, { project, session })?.heat ?? [])]
      .flatMap(([tab, views]) => views.map(view => ({ ...view, tab })))
      .sort((a, b) => a.at - b.at || (a.tab < b.tab ? -1 : a.tab > b.tab ? 1 : a.nth - b.nth))
  const viewed = (row: SessionRow, { page, widths: [from, to], release }: HeatQuery) =>
    release === undefined || row.fields.release === release
      ? seen(row).filter(view => view.pattern === page && view.width >= from && view.width <= to)
      : []
  const found = ({ project, session }: SessionRow, page: string): HeatFinding[] =>
    (sessionOf(state, { project, session })?.verdict?.found ?? []).flatMap(
      ({ kind, at, page: where, more }) =>
        where === page && isFoundKind(kind) ? [{ kind, at, ...(more && { more }) }] : [],
    )
  const goalOf = ({ project, session, person }: SessionRow, goal: string | undefined): number =>
    goal === undefined
      ? Number.NEGATIVE_INFINITY
      : Math.max(
          ...world(project).events.flatMap(event =>
            event.sessionId === session && event.person === person && eventName(event) === goal
              ? [event.at]
              : [],
          ),
        )
  const sideFor = (
    row: SessionRow,
    { project, question, against }: Pick<HeatmapQuery, 'project' | 'question' | 'against'>,
  ) =>
    sideOf({
      question: question !== undefined,
      inside: holds(world(project), row, question),
      other:
        against === 'rest'
          ? question !== undefined
          : against !== undefined && holds(world(project), row, against),
    })
  const onSide = (query: HeatClicksQuery | HeatSessionsQuery) =>
    asked(query).filter(row => sideFor(row, query) === query.side)
  const keyOfElement = (project: string, element: string) =>
    state.elements.get(keyOf(project, element))?.key ?? -1

  return {
    heatPages: async query =>
      pagesOf(
        inside(query).flatMap(row =>
          seen(row).map(({ pattern, width, clicks }) => ({
            page: pattern,
            session: row.session,
            width,
            views: 1,
            clicks: clicks.length / CLICK_NUMBERS,
          })),
        ),
        query,
      ),
    heatmap: async query => {
      const fold = new HeatFold(query.kind)
      for (const row of asked(query)) {
        const side = sideFor(row, query)
        const views = viewed(row, query)
        if (side === null || views.length === 0) continue
        fold.add({ side, views, found: found(row, query.page), goal: goalOf(row, query.goal) })
      }
      const elements = new Map([...state.elements.values()].map(({ key, others: _, ...one }) => [key, one]))
      return fold.answer(key => elements.get(key)!)
    },
    heatScenes: async query => {
      const views = inside(query).flatMap(row =>
        viewed(row, query).map(({ tab, at, until, width, height, documentHeight, clicks }) => ({
          session: row.session,
          tab,
          ...{ at, until, width, height, documentHeight },
          clicks: clicks.length / CLICK_NUMBERS,
          fidelity: row.fields.fidelity ?? null,
        })),
      )
      return bestScenes(views, query.limit)
    },
    heatClicks: async query => {
      const { project, element, page } = query
      const key = element === undefined ? null : keyOfElement(project, element)
      const clicks = onSide(query).flatMap(row => {
        const { session, startedAt, person } = row
        const bad = found(row, page)
        return viewed(row, query).flatMap(view => {
          const times = clicksOf(marked(view, bad), query, key)
          return times.map(at => ({ session, tab: view.tab, at, startedAt, person }))
        })
      })
      return newest(clicks, query.limit)
    },
    heatSessions: async query => {
      const { project, number, page, goal, limit } = query
      const element = 'element' in number ? keyOfElement(project, number.element) : -1
      const height = new ElementHeight(element)
      if (needsHeight(number)) {
        for (const row of asked(query)) {
          if (sideFor(row, query) === null) continue
          for (const { clicks } of viewed(row, query)) height.add(clicks, 0, clicks.length)
        }
      }
      const y = placeOf(number, height)
      if (y === null) return { total: 0, rows: [] }
      const visit = new CountedVisit(number, element, y)
      const rows = onSide(query).flatMap((row): MomentRow[] => {
        const views = viewed(row, query)
        visit.begin()
        for (const [place, view] of views.entries()) {
          const { at, numbers, begin, end } = marked(view, found(row, page))
          visit.view(place, at, view.seenTo, numbers, begin, end)
          if (number.of === 'inView') visit.looked(place, at, view.inView[bandAt(number.from)] ?? 0)
        }
        const counted = visit.counted(goalOf(row, goal))
        const { session, startedAt, person } = row
        const { tab } = views[counted?.place ?? -1] ?? {}
        if (!counted || tab === undefined) return []
        const ms = number.of === 'inView' ? { ms: Math.round(visit.ms) } : {}
        return [{ session, tab, at: counted.at, startedAt, person, ...ms }]
      })
      return newest(rows, limit)
    },
  }
}

function newest(rows: MomentRow[], limit: number): HeatMoments {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  rows.sort((a, b) => b.at - a.at || order(a.session, b.session) || order(a.tab, b.tab))
  return { total: rows.length, rows: rows.slice(0, limit) }
}
