import { eventName } from '../../segment/event-name.ts'
import type { Question } from '../../segment/question.ts'
import { clicksOf } from '../heat/clicks.ts'
import { HeatFold } from '../heat/fold.ts'
import { type HeatFinding, isFoundKind, marked } from '../heat/found.ts'
import { pagesOf } from '../heat/pages.ts'
import { bestScenes } from '../heat/scenes.ts'
import { sideOf } from '../heat/side.ts'
import { CLICK_NUMBERS, type HeatView } from '../heat/view.ts'
import type { HeatmapQuery, HeatmapStore, HeatPagesQuery, HeatQuery } from '../heatmap-port.ts'
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
  const sideFor = (row: SessionRow, { project, question, against }: HeatmapQuery) =>
    sideOf({
      question: question !== undefined,
      inside: holds(world(project), row, question),
      other:
        against === 'rest'
          ? question !== undefined
          : against !== undefined && holds(world(project), row, against),
    })

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
      const key = element === undefined ? null : (state.elements.get(keyOf(project, element))?.key ?? -1)
      const clicks = inside(query).flatMap(row => {
        const { session, startedAt, person } = row
        const bad = found(row, page)
        return viewed(row, query).flatMap(view => {
          const times = clicksOf(marked(view, bad), query, key)
          return times.map(at => ({ session, tab: view.tab, at, startedAt, person }))
        })
      })
      clicks.sort(
        (a, b) =>
          b.at - a.at ||
          (a.session < b.session
            ? -1
            : a.session > b.session
              ? 1
              : a.tab < b.tab
                ? -1
                : a.tab > b.tab
                  ? 1
                  : 0),
      )
      return clicks.slice(0, query.limit)
    },
  }
}
