/** Conditions on how often and when: counted by person from lanes of events and columns of sessions. */
import type { Database } from 'better-sqlite3'
import type { PropertyTest } from '../../../../contract/segment/values.ts'
import type { Window } from '../../../../contract/segment/windows.ts'
import { changed } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { after, isFixed, spanOf } from '../../../segment/window.ts'
import { afterAnother } from './after.ts'
import { countByPerson, firstByPerson, type Members, membersWhere, thoseCounted } from './count.ts'
import type { Lane } from './lane.ts'
import { EVER, type Moment, type Span } from './moment.ts'
import { passing } from './passing.ts'
import type { Steps } from './steps.ts'
import {
  resumedAfter,
  type Times,
  timesOfEvents,
  timesOfSessions,
  unitFinder,
  unitsByPerson,
} from './times.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export interface Asked {
  moment: Moment
  project: number
  /** Epoch ms. */
  time: number
  zone: string
}

type Counting = Node<
  'event' | 'did' | 'session' | 'first' | 'stopped' | 'change' | 'days' | 'regularly' | 'resumed'
>
/** Days of a unit, and one more for clocks that are changed. */
const UNIT_DAYS = { day: 2, week: 8 }

export interface ActCounts {
  /** Every event of the name at the span that passes, and some beyond. */
  lanes(event: string, where: readonly PropertyTest[], asked: Asked, span: Span): Lane[]
  /** Persons the condition holds of; null: lanes do not tell. */
  holding(node: Counting, asked: Asked): Members | null
  steps(node: Node<'sequence' | 'funnel'>, asked: Asked): Steps | null
}

/** `sessionsWhere`: by key of a session, whether a condition holds of it. */
export function actCounts(
  facts: Database,
  sessionsWhere: (node: ResolvedCondition, asked: Asked) => Members,
): ActCounts {
  const nameKey = facts
    .prepare<[number, string], number>(
      'SELECT key FROM event_name WHERE project = ? AND asked = 1 AND name = ?',
    )
    .pluck()
  const namesOf = facts
    .prepare<[number], number>('SELECT key FROM event_name WHERE project = ? AND asked = 1')
    .pluck()
  const those = passing(facts)
  const following = afterAnother(facts)
  const lanes = (
    event: string,
    where: readonly PropertyTest[],
    { moment, project, time }: Asked,
    span: Span,
  ): Lane[] => {
    const name = nameKey.get(project, event)
    if (name === undefined) return []
    return those(moment.events(name, span.from, span.to), where, time, span)
  }
  /** Lanes of an act that is an event, or any; null: it is another. */
  const lanesOf = (act: ResolvedAct, asked: Asked, span: Span): Lane[] | null => {
    if (act.act === 'event') return lanes(act.event, act.where, asked, span)
    if (act.act !== 'any') return null
    return namesOf.all(asked.project).flatMap(name => asked.moment.events(name, span.from, span.to))
  }
  const times = (act: ResolvedAct, asked: Asked, span: Span): Times | null => {
    const { moment, project } = asked
    const persons = moment.present().length
    const found = lanesOf(act, asked, span)
    if (found) return timesOfEvents(found, moment.owners(), persons, span)
    if (act.act !== 'session') return null
    const passing = act.where === null ? null : sessionsWhere(act.where, asked)
    return timesOfSessions(moment.sessions(), passing, project, persons, span)
  }

  /** How often each person did it, in each of the spans; null: lanes do not tell. */
  const counts = (act: ResolvedAct, spans: Span[], asked: Asked): Uint32Array[] | null => {
    const { moment } = asked
    const persons = moment.present().length
    if (act.act === 'event' || act.act === 'any') {
      return spans.map(span => countByPerson(lanesOf(act, asked, span) ?? [], moment.owners(), persons, span))
    }
    if (act.act !== 'session') return null
    const { project, person, started } = moment.sessions()
    const passing = act.where === null ? null : sessionsWhere(act.where, asked)
    return spans.map(({ from, to }) => {
      const found = new Uint32Array(persons)
      for (let i = 0; i < project.length; i++) {
        if (project[i] !== asked.project) continue
        const at = started[i]!
        if (at >= from && at <= to && passing?.[i] !== 0) found[person[i]!]! += 1
      }
      return found
    })
  }
  const both = (
    act: ResolvedAct,
    [before, now]: [Span, Span],
    asked: Asked,
    holds: (before: number, now: number) => boolean,
  ): Members | null => {
    const [earlier, later] = counts(act, [before, now], asked) ?? []
    if (!earlier || !later) return null
    return membersWhere(earlier.length, person => holds(earlier[person]!, later[person]!))
  }

  /** How often each person did it in a window that hangs on the person; null: lanes do not tell. */
  const inWindow = (act: ResolvedAct, window: Window, asked: Asked): Uint32Array | null => {
    const until = { from: Number.NEGATIVE_INFINITY, to: asked.time }
    const { moment } = asked
    const persons = moment.present().length
    if (window.kind === 'after') {
      const found = lanesOf(act, asked, until)
      const others = lanes(window.event, [], asked, until)
      const within = window.hours * HOUR_MS
      return (
        found && following({ found, others, within, until: asked.time, owners: moment.owners(), persons })
      )
    }
    if (window.kind !== 'since-first') return null
    const first =
      window.event === null
        ? moment.firstSeen()
        : firstByPerson(lanes(window.event, [], asked, EVER), moment.owners(), persons)
    const found = times(act, asked, until)
    if (!found) return null
    const length = window.hours === null ? Number.POSITIVE_INFINITY : window.hours * HOUR_MS
    const counts = new Uint32Array(persons)
    for (let person = 0; person < persons; person++) {
      const begun = first[person]!
      for (let i = found.starts[person]!; i < found.starts[person + 1]!; i++) {
        if (found.at[i]! >= begun && found.at[i]! <= begun + length) counts[person]! += 1
      }
    }
    return counts
  }

  const holding = (node: Counting, asked: Asked): Members | null => {
    const { time, zone, moment } = asked
    switch (node.kind) {
      case 'event':
      case 'did':
      case 'session': {
        if (isFixed(node.window)) {
          const found = counts(actOf(node), [spanOf(node.window, time, zone)], asked)
          return found && thoseCounted(node.count, found[0]!)
        }
        const found = inWindow(actOf(node), node.window, asked)
        return found && thoseCounted(node.count, found)
      }
      case 'days': {
        if (!isFixed(node.window)) return null
        const found = times(node.of, asked, spanOf(node.window, time, zone))
        const unitOf = unitFinder('day', zone)
        return found && thoseCounted(node.count, unitsByPerson(found, unitOf, Number.NEGATIVE_INFINITY))
      }
      case 'regularly': {
        const unitOf = unitFinder(node.unit, zone)
        const from = time - node.last * UNIT_DAYS[node.unit] * DAY_MS
        const found = times(node.of, asked, { from, to: time })
        const units = found && unitsByPerson(found, unitOf, unitOf(time) - node.last)
        return units && membersWhere(units.length, person => units[person]! >= node.least)
      }
      case 'resumed': {
        const found = times(node.of, asked, { from: Number.NEGATIVE_INFINITY, to: time })
        return found && resumedAfter(found, time - node.days * DAY_MS, node.quiet * DAY_MS)
      }
      case 'first': {
        const act = node.of
        const found = isFixed(node.window) ? lanesOf(act, asked, EVER) : null
        if (!isFixed(node.window) || found === null) return null
        const { from, to } = spanOf(node.window, time, zone)
        const firsts = firstByPerson(found, moment.owners(), moment.present().length)
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

  const steps = (node: Node<'sequence' | 'funnel'>, asked: Asked): Steps | null => {
    if (!isFixed(node.window)) return null
    const span = spanOf(node.window, asked.time, asked.zone)
    const named: { event: string; where: PropertyTest[] }[] = []
    let told = true
    const placeOf = (act: ResolvedAct): number => {
      if (act.act !== 'event') {
        told = false
        return -1
      }
      const place = named.findIndex(({ event }) => event === act.event)
      if (place === -1) return named.push(act) - 1
      // One event that does two different acts would stand in two lanes.
      if (JSON.stringify(named[place]!.where) !== JSON.stringify(act.where)) told = false
      return place
    }
    const doers = node.steps.map(step => placeOf('do' in step ? step.do : step))
    const breakers = node.steps.map(step => ('do' in step ? step.without.map(placeOf) : []))
    if (!told) return null
    return {
      node,
      doers,
      breakers,
      span,
      lanes: named.map(({ event, where }) => lanes(event, where, asked, span)),
      owners: asked.moment.owners(),
      persons: asked.moment.present().length,
    }
  }
  return { lanes, holding, steps }
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
