/** How much of something there was in each span of time: SPEC's rules U30 to U32. */
import type { Trend, TrendSeries } from '../../contract/behaviour/trend.ts'
import { compareTexts } from '../text-order.ts'
import { cellsOf, distinctOf } from './cells.ts'
import type { Known, Stood, Whom } from './deeds.ts'
import { placeIn } from './funnel.ts'
import { type Moments, momentsOf } from './moments.ts'
import { at } from './spread.ts'

export interface TrendQuery {
  project: string
  trend: Trend
  /** [from, to) */
  from: number
  to: number
  whom: Whom
  /** Beginnings of the spans, the first at or before `from`. */
  spans: readonly number[]
}

export interface TrendTally {
  /** By series and group, each group's largest first. Without a breakdown there is one group: null. */
  series: { groups: { value: string | null; total: number | null; values: (number | null)[] }[] }[]
  otherGroups: number
}

/** Groups of a breakdown that are told apart. */
const MOST_GROUPS = 8

/** What a series counts: those of the columns at these places. */
interface Counted {
  stood: Stood
  places: ArrayLike<number>
  /** Of facts. */
  facts: ArrayLike<number> | null
  /** What each is grouped by; null: there is no breakdown. */
  values: readonly (string | null)[] | null
}

type StepSeries = Exclude<TrendSeries, { measure: 'fact' }>
type FactSeries = Extract<TrendSeries, { measure: 'fact' }>

export function tallyTrend(known: Known, query: TrendQuery): TrendTally {
  const { series, breakdown } = query.trend
  const steps = series.filter((one): one is StepSeries => one.measure !== 'fact')
  const happened = happeningsOf(known, query, steps, false)
  const all = series.map(one => ({
    one,
    counted: one.measure === 'fact' ? factsOf(known, query, one) : happened[steps.indexOf(one)]!,
  }))
  const order = breakdown === null ? [null] : rankedOf(all.map(({ counted }) => counted))
  const told = order.slice(0, MOST_GROUPS)
  return {
    series: all.map(({ one, counted }) => ({ groups: measured(one, counted, told, query.spans) })),
    otherGroups: Math.max(0, order.length - MOST_GROUPS),
  }
}

/** Groups, the largest first. */
function rankedOf(all: readonly Counted[]): (string | null)[] {
  const ranked = new Map<string | null, number>()
  for (const { places, values } of all) {
    for (let n = 0; n < places.length; n++) {
      const value = values?.[places[n]!] ?? null
      ranked.set(value, (ranked.get(value) ?? 0) + 1)
    }
  }
  return [...ranked]
    .sort(([a, x], [b, y]) => y - x || ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([value]) => value)
}

/** Deeds of each step's series by members of the segment, with the value they are grouped by. */
function happeningsOf(
  known: Known,
  { project, trend, from, to, whom }: TrendQuery,
  series: readonly StepSeries[],
  named: boolean,
): Counted[] {
  if (series.length === 0) return []
  const { breakdown } = trend
  const happened = known.happenings({
    project,
    whom,
    steps: series.map(({ step }) => step),
    property: breakdown?.by === 'property' ? breakdown.path : null,
    sessions: named || breakdown?.by === 'field' || series.some(one => one.measure === 'sessions'),
    from,
    to,
  })
  const { length, mask } = happened
  const byProperty = breakdown?.by === 'property' ? Array.from(happened.value ?? []) : null
  const values =
    breakdown && breakdown.by !== 'property' ? known.values(project, breakdown, happened) : byProperty
  return series.map((_, nth) => {
    const places = new Int32Array(length)
    let count = 0
    for (let i = 0; i < length; i++) if ((mask[i]! & (1 << nth)) !== 0) places[count++] = i
    return { stood: happened, places: places.subarray(0, count), facts: null, values }
  })
}

function factsOf(
  known: Known,
  { project, trend, from, to, whom }: TrendQuery,
  { field }: FactSeries,
): Counted {
  const stood = known.visits(project, [field], [{ whom, from, to }])[0]!
  const facts = stood.fields[0]!
  const places: number[] = []
  for (let i = 0; i < stood.length; i++) if (!Number.isNaN(facts[i])) places.push(i)
  const { breakdown } = trend
  if (breakdown === null) return { stood, places, facts, values: null }
  const values =
    breakdown.by === 'property'
      ? new Array<null>(stood.length).fill(null)
      : known.values(project, breakdown, stood)
  return { stood, places, facts, values }
}

/** Of each group what all of it comes to, and what that of each span does. */
function measured(
  one: TrendSeries,
  { stood, places, facts, values }: Counted,
  told: readonly (string | null)[],
  spans: readonly number[],
): TrendTally['series'][number]['groups'] {
  const groupOf = new Map(told.map((value, group) => [value, group]))
  // The first of a group's cells is for what no span holds.
  const width = spans.length + 1
  const { order, starts } = cellsOf(places, told.length * width, place => {
    const group = values === null ? 0 : groupOf.get(values[place]!)
    return group === undefined ? -1 : group * width + placeIn(spans, stood.at[place]!) + 1
  })
  const measure = measuring(one, stood, facts, order)
  return told.map((value, group) => {
    const first = group * width
    return {
      value,
      total: measure(starts[first]!, starts[first + width]!),
      values: spans.map((_, span) => measure(starts[first + span + 1]!, starts[first + span + 2]!)),
    }
  })
}

/** What those at [from, to) of the order come to. Nothing happened: 0 of it. No session has the fact: no number. */
function measuring(
  one: TrendSeries,
  { person, session }: Stood,
  facts: ArrayLike<number> | null,
  order: ArrayLike<number>,
): (from: number, to: number) => number | null {
  switch (one.measure) {
    case 'events':
      return (from, to) => to - from
    case 'persons':
      return distinctOf(person, order)
    case 'sessions':
      return distinctOf(session, order)
    case 'fact':
      return (from, to) => {
        const own = new Float64Array(to - from)
        for (let n = from; n < to; n++) own[n - from] = facts?.[order[n]!] ?? Number.NaN
        return factOf(one.how, own.sort())
      }
  }
}

function factOf(how: FactSeries['how'], facts: Float64Array): number | null {
  if (facts.length === 0) return how === 'sum' ? 0 : null
  const sum = facts.reduce((all, fact) => all + fact, 0)
  if (how === 'sum') return sum
  return how === 'mean' ? sum / facts.length : at(facts, { median: 0.5, p75: 0.75, p90: 0.9 }[how])
}

export interface TrendPeopleQuery extends TrendQuery {
  series: number
  offset: number
  limit: number
  group?: string | null
}

/** Every deed or session that a number counts, in [from, to), newest first. */
export function trendPeople(known: Known, query: TrendPeopleQuery): Moments {
  const { trend, series, group, offset, limit } = query
  const one = trend.series[series]
  if (!one) return { total: 0, items: [] }
  const { stood, places, values } =
    one.measure === 'fact' ? factsOf(known, query, one) : happeningsOf(known, query, [one], true)[0]!
  const ofGroup =
    group === undefined
      ? places
      : Int32Array.from(places).filter(place => (values?.[place] ?? null) === group)
  const chosen = newestOf(known, one, stood, ofGroup)
  const taken = (column: ArrayLike<number>) => Float64Array.from(chosen, place => column[place]!)
  const shown = {
    length: chosen.length,
    person: taken(stood.person),
    session: taken(stood.session),
    at: taken(stood.at),
  }
  return momentsOf(known, shown, offset, limit)
}

/** Of persons and sessions, the newest deed of each; of one time that in the session whose id comes first. */
function newestOf(
  known: Known,
  one: TrendSeries,
  { person, session, at }: Stood,
  places: ArrayLike<number>,
): ArrayLike<number> {
  if (one.measure !== 'persons' && one.measure !== 'sessions') return places
  const keys = one.measure === 'persons' ? person : session
  const idOf = (place: number) => (session[place] === 0 ? '' : known.sessionId(session[place]!))
  const newest = new Map<number, number>()
  for (let n = 0; n < places.length; n++) {
    const place = places[n]!
    const key = keys[place]!
    if (key === 0) continue
    const before = newest.get(key)
    const later = before === undefined ? 1 : at[place]! - at[before]!
    if (later < 0) continue
    if (later === 0 && before !== undefined && compareTexts(idOf(before), idOf(place)) <= 0) continue
    newest.set(key, place)
  }
  return Int32Array.from(newest.values())
}
