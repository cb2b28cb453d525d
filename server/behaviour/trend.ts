/** How much of something there was in each span of time: SPEC's rules U30 to U32. */
import type { Trend, TrendSeries } from '../../contract/behaviour/trend.ts'
import { type Deed, type Known, onlyThose, type Standing, type Whom } from './deeds.ts'
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

interface Happening<K> extends Standing<K> {
  value: string | null
}

type StepSeries = Exclude<TrendSeries, { measure: 'fact' }>

export function tallyTrend<K>(known: Known<K>, query: TrendQuery): TrendTally {
  const { series } = query.trend
  const steps = series.filter((one): one is StepSeries => one.measure !== 'fact')
  const happenings = happeningsOf(known, query, steps)
  const ranked = new Map<string | null, number>()
  const grouped = series.map(one => {
    const own = one.measure === 'fact' ? factsOf(known, query, one) : happenings[steps.indexOf(one)]!
    const groups = grouping(query, own)
    for (const [value, { length }] of groups) ranked.set(value, (ranked.get(value) ?? 0) + length)
    return { one, groups }
  })
  const order = [...ranked].sort(([a, x], [b, y]) => y - x || ((a ?? '') < (b ?? '') ? -1 : 1))
  const told = query.trend.breakdown === null ? [null] : order.slice(0, MOST_GROUPS).map(([value]) => value)
  return {
    series: grouped.map(({ one, groups }) => ({
      groups: told.map(value => ({ value, ...measured(one, groups.get(value) ?? [], query.spans) })),
    })),
    otherGroups: query.trend.breakdown === null ? 0 : Math.max(0, order.length - MOST_GROUPS),
  }
}

function grouping<H extends { value: string | null }>(
  { trend }: TrendQuery,
  own: H[],
): Map<string | null, H[]> {
  if (trend.breakdown !== null) return Map.groupBy(own, ({ value }) => value)
  return new Map(own.length === 0 ? [] : [[null, own]])
}

/** Deeds of each step's series by members of the segment, with the value they are grouped by. */
function happeningsOf<K>(known: Known<K>, query: TrendQuery, steps: readonly StepSeries[]): Happening<K>[][] {
  const { project, trend, from, to, whom } = query
  const all: Happening<K>[][] = steps.map(() => [])
  if (steps.length === 0) return all
  const property = trend.breakdown?.by === 'property' ? trend.breakdown.path : null
  const persons: Standing<K>[] = []
  const deedsOf: Deed<K>[][] = []
  const asked = known.deeds({
    project,
    ...onlyThose(whom),
    steps: steps.map(({ step }) => step),
    others: false,
    property,
    from,
    to,
  })
  const add = (person: K, { at, mask, session, value }: Deed<K>) => {
    for (const [i, own] of all.entries()) if (mask & (1 << i)) own.push({ person, session, at, value })
  }
  const everyone = !whom.question && !whom.others
  for (const { person, deeds } of asked) {
    if (everyone) {
      // Of everyone there are millions, which are not kept until they are judged.
      for (const deed of deeds) add(person, deed)
      continue
    }
    persons.push({ person, session: null, at: deeds[0]!.at })
    deedsOf.push(deeds)
  }
  const flat = (place: number) =>
    deedsOf[place]!.map(({ at, session }) => ({ person: persons[place]!.person, at, session }))
  const whole = whom.judged === 'asked'
  const inside = whole
    ? known.within(project, whom, 'person', persons)
    : known.within(
        project,
        whom,
        'person',
        persons.flatMap((_, place) => flat(place)),
      )
  let nth = 0
  for (const [place, { person }] of persons.entries()) {
    for (const deed of deedsOf[place]!) {
      const counts = inside[whole ? place : nth]
      nth += 1
      if (counts) add(person, deed)
    }
  }
  if (trend.breakdown && trend.breakdown.by !== 'property') {
    for (const own of all) {
      const values = known.values(project, trend.breakdown, own)
      for (const [i, one] of own.entries()) one.value = values[i] ?? null
    }
  }
  return all
}

type Fact<K> = Happening<K> & { fact: number }

function factsOf<K>(
  known: Known<K>,
  { project, trend, from, to, whom }: TrendQuery,
  { field }: Extract<TrendSeries, { measure: 'fact' }>,
): Fact<K>[] {
  const facts: Fact<K>[] = []
  const { length, person, session, at, fields } = known.visits({ project, whom, from, to, fields: [field] })
  for (let i = 0; i < length; i++) {
    const fact = fields[0]![i]!
    if (Number.isNaN(fact)) continue
    facts.push({ person: person[i]!, session: session[i]!, at: at[i]!, fact, value: null })
  }
  if (trend.breakdown && trend.breakdown.by !== 'property') {
    const values = known.values(project, trend.breakdown, facts)
    for (const [i, one] of facts.entries()) one.value = values[i] ?? null
  }
  return facts
}

function measured<K>(one: TrendSeries, own: readonly Happening<K>[], spans: readonly number[]) {
  const bySpan: Happening<K>[][] = spans.map(() => [])
  for (const happening of own) bySpan[placeIn(spans, happening.at)]?.push(happening)
  return { total: measure(one, own), values: bySpan.map(some => measure(one, some)) }
}

/** Nothing happened: 0 of it. No session has the fact: no number. */
function measure<K>(one: TrendSeries, own: readonly Happening<K>[]): number | null {
  switch (one.measure) {
    case 'events':
      return own.length
    case 'persons': {
      const persons = new Set<K>()
      for (const { person } of own) persons.add(person)
      return persons.size
    }
    case 'sessions': {
      const sessions = new Set<K>()
      for (const { session } of own) if (session !== null) sessions.add(session)
      return sessions.size
    }
    case 'fact': {
      const facts = Float64Array.from(own.flatMap(some => ('fact' in some ? [Number(some.fact)] : []))).sort()
      if (facts.length === 0) return one.how === 'sum' ? 0 : null
      const sum = facts.reduce((all, fact) => all + fact, 0)
      if (one.how === 'sum') return sum
      return one.how === 'mean'
        ? sum / facts.length
        : at(facts, { median: 0.5, p75: 0.75, p90: 0.9 }[one.how])
    }
  }
}

export interface TrendPeopleQuery extends TrendQuery {
  series: number
  offset: number
  limit: number
  group?: string | null
}

/** Every deed or session that a number counts, in [from, to), newest first. */
export function trendPeople<K>(known: Known<K>, query: TrendPeopleQuery): Moments {
  const { trend, series, group, offset, limit } = query
  const one = trend.series[series]
  if (!one) return { total: 0, items: [] }
  const own = one.measure === 'fact' ? factsOf(known, query, one) : happeningsOf(known, query, [one])[0]!
  const chosen = group === undefined ? own : own.filter(({ value }) => value === group)
  return momentsOf(known, unique(one, chosen), offset, limit)
}

/** Of persons and sessions, the newest deed of each. */
function unique<K>(one: TrendSeries, own: readonly Happening<K>[]): readonly Happening<K>[] {
  if (one.measure !== 'persons' && one.measure !== 'sessions') return own
  const newest = new Map<K, Happening<K>>()
  for (const happening of own) {
    const key = one.measure === 'persons' ? happening.person : happening.session
    if (key === null) continue
    const known = newest.get(key)
    if (!known || known.at < happening.at) newest.set(key, happening)
  }
  return [...newest.values()]
}
