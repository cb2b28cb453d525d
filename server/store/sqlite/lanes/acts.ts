/** Conditions on how often and when: counted by person from lanes of events and columns of sessions. */
import type { Database } from 'better-sqlite3'
import type { PropertyTest } from '../../../../contract/segment/values.ts'
import type { Window } from '../../../../contract/segment/windows.ts'
import { unitStart } from '../../../segment/calendar.ts'
import { changed } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { after, isFixed, spanOf } from '../../../segment/window.ts'
import { type Acted, acting } from './acted.ts'
import type { Among } from './among.ts'
import { amountsOf } from './amounts.ts'
import { bySession } from './by-session.ts'
import {
  countByPerson,
  firstByPerson,
  lastByPerson,
  type Members,
  membersWhere,
  thoseCounted,
} from './count.ts'
import { firstWindowed } from './first.ts'
import type { Lane } from './lane.ts'
import { type Asked, EVER, type Span } from './moment.ts'
import { sideBySide, stepPlan } from './step-plan.ts'
import type { Steps } from './steps.ts'
import { resumedAfter, timesOf, unitFinder, unitsByPerson, unitsInSpan } from './times.ts'
import { windowing } from './windowed.ts'

const DAY_MS = 86_400_000

type Counting = Node<
  | 'event'
  | 'did'
  | 'session'
  | 'first'
  | 'stopped'
  | 'change'
  | 'days'
  | 'regularly'
  | 'resumed'
  | 'amount'
  | 'revenue'
>

export interface ActCounts {
  /** Every event of the name that passes in the sessions that are asked of, and some others. */
  inSessions(event: string, where: readonly PropertyTest[], asked: Asked): Lane[]
  /** Persons the condition holds of; null: lanes do not tell. */
  holding(node: Counting, asked: Asked): Members | null
  /** The same of sessions, in the window "this session"; by place where few are asked of. */
  holdingInSession(node: InSession, asked: Asked): Members | null
  steps(node: Node<'sequence' | 'funnel'>, asked: Asked): Steps | null
  stepsInSession(node: Node<'sequence' | 'funnel'>, asked: Asked): Steps | null
}

type InSession = Node<'event' | 'did' | 'days' | 'amount' | 'revenue'>

/** The moments of an act in a window, and the span they are at; null: lanes do not tell. */
type Inside = (act: ResolvedAct, window: Window, asked: Asked) => { acted: Acted; span: Span } | null

/** `sessionsWhere`: by key of a session, whether a condition holds of it. */
export function actCounts(
  facts: Database,
  sessionsWhere: (node: ResolvedCondition, asked: Asked) => Members,
): ActCounts {
  const { events: lanes, of } = acting(facts, sessionsWhere)
  const windowed = windowing(facts, lanes)
  const amounts = amountsOf(facts)

  /** How often each person did it. */
  const counts = (act: ResolvedAct, span: Span, asked: Asked): Uint32Array => {
    const { lanes, owners } = of(act, asked, span)
    return countByPerson(lanes, owners, asked.moment.present().length, span)
  }
  const both = (
    act: ResolvedAct,
    [before, now]: [Span, Span],
    asked: Asked,
    holds: (before: number, now: number) => boolean,
  ): Members => {
    const earlier = counts(act, before, asked)
    const later = counts(act, now, asked)
    return membersWhere(earlier.length, person => holds(earlier[person]!, later[person]!))
  }

  const inside: Inside = (act, window, asked) => {
    if (isFixed(window)) {
      const span = spanOf(window, asked.time, asked.zone)
      return { acted: of(act, asked, span), span }
    }
    const span = { from: Number.NEGATIVE_INFINITY, to: asked.time }
    const acted = windowed(act, of(act, asked, span), window, asked)
    return acted && { acted, span }
  }

  /** The events or moments of a session, whenever they were. */
  const insideSession: Inside = (act, _, asked) => ({
    acted: bySession(
      of(act, asked, EVER, asked.among?.slices),
      asked.moment.sessions(),
      sessionsAsked(asked).places,
    ),
    span: EVER,
  })

  let numbered = new Int32Array(0)
  const sessionsAsked = ({ among, moment }: Asked): Pick<Among, 'places' | 'length'> => {
    if (among) return among
    const { length } = moment.sessions()
    if (numbered.length < length) {
      numbered = new Int32Array(length)
      for (let key = 0; key < length; key++) numbered[key] = key
    }
    return { places: numbered, length }
  }

  /** By key of whom `inside` tells the moments. */
  const counting = (node: InSession | Node<'session'>, asked: Asked, inside: Inside, length: number) => {
    switch (node.kind) {
      case 'event':
      case 'did':
      case 'session': {
        const found = inside(actOf(node), node.window, asked)
        if (!found) return null
        const { lanes, owners } = found.acted
        return thoseCounted(node.count, countByPerson(lanes, owners, length, found.span))
      }
      case 'days': {
        const found = inside(node.of, node.window, asked)
        if (!found) return null
        const { acted, span } = found
        const unitOf = unitFinder('day', asked.zone)
        const days =
          unitsInSpan(acted, length, span, unitOf) ??
          unitsByPerson(timesOf(acted, length, span), unitOf, Number.NEGATIVE_INFINITY)
        return thoseCounted(node.count, days)
      }
      case 'amount':
      case 'revenue': {
        const names = node.kind === 'amount' ? [node.event] : [...new Set(node.events)]
        const where = node.kind === 'amount' ? node.where : []
        const events = names.map(event => {
          const found = inside({ act: 'event', event, where }, node.window, asked)
          return found && { event, ...found.acted, span: found.span }
        })
        const told = events.filter(one => one !== null)
        if (told.length < events.length) return null
        return amounts(node, told, told[0]?.owners ?? new Int32Array(0), length)
      }
    }
  }

  const holding = (node: Counting, asked: Asked): Members | null => {
    const { time, zone, moment } = asked
    const persons = moment.present().length
    switch (node.kind) {
      case 'event':
      case 'did':
      case 'session':
      case 'days':
      case 'amount':
      case 'revenue':
        return counting(node, asked, inside, persons)
      case 'regularly': {
        const unitOf = unitFinder(node.unit, zone)
        const span = { from: unitStart(time, zone, node.unit, node.last - 1), to: time }
        const acted = of(node.of, asked, span)
        const beyond = unitOf(time) - node.last
        const units =
          unitsInSpan(acted, persons, span, unitOf, beyond + 1) ??
          unitsByPerson(timesOf(acted, persons, span), unitOf, beyond)
        return membersWhere(units.length, person => units[person]! >= node.least)
      }
      case 'resumed': {
        const turn = time - node.days * DAY_MS
        const acted = of(node.of, asked, { from: Number.NEGATIVE_INFINITY, to: time })
        const before = lastByPerson(acted.lanes, acted.owners, persons, turn)
        const since = timesOf(acted, persons, { from: after(turn), to: time })
        return resumedAfter(since, before, node.quiet * DAY_MS)
      }
      case 'first': {
        const acted = of(node.of, asked, EVER)
        const firsts = firstByPerson(acted.lanes, acted.owners, persons)
        if (!isFixed(node.window)) {
          const among = windowed(node.of, acted, node.window, asked)
          return among && firstWindowed(acted, among, firsts, time)
        }
        const { from, to } = spanOf(node.window, time, zone)
        return membersWhere(firsts.length, person => firsts[person]! >= from && firsts[person]! <= to)
      }
      case 'stopped': {
        const turn = time - node.days * DAY_MS
        const spans: [Span, Span] = [
          { from: after(turn - node.before * DAY_MS), to: turn },
          { from: after(turn), to: time },
        ]
        return both(node.of, spans, asked, (before, now) => before > 0 && now === 0)
      }
      case 'change': {
        const turn = time - node.days * DAY_MS
        const spans: [Span, Span] = [
          { from: after(turn - node.days * DAY_MS), to: turn },
          { from: after(turn), to: time },
        ]
        return both(node.of, spans, asked, (before, now) => changed(node, before, now))
      }
    }
  }

  const stepping = (
    node: Node<'sequence' | 'funnel'>,
    asked: Asked,
    inside: Inside,
    persons: number,
  ): Steps | null => {
    const plan = stepPlan(node)
    const found = plan?.acts.map(act => inside(act, node.window, asked))
    if (!plan || !found) return null
    const all = found.filter(one => one !== null)
    if (all.length < found.length) return null
    const { lanes, owners } = sideBySide(all.map(({ acted }) => acted))
    return { node, ...plan, span: all[0]!.span, lanes, owners, persons }
  }
  return {
    inSessions: (event, where, asked) => lanes(event, where, asked, EVER, asked.among?.slices),
    holding,
    holdingInSession: (node, asked) => counting(node, asked, insideSession, sessionsAsked(asked).length),
    steps: (node, asked) => {
      const steps = stepping(node, asked, inside, asked.moment.present().length)
      return steps && { ...steps, ...(asked.among && { among: asked.among.persons }) }
    },
    stepsInSession: (node, asked) => stepping(node, asked, insideSession, sessionsAsked(asked).length),
  }
}

/** The act that a condition counts. */
function actOf(node: Node<'event' | 'did' | 'session'>): ResolvedAct {
  switch (node.kind) {
    case 'event':
      return { act: 'event', event: node.event, where: node.where }
    case 'session':
      return { act: 'session', where: node.where }
    case 'did':
      return node.of
  }
}
