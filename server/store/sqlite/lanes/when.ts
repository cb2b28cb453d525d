/**
 * When a condition held of each person, for all times of a span at once: what is asked of all users of an account, as of
 * every session of theirs, would otherwise be told time by time. The meaning is segment/match.ts.
 */
import type { Database } from 'better-sqlite3'
import { changed, counted } from '../../../segment/judge.ts'
import type { Node, ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { type FixedWindow, isFixed, spanOf } from '../../../segment/window.ts'
import { acting } from './acted.ts'
import { type Members, membersWhere } from './count.ts'
import { evaluation } from './evaluate.ts'
import { always, type Held, heldAt, heldNot, heldTogether, Turning } from './held.ts'
import { FOR_EVER, type Lasting, lastingIn, lastingPast } from './lasting.ts'
import { EVER, type Span } from './moment.ts'
import { scoredAt } from './scores.ts'
import { countedIn, counting, type Holds } from './sliding.ts'
import { type Keep, type Times, thoseOf, timesOf, unitFinder } from './times.ts'
import { accountsWhen } from './when-accounts.ts'
import type { Stood, When, WhenAsked } from './when-asked.ts'
import { traitWhen } from './when-trait.ts'
import { windowing } from './windowed.ts'

type Window = Node<'event'>['window']

/** Whether a condition that is told so (when-told.ts) held of each. */
export type WhenJudge = (
  node: ResolvedCondition,
  asked: Pick<WhenAsked, 'moment' | 'project' | 'zone'>,
  stood: Stood,
) => Members

export function whenJudge(facts: Database): WhenJudge {
  const evaluate = evaluation(facts)
  const acts = acting(facts, (where, asked) => evaluate.sessions(where, { ...asked, time: 0 }))
  const windowed = windowing(facts, acts.events)
  const scoreOf = scoredAt(facts)
  const traitOf = traitWhen(facts)

  /** All of the persons asked about, within the span. */
  const timesWithin = (act: ResolvedAct, window: Window, span: Span, given: WhenAsked): Times => {
    const { moment, project, zone, persons } = given
    const asked = { moment, project, zone, time: Number.POSITIVE_INFINITY }
    const all = acts.of(act, asked, span)
    const { lanes, owners } = (isFixed(window) ? all : windowed(act, all, window, asked)) ?? NONE
    // With a function for each it takes five times as long.
    const wanted = new Int32Array(owners.length)
    for (let i = 0; i < owners.length; i++) if (persons[owners[i]!] === 1) wanted[i] = owners[i]!
    return timesOf({ lanes, owners: wanted }, persons.length, span)
  }
  const until = ({ span }: WhenAsked): Span => ({ from: EVER.from, to: span.to })
  /** The moments a window may hold at one of the times, and how long it holds each. */
  const through = (
    act: ResolvedAct,
    window: Window,
    asked: WhenAsked,
  ): { times: Times; lasting: Lasting } => {
    if (!isFixed(window)) return { times: timesWithin(act, window, until(asked), asked), lasting: FOR_EVER }
    const { span, zone } = asked
    const reach = { from: spanOf(window, span.from, zone).from, to: span.to }
    return { times: timesWithin(act, window, reach, asked), lasting: lastingIn(window, span, zone) }
  }
  const acted = (node: Node<'first' | 'stopped' | 'resumed' | 'change'>, asked: WhenAsked): Held => {
    const within = (window: Window, lasting: readonly Lasting[], holds: Holds, keep?: Keep) => {
      const { times } = through(node.of, window, asked)
      return counting(keep ? thoseOf(times, keep) : times, lasting, holds)
    }
    switch (node.kind) {
      case 'first':
        if (!isFixed(node.window)) return always(new Uint8Array(asked.persons.length))
        return within(
          EVERY,
          [lastingIn(node.window, asked.span, asked.zone)],
          any,
          (_, i, begin) => i === begin,
        )
      case 'resumed':
        return within(
          EVERY,
          [lastingPast(0, node.days)],
          any,
          (at, i, begin) => i > begin && at[i]! - at[i - 1]! > node.quiet * DAY_MS,
        )
      case 'stopped':
      case 'change': {
        const before = node.kind === 'stopped' ? node.before : node.days
        return within(
          // A day more: fractions of days are subtracted one after the other.
          { kind: 'last', days: node.days + before + 1 },
          [lastingPast(0, before, node.days), lastingPast(0, node.days)],
          ([earlier, now]) =>
            node.kind === 'stopped' ? earlier! > 0 && now === 0 : changed(node, earlier!, now!),
        )
      }
    }
  }

  /** As of each session of theirs: nothing changes it but another. */
  const scoreWhen = (node: Node<'score'>, asked: WhenAsked): Held => {
    const { moment, project, persons } = asked
    const { starts, at } = timesWithin({ act: 'session', where: null }, EVERY, until(asked), asked)
    const whose = new Int32Array(at.length)
    for (let who = 0; who < persons.length; who++) whose.fill(who, starts[who], starts[who + 1])
    const holds = scoreOf(node, { length: at.length, person: whose, at }, moment, project)
    const turning = new Turning(persons.length, false)
    for (let who = 1; who < persons.length; who++) {
      turning.of(who, false)
      for (let i = starts[who]!; i < starts[who + 1]!; i++) turning.from(at[i]!, holds[i] === 1)
    }
    return turning.held()
  }

  const seenWhen = ({ is }: Node<'seen'>, { moment, persons }: WhenAsked): Held => {
    const first = moment.firstSeen()
    const before = testValue(is, undefined, 0)
    const turning = new Turning(persons.length, before)
    for (let who = 1; who < persons.length; who++) {
      if (persons[who] === 0 || !Number.isFinite(first[who]!)) continue
      turning.of(who, before)
      turning.from(first[who]!, testValue(is, first[who], 0))
    }
    return turning.held()
  }

  const when: When = (node, asked) => {
    const { moment, project, zone } = asked
    switch (node.kind) {
      case 'and':
      case 'or':
        return heldTogether(
          node.kind,
          node.of.map(part => when(part, asked)),
        )
      case 'not':
        return heldNot(when(node.of, asked))
      case 'trait':
        return traitOf(node, asked)
      case 'seen':
        return seenWhen(node, asked)
      case 'score':
        return scoreWhen(node, asked)
      case 'ids':
        return always(evaluate.persons(node, { moment, project, zone, time: 0 }))
      case 'account':
        return accounts.held(node.where, asked)
      case 'event':
      case 'did':
      case 'session': {
        const { times, lasting } = through(actOf(node), node.window, asked)
        return countedIn(times, lasting, node.count)
      }
      case 'days': {
        const { times, lasting } = through(node.of, node.window, asked)
        return counting(times, [lasting], ([n]) => counted(node.count, n!), unitFinder('day', zone))
      }
      case 'regularly': {
        const window = { kind: 'calendar', unit: node.unit, back: node.last - 1, whole: false } as const
        const { times, lasting } = through(node.of, window, asked)
        return counting(times, [lasting], ([n]) => n! >= node.least, unitFinder(node.unit, zone))
      }
      case 'first':
      case 'stopped':
      case 'resumed':
      case 'change':
        return acted(node, asked)
      default:
        return always(new Uint8Array(asked.persons.length))
    }
  }
  const accounts = accountsWhen(when)
  return (node, given, stood) => {
    const asked = askedOf(given, stood)
    if (asked === null) return new Uint8Array(stood.length)
    if (node.kind === 'account') return accounts.stood(node.where, asked, stood)
    const held = when(node, asked)
    const { length, person, at } = stood
    return membersWhere(length, i => heldAt(held, person[i]!, at[i]!))
  }
}

/** Null: none stands anywhere. */
function askedOf(given: Pick<WhenAsked, 'moment' | 'project' | 'zone'>, stood: Stood): WhenAsked | null {
  const { length, person, at } = stood
  const persons = new Uint8Array(given.moment.present().length)
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i++) {
    const time = at[i]!
    if (Number.isNaN(time)) continue
    persons[person[i]!] = 1
    if (time < from) from = time
    if (time > to) to = time
  }
  persons[0] = 0
  return to < from ? null : { ...given, persons, span: { from, to } }
}

const DAY_MS = 86_400_000
const EVERY: FixedWindow = { kind: 'ever' }
const any: Holds = ([n]) => n! > 0
const NONE = { lanes: [], owners: new Int32Array(0) }

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
