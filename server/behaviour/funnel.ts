/** What a funnel answers, folded from deeds: counts, times, trend, groups, and the people behind each of them. */
import type { Feature, FeatureCount, Known } from './deeds.ts'
import { whoMet } from './met.ts'
import { type Moments, momentsOf } from './moments.ts'
import { type FunnelQuery, type Passages, passagesOf } from './passages.ts'
import { type Spread, spreadOf } from './spread.ts'

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

export function tallyFunnel(known: Known, query: FunnelQuery): FunnelTally {
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
  for (let i = 0; i < counted.length; i++) {
    const at = counted.at[i]!
    const reached = counted.reached[i]!
    let before = at
    for (let step = 0; step < reached; step++) {
      const time = counted.timeOf(i, step)
      counts[step]! += 1
      if (step > 0) gaps[step]!.push(time - before)
      before = time
    }
    const converted = reached === steps
    if (converted) totals.push(before - at)
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

function groupsOf(known: Known, { project, funnel }: FunnelQuery, counted: Passages) {
  const { steps } = funnel
  const values = valuesOf(known, { project, funnel }, counted)
  if (values === null) return { groups: [], otherGroups: 0 }
  const groups = new Map<string | null, number[]>()
  for (const [i, value] of values.entries()) {
    const counts = groups.get(value) ?? new Array<number>(steps.length).fill(0)
    groups.set(value, counts)
    for (let step = 0; step < counted.reached[i]!; step++) counts[step]! += 1
  }
  const all = [...groups].map(([value, counts]) => ({ value, counts }))
  all.sort((a, b) => b.counts[0]! - a.counts[0]! || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
  return { groups: all.slice(0, MOST_GROUPS), otherGroups: Math.max(0, all.length - MOST_GROUPS) }
}

/** What each is grouped by; null: by nothing that each has one of. */
function valuesOf(
  known: Known,
  { project, funnel: { breakdown } }: Pick<FunnelQuery, 'project' | 'funnel'>,
  counted: Passages,
): (string | null)[] | null {
  if (breakdown === null || breakdown.by === 'segments') return null
  if (breakdown.by !== 'property') return known.values(project, breakdown, counted)
  return Array.from({ length: counted.length }, (_, i) => counted.valueOf(i))
}

interface Span {
  from: number
  to: number
}

/** Who reached a step (from 0); of those, who went no further, or on to the next. Newest first. */
export interface FunnelPeopleQuery extends FunnelQuery {
  step: number
  which: 'reached' | 'dropped' | 'went-on'
  /** Of the group with this value of the breakdown only. */
  group?: string | null
  /** Whose attempt began in [from, to) only. */
  began?: Span | null
  /** Who took [from, to) ms from the first to the last step only. */
  took?: Span | null
  /** Whose step was in a recorded session only: those of whom it is known what they met. */
  recorded?: boolean
  /** Who met this in the session of that step, up to the next step, only; each at that moment. */
  met?: Feature | null
  offset: number
  limit: number
}

/** Each at the moment of that step: for those who dropped, where they were last seen to be on their way. */
export function funnelPeople(known: Known, query: FunnelPeopleQuery): Moments {
  const { step, which, offset, limit, funnel, group, began, took, recorded = false, met } = query
  const { counted } = passagesOf(known, query)
  const values = group === undefined ? null : valuesOf(known, query, counted)
  const person: number[] = []
  const session: number[] = []
  const at: number[] = []
  const until: number[] = []
  for (let i = 0; i < counted.length; i++) {
    const reached = counted.reached[i]!
    if (reached <= step) continue
    if (which === 'dropped' && (reached !== step + 1 || reached === funnel.steps.length)) continue
    if (which === 'went-on' && reached === step + 1) continue
    if (values !== null && values[i] !== group) continue
    if (recorded && counted.sessionOf(i, step) === 0) continue
    if (began && !isWithin(counted.at[i]!, began)) continue
    if (
      took &&
      !(reached === funnel.steps.length && isWithin(counted.timeOf(i, reached - 1) - counted.at[i]!, took))
    )
      continue
    person.push(counted.person[i]!)
    session.push(counted.sessionOf(i, step))
    at.push(counted.timeOf(i, step))
    until.push(metUntil(counted, i, step))
  }
  const stood = { length: at.length, person, session, at }
  return momentsOf(known, met ? whoMet(known, query.project, met, stood, until) : stood, offset, limit)
}

/** Until when what somebody met counts for a step: of those who went on, the next step's own moment is left out. */
function metUntil(counted: Passages, i: number, step: number): number {
  return counted.reached[i] === step + 1 ? Number.POSITIVE_INFINITY : counted.timeOf(i, step + 1) - 1
}

function isWithin(value: number, { from, to }: Span): boolean {
  return value >= from && value < to
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
export function contrastFunnel(known: Known, query: FunnelQuery & { step: number }): FeatureContrast {
  const { step } = query
  const { counted } = passagesOf(known, query)
  const session: number[] = []
  const until: number[] = []
  const side: number[] = []
  let first = 0
  for (let i = 0; i < counted.length; i++) {
    const reached = counted.reached[i]!
    const own = reached > step ? counted.sessionOf(i, step) : 0
    if (own === 0) continue
    const dropped = reached === step + 1
    if (dropped) first += 1
    session.push(own)
    until.push(metUntil(counted, i, step))
    side.push(dropped ? 0 : 1)
  }
  const { length } = session
  const unit = Int32Array.from(session, (_, i) => i)
  const features = known.features(query.project, { length, session, until, unit, side })
  return { first, second: length - first, features }
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
