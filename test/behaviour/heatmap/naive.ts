/** What a heatmap says, told once more in the plainest way, from facts and rules alone (SPEC.md, N1 to N6). */
import type { Click, PageView } from '../../../contract/facts.ts'
import type { Question } from '../../../server/segment/question.ts'
import type { HeatmapQuery } from '../../../server/store/heatmap-port.ts'
import type { MadeVisit } from './generated.ts'

interface Seen {
  view: PageView
  clicks: Click[]
}

export interface Counts {
  sessions: [number, number]
  clicks: [number, number]
  shown: number
  /** `x y n` of each cell of the first side, widths and elements put together. */
  cells: Map<string, number>
  /** Sums of the places in boxes of listed elements, in parts of 256, and of how many clicks. */
  within: { across: number; down: number; n: number }
  elements: Map<string, [ElementLine, ElementLine]>
  reached: (band: number, side: 0 | 1) => number
}

export interface ElementLine {
  saw: number
  sessions: number
  clicks: number
  first: number
  rage: number
  dead: number
  error: number
  converted: number
  timeToClick: number | null
}

export function naiveHeatmap(visits: readonly MadeVisit[], query: Omit<HeatmapQuery, 'project'>): Counts {
  const sides: [Session[], Session[]] = [[], []]
  for (const visit of visits) {
    const seen = seenOf(visit, query)
    const side = sideOf(visit, query)
    if (seen.length > 0 && side !== null) sides[side].push({ visit, seen })
  }
  const names = new Set(sides.flat().flatMap(({ seen }) => seen.flatMap(one => one.clicks.flatMap(nameOf))))
  const clicksOn = (session: Session, name: string) =>
    session.seen.flatMap(one => one.clicks.filter(click => nameOf(click).includes(name)))

  const line = (name: string, side: 0 | 1): ElementLine => {
    const y =
      lower(
        sides.flat().flatMap(one =>
          clicksOn(one, name)
            .filter(isPlaced)
            .map(click => Math.round(click.pageY)),
        ),
      ) ?? 0
    const clicked = sides[side].filter(one => clicksOn(one, name).length > 0)
    const begins = (kind: string) =>
      clicked.filter(one => clicksOn(one, name).some(click => isFound(one.visit, query.page, kind, click)))
        .length
    return {
      saw: sides[side].filter(one => clicked.includes(one) || reachOf(one) >= y).length,
      sessions: clicked.length,
      clicks: clicked.flatMap(one => clicksOn(one, name)).length,
      first: sides[side]
        .flatMap(one => one.seen)
        .filter(({ clicks }) => clicks[0] !== undefined && nameOf(clicks[0]).includes(name)).length,
      rage: begins('rage'),
      dead: begins('dead'),
      error: begins('error'),
      converted: clicked.filter(
        one =>
          query.goal !== undefined &&
          one.visit.goals.some(at => at >= (clicksOn(one, name)[0]?.at ?? Number.POSITIVE_INFINITY)),
      ).length,
      timeToClick: lower(
        clicked.map(one => {
          const first = one.seen.find(({ clicks }) => clicks.some(click => nameOf(click).includes(name)))
          const click = first?.clicks.find(one => nameOf(one).includes(name))
          return (click?.at ?? 0) - (first?.view.at ?? 0)
        }),
      ),
    }
  }
  const drawn = sides[0].flatMap(one =>
    one.seen.flatMap(({ clicks }) =>
      clicks.filter((click, i) => isDrawn(query, one.visit, click, i, clicks.length)),
    ),
  )
  const cells = new Map<string, number>()
  const count = (key: string, n: number) => cells.set(key, (cells.get(key) ?? 0) + n)
  for (const click of drawn) {
    const place = isPlaced(click)
      ? `${Math.floor(Math.round(click.pageX) / 4)} ${Math.floor(Math.round(click.pageY) / 4)}`
      : 'none'
    count(place, 1)
  }
  const told = drawn.flatMap(({ within, target }) => (within && target ? [within] : []))
  const sum = (values: number[]) =>
    values.reduce((all, value) => all + Math.min(255, Math.floor(value * 256)) + 0.5, 0)
  const within = { across: sum(told.map(([x]) => x)), down: sum(told.map(([, y]) => y)), n: told.length }
  let moved = 0
  if (query.kind === 'moves') {
    for (const { view } of sides[0].flatMap(one => one.seen)) {
      const moves = view.moves ?? []
      for (let i = 0; i < moves.length; i += 3) {
        count(`${moves[i]! * 5 + 2} ${moves[i + 1]! * 5 + 2}`, moves[i + 2]!)
        moved += moves[i + 2]!
      }
    }
  }
  const views = query.kind === 'scroll' || query.kind === 'attention'
  return {
    sessions: [sides[0].length, sides[1].length],
    clicks: [clicksIn(sides[0]), clicksIn(sides[1])],
    shown: views ? sides[0].flatMap(one => one.seen).length : drawn.length + moved,
    cells,
    within,
    elements: new Map([...names].map(name => [name, [line(name, 0), line(name, 1)]])),
    reached: (band, side) => sides[side].filter(one => reachOf(one) >= 50 * band + 25).length,
  }
}

export interface Session {
  visit: MadeVisit
  seen: Seen[]
}

/** The lower one of the two in the middle. */
export const lower = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? null
const clicksIn = (sessions: Session[]) =>
  sessions.flatMap(one => one.seen.flatMap(seen => seen.clicks)).length
export const nameOf = ({ target }: Click) => (target ? [target.fingerprint] : [])
export const isPlaced = ({ pointer, framed }: Click) => pointer !== 'key' && !framed
const reachOf = ({ seen }: Session) => Math.max(...seen.map(({ view }) => view.seenTo))

export function seenOf({ tabs, release, from }: MadeVisit, query: Omit<HeatmapQuery, 'project'>): Seen[] {
  if (query.release !== undefined && release !== query.release) return []
  if (from < (query.from ?? from) || from >= (query.to ?? Number.POSITIVE_INFINITY)) return []
  return tabs
    .flatMap(({ pages, clicks }) =>
      pages.map((view, nth) => ({
        view,
        clicks: clicks.filter(one => one.page === nth).sort((a, b) => a.at - b.at),
      })),
    )
    .filter(
      ({ view }) =>
        view.pattern === query.page &&
        view.viewport.width >= query.widths[0] &&
        view.viewport.width <= query.widths[1],
    )
    .sort((a, b) => a.view.at - b.view.at)
}

export function sideOf(visit: MadeVisit, { question, against }: Omit<HeatmapQuery, 'project'>): 0 | 1 | null {
  const inOther = against !== undefined && against !== 'rest' && holds(visit, against)
  if (!question) return inOther ? 1 : 0
  if (holds(visit, question)) return 0
  return inOther || against === 'rest' ? 1 : null
}

/** Generated questions ask for a field's least value. */
function holds({ clickCount }: MadeVisit, { segment: { where } }: Question): boolean {
  return where.kind === 'field' && where.is.op === 'at-least' && clickCount >= where.is.number
}

export function isFound({ found = [] }: MadeVisit, page: string, kind: string, { at }: Click): boolean {
  return found.some(
    one => one.kind === kind && one.page === page && [0, ...(one.more ?? [])].some(ms => one.at + ms === at),
  )
}

function isDrawn(
  { kind, page }: Omit<HeatmapQuery, 'project'>,
  visit: MadeVisit,
  click: Click,
  nth: number,
  of: number,
): boolean {
  if (kind === 'clicks') return true
  if (kind === 'taps') return click.pointer === 'touch'
  if (kind === 'first') return nth === 0
  if (kind === 'last') return nth === of - 1
  return isFound(visit, page, kind, click)
}
