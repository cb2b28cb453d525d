/** What a person did, from its whole history. */
import { RANK, type StepQuery } from '../../behaviour/deeds.ts'
import { kindsOf, maskOf, passesClick, passesEvent, passesPage, valueText } from '../../behaviour/steps.ts'
import type { PersonHistory } from '../../segment/history.ts'
import { valueAt } from '../../segment/value.ts'
import { compareTexts } from '../../text-order.ts'
import { CLICK_NUMBERS, type HeatView } from '../heat/view.ts'
import type { State } from './state.ts'

export interface Ranked {
  at: number
  mask: number
  /** '': none. */
  session: string
  value: string | null
  rank: number
  tie: string
}

export type ViewsOf = (project: string, session: string) => HeatView[]

type Element = State['elements'] extends Map<string, infer E> ? E : never

/** Of the kinds that the steps are of; the mask of what passes none is 0. */
export function rankedDeeds(
  { project, steps, property, from, to }: StepQuery,
  history: PersonHistory,
  known: Map<number, Element>,
  viewsOf: ViewsOf,
): Ranked[] {
  const kinds = kindsOf(steps)
  const all: Ranked[] = []
  const add = (
    kind: keyof typeof RANK,
    at: number,
    mask: number,
    rest: Omit<Ranked, 'at' | 'mask' | 'rank'>,
  ) => {
    if (kinds.has(kind) && at >= from && at < to) {
      all.push({ at, mask, rank: RANK[kind], ...rest })
    }
  }
  const own = new Set(history.sessions.map(({ id }) => id))
  for (const { at, messageId, name, properties, sessionId } of history.events) {
    const mask = maskOf(steps, step => step.kind === 'event' && passesEvent(step, { name, properties, at }))
    const session = sessionId !== undefined && own.has(sessionId) ? sessionId : ''
    const value = property === null ? null : valueText(valueAt(properties, property))
    add('event', at, mask, { session, value, tie: messageId })
  }
  for (const { id: session, startedAt } of history.sessions) {
    const begins = maskOf(steps, step => step.kind === 'session')
    add('session', startedAt, begins, { session, value: null, tie: '' })
    for (const view of viewsOf(project, session)) {
      const mask = maskOf(steps, step => step.kind === 'page' && passesPage(step, view.pattern))
      add('page', view.at, mask, { session, value: null, tie: view.pattern })
      for (let i = 0; i < view.clicks.length; i += CLICK_NUMBERS) {
        const element = known.get(view.clicks[i + 3]! >> 2)
        if (!element) continue
        const names = [element.name, ...element.others]
        const click = { element: element.element, names, page: view.pattern }
        const pressed = maskOf(steps, step => step.kind === 'click' && passesClick(step, click))
        add('click', view.at + view.clicks[i]!, pressed, { session, value: null, tie: click.element })
      }
    }
  }
  return all.sort(
    (a, b) =>
      a.at - b.at || a.rank - b.rank || compareTexts(a.tie, b.tie) || compareTexts(a.session, b.session),
  )
}
