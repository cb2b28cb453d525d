/** Two groups of people side by side, in numbers that need no list of them: SPEC's rules U50 and U51. */
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionField } from '../../contract/fields.ts'
import { momentsOf, type Moments as Sums } from '../statistics/means.ts'
import { type RankTest, rankTest } from '../statistics/ranks.ts'
import type { Encounter, FeatureCount, Known, Whom } from './deeds.ts'
import { type Group, groupOf, partners } from './group.ts'
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

type Groups<K> = readonly [Group<K>, Group<K>]

export function tallyCompare<K>(known: Known<K>, { project, sides }: CompareQuery): CompareTally {
  const [one, other] = sides.map(side => groupOf(known.visits({ project, ...side, fields: NUMBERS })))
  const groups: Groups<K> = [one!, other!]
  const others = [partners(groups[0], groups[1]), partners(groups[1], groups[0])] as const
  const both = others[0].reduce((sum, place) => sum + (place === -1 ? 0 : 1), 0)
  const measured = (means: readonly [Float64Array, Float64Array]) => {
    const own = [ownOf(means[0], others[0]), ownOf(means[1], others[1])] as const
    const side = (i: 0 | 1): SideMeasure => {
      const all = told(means[i])
      const median = all.length === 0 ? null : at(all.slice().sort(), 0.5)
      return { median, all: momentsOf(all), own: momentsOf(own[i]) }
    }
    const result: [SideMeasure, SideMeasure] = [side(0), side(1)]
    return { sides: result, rank: rankTest(own[0], own[1]), paired: momentsOf(pairsOf(means, others[0])) }
  }
  return {
    sessions: [groups[0].sessions.length, groups[1].sessions.length],
    persons: [groups[0].persons.length, groups[1].persons.length],
    both,
    measures: [
      { field: 'sessions' as const, ...measured([groups[0].visits, groups[1].visits]) },
      ...MEASURES.map(field => {
        const place = NUMBERS.indexOf(field)
        return { field, ...measured([meansOf(groups[0], place), meansOf(groups[1], place)]) }
      }),
    ],
    shares: SHARES.map(field => sharesOf(field, groups, others)),
    features: known.features(project, encounters(groups, others)),
    own: [groups[0].persons.length - both, groups[1].persons.length - both],
  }
}

/** NaN for a person none of whose sessions carries the number. */
function meansOf<K>({ sums, counts }: Group<K>, place: number): Float64Array {
  const count = counts[place]!
  return sums[place]!.map((sum, i) => (count[i] === 0 ? Number.NaN : sum / count[i]!))
}

function told(values: Float64Array): Float64Array {
  return values.filter(value => !Number.isNaN(value))
}

/** Of those who are not on the other side. */
function ownOf(values: Float64Array, others: Int32Array): Float64Array {
  return values.filter((value, i) => others[i] === -1 && !Number.isNaN(value))
}

/** Differences within those on both sides. */
function pairsOf([first, second]: readonly [Float64Array, Float64Array], others: Int32Array): Float64Array {
  return told(first.map((value, i) => (others[i] === -1 ? Number.NaN : value - second[others[i]!]!)))
}

function sharesOf<K>(
  field: SessionField,
  groups: Groups<K>,
  others: readonly [Int32Array, Int32Array],
): CompareTally['shares'][number] {
  const place = NUMBERS.indexOf(field)
  const part = (side: 0 | 1): SharePart => {
    const found = { persons: 0, own: 0 }
    for (const [i, sum] of groups[side].sums[place]!.entries()) {
      if (sum <= 0) continue
      found.persons += 1
      if (others[side][i] === -1) found.own += 1
    }
    return found
  }
  let gained = 0
  let lost = 0
  for (const [i, sum] of groups[0].sums[place]!.entries()) {
    const partner = others[0][i]!
    if (partner === -1) continue
    const [first, second] = [sum > 0, groups[1].sums[place]![partner]! > 0]
    if (first && !second) gained += 1
    if (second && !first) lost += 1
  }
  return { field, sides: [part(0), part(1)], gained, lost }
}

/** Sessions of those on one side alone; each person counts once. */
function encounters<K>(groups: Groups<K>, others: readonly [Int32Array, Int32Array]): Encounter<K>[] {
  const asked: Encounter<K>[] = []
  for (const side of [0, 1] as const) {
    const { sessions, owner } = groups[side]
    const first = side === 0 ? 0 : groups[0].persons.length
    for (let i = 0; i < sessions.length; i++) {
      const person = owner[i]!
      if (others[side][person] !== -1) continue
      asked.push({ session: sessions[i]!, until: Number.POSITIVE_INFINITY, unit: first + person, side })
    }
  }
  return asked
}
