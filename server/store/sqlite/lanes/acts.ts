/** Conditions on how often and when: counted by person from lanes of events and columns of sessions. */
import type { Database } from 'better-sqlite3'
import { changed } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { after, isFixed, spanOf } from '../../../segment/window.ts'
import { countByPerson, firstByPerson, type Members, membersWhere, thoseCounted } from './count.ts'
import type { Lane } from './lane.ts'
import { EVER, type Moment, type Span } from './moment.ts'
import type { Steps } from './steps.ts'

const DAY_MS = 86_400_000

export interface Asked {
  moment: Moment
  project: number
  /** Epoch ms. */
  time: number
  zone: string
}

type Counting = Node<'event' | 'did' | 'session' | 'first' | 'stopped' | 'change'>

export interface ActCounts {
  lanes(event: string, asked: Asked, span: Span): Lane[]
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
  const lanes = (event: string, { moment, project }: Asked, { from, to }: Span): Lane[] => {
    const name = nameKey.get(project, event)
    return name === undefined ? [] : moment.events(name, from, to)
  }

  /** How often each person did it, in each of the spans; null: lanes do not tell. */
  const counts = (act: ResolvedAct, spans: Span[], asked: Asked): Uint32Array[] | null => {
    const { moment } = asked
    const persons = moment.present().length
    if (act.act === 'event' && act.where.length === 0) {
      return spans.map(span => countByPerson(lanes(act.event, asked, span), moment.owners(), persons, span))
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

  const holding = (node: Counting, asked: Asked): Members | null => {
    const { time, zone, moment } = asked
    switch (node.kind) {
      case 'event':
      case 'did':
      case 'session': {
        if (!isFixed(node.window)) return null
        const found = counts(actOf(node), [spanOf(node.window, time, zone)], asked)
        return found && thoseCounted(node.count, found[0]!)
      }
      case 'first': {
        const act = node.of
        if (!isFixed(node.window) || act.act !== 'event' || act.where.length > 0) return null
        const { from, to } = spanOf(node.window, time, zone)
        const firsts = firstByPerson(lanes(act.event, asked, EVER), moment.owners(), moment.present().length)
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
    const names: string[] = []
    let told = true
    const placeOf = (act: ResolvedAct): number => {
      if (act.act !== 'event' || act.where.length > 0) {
        told = false
        return -1
      }
      const place = names.indexOf(act.event)
      return place === -1 ? names.push(act.event) - 1 : place
    }
    const doers = node.steps.map(step => placeOf('do' in step ? step.do : step))
    const breakers = node.steps.map(step => ('do' in step ? step.without.map(placeOf) : []))
    if (!told) return null
    return {
      node,
      doers,
      breakers,
      span,
      lanes: names.map(name => lanes(name, asked, span)),
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
