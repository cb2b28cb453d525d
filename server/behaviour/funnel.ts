/** What a funnel answers, folded from deeds: counts, times, trend, groups, and the people behind each of them. */
import type { Funnel } from '../../contract/behaviour/funnel.ts'
import {
  type Attempt,
  type AttemptRules,
  beginning,
  bestAttempt,
  everyAttempt,
  firstAttempt,
} from './attempt.ts'
import {
  type Deed,
  type Encounter,
  type FeatureCount,
  type Known,
  onlyThose,
  type Standing,
  type Whom,
} from './deeds.ts'
import { type Moments, momentsOf } from './moments.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface FunnelQuery {
  project: string
  funnel: Funnel
  /** An attempt begins in [from, to). */
  from: number
  to: number
  whom: Whom
  /** Who must be in this as well. */
  also?: Whom
  /** Epoch ms of asking: windows that end later are not over. */
  now: number
  /** Beginnings of the trend's spans, the first at or before `from`. */
  spans: readonly number[]
}

export interface FunnelTally {
  /** Who reached each step. */
  counts: number[]
  excluded: number
  unfinished: number
  /** ms since the step before; null at the first. */
  times: (Spread | null)[]
  total: Spread | null
  trend: { at: number; entered: number; converted: number; partial: boolean }[]
  /** Largest first. */
  groups: { value: string | null; counts: number[] }[]
  otherGroups: number
}

/** Groups of a breakdown that are told apart. */
const MOST_GROUPS = 12

/** An attempt that counts, of whom, with the times of its steps. */
export interface Passage<K> extends Standing<K> {
  value: string | null
  times: number[]
  /** The session of each step. */
  sessions: (K | null)[]
}

export interface Passages<K> {
  counted: Passage<K>[]
  excluded: number
}

export function passagesOf<K>(known: Known<K>, query: FunnelQuery): Passages<K> {
  const { project, funnel, from, to } = query
  const rules: AttemptRules = {
    steps: funnel.steps.length,
    order: funnel.order,
    windowMs: funnel.windowMs,
    exclusions: funnel.exclusions,
    hold: funnel.hold !== null,
    from,
    to,
  }
  const property = funnel.hold ?? (funnel.breakdown?.by === 'property' ? funnel.breakdown.path : null)
  const all: Passage<K>[] = []
  const dropped: Standing<K>[] = []
  const asked = known.deeds({
    project,
    ...(funnel.per === 'person' ? onlyThose(query.whom) : {}),
    steps: [...funnel.steps, ...funnel.exclusions.map(one => one.step)],
    others: funnel.order === 'strict',
    begins: { mask: beginning(rules), before: to },
    fleeting: true,
    property,
    from,
    to: to + funnel.windowMs + 1,
  })
  for (const { person, deeds } of asked) {
    for (const unit of unitsOf(deeds, funnel.per)) {
      for (const attempt of attemptsOf(unit, rules, funnel.attempts)) {
        const passage = passageOf(person, unit, attempt)
        if (attempt.excluded) dropped.push(passage)
        else all.push(passage)
      }
    }
  }
  return { counted: insideOf(known, query, all), excluded: insideOf(known, query, dropped).length }
}

function insideOf<K, P extends Standing<K>>(known: Known<K>, query: FunnelQuery, all: P[]): P[] {
  const { project, funnel, whom, also } = query
  const inside = known.within(project, whom, funnel.per, all)
  const chosen = all.filter((_, i) => inside[i])
  if (!also) return chosen
  const too = known.within(project, also, funnel.per, chosen)
  return chosen.filter((_, i) => too[i])
}

export function tallyFunnel<K>(known: Known<K>, query: FunnelQuery): FunnelTally {
  const { funnel, now, spans, to } = query
  const { counted, excluded } = passagesOf(known, query)
  const steps = funnel.steps.length
  const counts = new Array<number>(steps).fill(0)
  const gaps: number[][] = funnel.steps.map(() => [])
  const totals: number[] = []
  const trend = spans.map((at, i) => {
    return { at, entered: 0, converted: 0, partial: Math.min(to, spans[i + 1] ?? to) + funnel.windowMs > now }
  })
  let unfinished = 0
  for (const { at, times } of counted) {
    for (const [step, time] of times.entries()) {
      counts[step]! += 1
      if (step > 0) gaps[step]!.push(time - times[step - 1]!)
    }
    const converted = times.length === steps
    if (converted) totals.push(times.at(-1)! - at)
    else if (at + funnel.windowMs > now) unfinished += 1
    const span = trend[placeIn(spans, at)]
    if (span) {
      span.entered += 1
      if (converted) span.converted += 1
    }
  }
  return {
    counts,
    excluded,
    unfinished,
    times: gaps.map(spreadOf),
    total: spreadOf(totals),
    trend,
    ...groupsOf(known, query, counted),
  }
}

function groupsOf<K>(known: Known<K>, { project, funnel }: FunnelQuery, counted: Passage<K>[]) {
  const { breakdown, steps } = funnel
  if (breakdown === null || breakdown.by === 'segments') return { groups: [], otherGroups: 0 }
  const values =
    breakdown.by === 'property'
      ? counted.map(({ value }) => value)
      : known.values(project, breakdown, counted)
  const groups = new Map<string | null, number[]>()
  for (const [i, { times }] of counted.entries()) {
    const value = values[i] ?? null
    const counts = groups.get(value) ?? new Array<number>(steps.length).fill(0)
    groups.set(value, counts)
    for (let step = 0; step < times.length; step++) counts[step]! += 1
  }
  const all = [...groups].map(([value, counts]) => ({ value, counts }))
  all.sort((a, b) => b.counts[0]! - a.counts[0]! || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
  return { groups: all.slice(0, MOST_GROUPS), otherGroups: Math.max(0, all.length - MOST_GROUPS) }
}

/** Who reached a step (from 0), or reached it and went no further, newest first. */
export interface FunnelPeopleQuery extends FunnelQuery {
  step: number
  which: 'reached' | 'dropped'
  /** Of the group with this value of the breakdown only. */
  group?: string | null
  offset: number
  limit: number
}

/** Each at the moment of that step: for those who dropped, where they were last seen to be on their way. */
export function funnelPeople<K>(known: Known<K>, query: FunnelPeopleQuery): Moments {
  const { step, which, offset, limit, funnel, group } = query
  let { counted } = passagesOf(known, query)
  const { breakdown } = funnel
  if (group !== undefined && breakdown && breakdown.by !== 'segments') {
    const values =
      breakdown.by === 'property'
        ? counted.map(({ value }) => value)
        : known.values(query.project, breakdown, counted)
    counted = counted.filter((_, i) => values[i] === group)
  }
  const chosen = counted.filter(({ times }) =>
    which === 'reached' ? times.length > step : times.length === step + 1 && step + 1 < funnel.steps.length,
  )
  const moments = chosen.map(({ person, times, sessions }) => {
    return { person, session: sessions[step] ?? null, at: times[step]! }
  })
  return momentsOf(known, moments, offset, limit)
}

export interface FeatureContrast {
  first: number
  second: number
  features: FeatureCount[]
}

/**
 * What those who reached a step and dropped (first) and those who went on (second) met in the session of that step:
 * the latter until they went on, so that what follows from going on is not taken for its cause.
 */
export function contrastFunnel<K>(known: Known<K>, query: FunnelQuery & { step: number }): FeatureContrast {
  const { step } = query
  const asked: Encounter<K>[] = []
  let first = 0
  for (const { times, sessions } of passagesOf(known, query).counted) {
    const session = sessions[step]
    if (times.length <= step || session === null || session === undefined) continue
    const dropped = times.length === step + 1
    if (dropped) first += 1
    // The next step's own moment is left out.
    const until = dropped ? Number.POSITIVE_INFINITY : times[step + 1]! - 1
    asked.push({ session, until, unit: asked.length, side: dropped ? 0 : 1 })
  }
  return { first, second: asked.length - first, features: known.features(query.project, asked) }
}

function attemptsOf<K>(
  deeds: readonly Deed<K>[],
  rules: AttemptRules,
  how: Funnel['attempts'],
): Attempt<K>[] {
  if (how === 'every') return everyAttempt(deeds, rules)
  const one = how === 'first' ? firstAttempt(deeds, rules) : bestAttempt(deeds, rules)
  return one ? [one] : []
}

/** The deeds of a person, or of each of the person's sessions; then what no session recorded counts nowhere. */
function unitsOf<K>(deeds: Deed<K>[], per: Funnel['per']): Iterable<Deed<K>[]> {
  if (per === 'person') return [deeds]
  const sessions = new Map<K, Deed<K>[]>()
  for (const deed of deeds) {
    if (deed.session === null) continue
    const own = sessions.get(deed.session)
    if (own) own.push(deed)
    else sessions.set(deed.session, [deed])
  }
  return sessions.values()
}

function passageOf<K>(person: K, deeds: readonly Deed<K>[], attempt: Attempt<K>): Passage<K> {
  const steps = attempt.done.map(place => deeds[place]!)
  return {
    person,
    session: attempt.session,
    at: steps[0]!.at,
    value: attempt.value,
    times: steps.map(deed => deed.at),
    sessions: steps.map(deed => deed.session),
  }
}

/** The last span that begins at or before a time; -1 before the first. */
export function placeIn(spans: readonly number[], at: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
