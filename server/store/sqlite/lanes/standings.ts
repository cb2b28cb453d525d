/**
 * Whether persons were in a segment, each as of a time of its own: conditions that hang on nothing but that time are
 * told from lanes and the history of a trait; any other is asked of the tables (behaviour/known.ts).
 */
import type { Database } from 'better-sqlite3'
import { counted } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { type FixedWindow, isFixed, spanOf } from '../../../segment/window.ts'
import { acting } from './acted.ts'
import type { Members } from './count.ts'
import { EVER, type Moment } from './moment.ts'
import { scoredAt } from './scores.ts'
import { isOfOneSession, isTimeless, isTimelessTest } from './timeless.ts'
import { type Times, timesOf } from './times.ts'
import { traitValues } from './trait-values.ts'
import { whenJudge } from './when.ts'
import type { Stood } from './when-asked.ts'
import { isWhenTold } from './when-told.ts'

export interface StandingAsked {
  moment: Moment
  project: number
  zone: string
  /** Each stands where a session of its own begins, and so was last seen right then. */
  atStarts: boolean
  /** A condition that lanes do not tell. */
  bySql(node: ResolvedCondition): Members
}

/** By place: 1 for those the condition held of. */
export function standingJudge(facts: Database, whenOf = whenJudge(facts)) {
  const { of } = acting(facts, () => {
    throw new Error('A visit that has to pass a condition is asked of the tables.')
  })
  const traitsOf = traitHistory(facts)
  const scoreOf = scoredAt(facts)

  const judge = (node: ResolvedCondition, stood: Stood, asked: StandingAsked): Members => {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const parts = node.of.map(part => judge(part, stood, asked))
        return members(stood.length, i =>
          node.kind === 'and' ? parts.every(part => part[i] === 1) : parts.some(part => part[i] === 1),
        )
      }
      case 'not': {
        const part = judge(node.of, stood, asked)
        return part.map(one => 1 - one)
      }
      case 'nothing':
        return new Uint8Array(stood.length)
      case 'trait':
        if (!isTimeless(node.is)) return asked.bySql(node)
        return traitsOf(node, stood, asked)
      case 'seen':
        if (node.which === 'first') return seenFirst(node, stood, asked)
        if (!asked.atStarts) return asked.bySql(node)
        return members(stood.length, i => testValue(node.is, stood.at[i]!, stood.at[i]!))
      case 'score':
        return scoreOf(node, stood, asked.moment, asked.project)
      case 'account':
        return isWhenTold(node) ? whenOf(node, asked, stood) : asked.bySql(node)
      case 'event':
      case 'did': {
        const act = plainAct(node)
        if (act === null || !isFixed(node.window)) return asked.bySql(node)
        return within(timesOfAct(act, asked), node.window, node.count, stood, asked)
      }
      default:
        return asked.bySql(node)
    }
  }

  const seenFirst = ({ is }: Node<'seen'>, { length, person, at }: Stood, { moment }: StandingAsked) => {
    const firsts = moment.firstSeen()
    return members(length, i => {
      const first = firsts[person[i]!]!
      return testValue(is, first <= at[i]! ? first : undefined, at[i]!)
    })
  }

  const timesOfAct = (act: ResolvedAct, { moment, project, zone }: StandingAsked): Times => {
    const asked = { moment, project, zone, time: Number.POSITIVE_INFINITY }
    return timesOf(of(act, asked, EVER), moment.present().length, EVER)
  }

  return judge
}

/**
 * Whether the history of traits and what was seen tell it of millions at once. `inSession`: so does what was done in the
 * session itself.
 */
export function isToldOfAll(node: ResolvedCondition, inSession: boolean): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.every(part => isToldOfAll(part, inSession))
    case 'not':
      return isToldOfAll(node.of, inSession)
    case 'nothing':
    case 'seen':
    case 'score':
      return true
    case 'trait':
      return isTimeless(node.is)
    case 'account':
      return isWhenTold(node)
    default:
      return inSession && isOfOneSession(node)
  }
}

/** Null: it hangs on more than the name, or on when it is asked. */
function plainAct(node: Node<'event' | 'did'>): ResolvedAct | null {
  const act: ResolvedAct =
    node.kind === 'event' ? { act: 'event', event: node.event, where: node.where } : node.of
  switch (act.act) {
    case 'event':
      return act.where.every(isTimelessTest) ? act : null
    case 'any':
      return act
    case 'session':
      return act.where === null ? act : null
    case 'page':
      return null
  }
}

/** Whether as many as are asked for lie in the window of each. */
function within(
  { starts, at }: Times,
  window: FixedWindow,
  count: Node<'event'>['count'],
  { length, person, at: times }: Stood,
  { zone }: StandingAsked,
): Members {
  return members(length, i => {
    const { from, to } = spanOf(window, times[i]!, zone)
    const who = person[i]!
    const [begin, end] = [starts[who] ?? 0, starts[who + 1] ?? 0]
    const first = firstFrom(at, begin, end, from)
    const after = to < from ? first : firstFrom(at, first, end, to + 1)
    return counted(count, after - first)
  })
}

/** The first place of [begin, end) with a time at or after one; times are whole ms. */
function firstFrom(at: Float64Array, begin: number, end: number, time: number): number {
  let [low, high] = [begin, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}

/** A trait's value as of each time: of its values only those that pass are read, or those that do not. */
function traitHistory(facts: Database) {
  const valuesOf = traitValues(facts)
  return (
    node: Node<'trait'>,
    { length, person, at }: Stood,
    { moment, project }: StandingAsked,
  ): Members => {
    const { missing, having } = valuesOf(node, project, moment.present().length)
    const found = new Uint8Array(length)
    for (let i = 0; i < length; i++) {
      const who = person[i]!
      const end = having.starts[who + 1]!
      let place = having.starts[who]!
      while (place < end && !(at[i]! >= having.at[place]! && at[i]! < having.until[place]!)) place += 1
      if (place < end !== missing) found[i] = 1
    }
    return found
  }
}

function members(length: number, holds: (place: number) => boolean): Members {
  const found = new Uint8Array(length)
  for (let i = 0; i < length; i++) if (holds(i)) found[i] = 1
  return found
}
