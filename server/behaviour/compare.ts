/** Two groups of people side by side, in numbers that need no list of them: SPEC's rules U50 and U51. */
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionField } from '../../contract/fields.ts'
import { momentsOf, type Moments as Sums } from '../statistics/means.ts'
import { type RankTest, rankTest } from '../statistics/ranks.ts'
import type { Encounter, FeatureCount, Known, Visit, Whom } from './deeds.ts'
import { at } from './spread.ts'

export interface GroupQuery {
  whom: Whom
  /** Sessions begun in [from, to). */
  from: number
  to: number
}

export interface CompareQuery {
  project: string
  sides: readonly [GroupQuery, GroupQuery]
}

export interface SideMeasure {
  median: number | null
  /** Of all the persons of the side. */
  all: Sums
  /** Of those who are not on both sides: these are what the tests compare. */
  own: Sums
}

export interface SharePart {
  persons: number
  /** Not on both sides. */
  own: number
}

export interface CompareTally {
  sessions: [number, number]
  persons: [number, number]
  both: number
  /** `paired`: differences within those on both sides. Mean of each person's sessions, of every number that sessions carry; sessions a person under `sessions`. */
  measures: {
    field: SessionField | 'sessions'
    sides: [SideMeasure, SideMeasure]
    rank: RankTest
    paired: Sums
  }[]
  /**
   * Persons with at least one session in which the number is above 0; of those on both sides, how many only on the
   * first (gained) and only on the second (lost).
   */
  shares: { field: SessionField; sides: [SharePart, SharePart]; gained: number; lost: number }[]
  /** Things met, in persons; of those on one side alone. */
  features: FeatureCount[]
  own: [number, number]
}

/** Counts that say something went wrong: what matters is who met it at all. */
const SHARES: readonly SessionField[] = [
  'failureCount',
  'rageClicks',
  'deadClicks',
  'errorClicks',
  'slowClicks',
  'quickBacks',
  'uTurns',
  'thrashes',
  'formStruggles',
]
const NUMBERS = SESSION_FIELD_NAMES.filter(field => SESSION_FIELDS[field].type !== 'text')
const MEASURES = NUMBERS.filter(field => !SHARES.includes(field) && field !== 'viewportWidth')

interface Member<K> {
  sessions: K[]
  /** By place in NUMBERS: sum and number of the sessions that carry it. */
  sums: Float64Array
  counts: Float64Array
}

export function tallyCompare<K>(known: Known<K>, { project, sides }: CompareQuery): CompareTally {
  const groups = sides.map(side => membersOf(known.visits({ project, ...side, fields: NUMBERS }))) as [
    Map<K, Member<K>>,
    Map<K, Member<K>>,
  ]
  const [first, second] = groups
  const both = new Set([...first.keys()].filter(person => second.has(person)))
  const measured = (of: (member: Member<K>) => number | null) => {
    const values = groups.map(group => {
      const all: number[] = []
      const own: number[] = []
      for (const [person, member] of group) {
        const value = of(member)
        if (value === null) continue
        all.push(value)
        if (!both.has(person)) own.push(value)
      }
      return { all, own }
    })
    const side = (i: number): SideMeasure => {
      const { all, own } = values[i]!
      const median = all.length === 0 ? null : at(Float64Array.from(all).sort(), 0.5)
      return { median, all: momentsOf(all), own: momentsOf(own) }
    }
    const result: [SideMeasure, SideMeasure] = [side(0), side(1)]
    const paired = [...both].flatMap(person => {
      const [a, b] = groups.map(group => of(group.get(person)!))
      return typeof a === 'number' && typeof b === 'number' ? [a - b] : []
    })
    return { sides: result, rank: rankTest(values[0]!.own, values[1]!.own), paired: momentsOf(paired) }
  }
  const place = (field: SessionField) => NUMBERS.indexOf(field)
  const part = (group: Map<K, Member<K>>, field: SessionField): SharePart => {
    const met = [...group].filter(([, { sums }]) => sums[place(field)]! > 0)
    return { persons: met.length, own: met.filter(([person]) => !both.has(person)).length }
  }
  return {
    sessions: [sessionsIn(first), sessionsIn(second)],
    persons: [first.size, second.size],
    both: both.size,
    measures: [
      { field: 'sessions' as const, ...measured(({ sessions }) => sessions.length) },
      ...MEASURES.map(field => ({
        field,
        ...measured(({ sums, counts }) => {
          const n = counts[place(field)]!
          return n === 0 ? null : sums[place(field)]! / n
        }),
      })),
    ],
    shares: SHARES.map(field => {
      const met = (group: Map<K, Member<K>>, person: K) => group.get(person)!.sums[place(field)]! > 0
      const changed = [...both].filter(person => met(first, person) !== met(second, person))
      const gained = changed.filter(person => met(first, person)).length
      return {
        field,
        sides: [part(first, field), part(second, field)],
        gained,
        lost: changed.length - gained,
      }
    }),
    features: featuresOf(known, project, groups, both),
    own: [first.size - both.size, second.size - both.size],
  }
}

function membersOf<K>(visits: Iterable<Visit<K>>): Map<K, Member<K>> {
  const members = new Map<K, Member<K>>()
  for (const { person, session, inside, fields } of visits) {
    if (!inside) continue
    const member = members.get(person) ?? {
      sessions: [],
      sums: new Float64Array(NUMBERS.length),
      counts: new Float64Array(NUMBERS.length),
    }
    members.set(person, member)
    member.sessions.push(session)
    for (const [i, value] of fields.entries()) {
      if (typeof value !== 'number') continue
      member.sums[i]! += value
      member.counts[i]! += 1
    }
  }
  return members
}

function sessionsIn<K>(members: Map<K, Member<K>>): number {
  let sum = 0
  for (const { sessions } of members.values()) sum += sessions.length
  return sum
}

function featuresOf<K>(
  known: Known<K>,
  project: string,
  groups: readonly Map<K, Member<K>>[],
  both: ReadonlySet<K>,
): CompareTally['features'] {
  const asked: Encounter<K>[] = []
  let unit = 0
  for (const side of [0, 1] as const) {
    for (const [person, { sessions }] of groups[side]!) {
      if (both.has(person)) continue
      for (const session of sessions) asked.push({ session, until: Number.POSITIVE_INFINITY, unit, side })
      unit += 1
    }
  }
  return known.features(project, asked)
}
