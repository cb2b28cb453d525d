/** Two groups of people side by side, in numbers that need no list of them: SPEC's rules U50 and U51. */
import { SESSION_FIELD_NAMES, SESSION_FIELDS, type SessionField } from '../../contract/fields.ts'
import { inOrder } from '../statistics/in-order.ts'
import { momentsOf, type Moments as Sums } from '../statistics/means.ts'
import { type RankTest, rankTestOf } from '../statistics/ranks.ts'
import type { Encounters, Known, VisitQuery } from './deeds.ts'
import type { FeatureContrast } from './funnel.ts'
import { type Group, groupsOf, partners } from './group.ts'
import { at } from './spread.ts'

export interface CompareQuery {
  project: string
  sides: readonly [VisitQuery, VisitQuery]
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
  /** Persons on one side alone. */
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
const MEASURES = SESSION_FIELD_NAMES.filter(
  field => SESSION_FIELDS[field].type !== 'text' && !SHARES.includes(field) && field !== 'viewportWidth',
)
const NUMBERS = [...MEASURES, ...SHARES]

type Groups = readonly [Group, Group]

export function tallyCompare(known: Known, { project, sides }: CompareQuery): CompareTally {
  const [one, other] = groupsOf(known, project, NUMBERS, sides)
  const groups: Groups = [one!, other!]
  const others = [partners(groups[0], groups[1]), partners(groups[1], groups[0])] as const
  let both = 0
  for (let i = 0; i < others[0].length; i++) if (others[0][i] !== -1) both += 1
  const measured = (means: readonly [Float64Array, Float64Array]) => {
    const [first, second] = [valuesOf(means[0], others[0]), valuesOf(means[1], others[1])]
    const sides: [SideMeasure, SideMeasure] = [sideOf(first), sideOf(second)]
    return {
      sides,
      rank: rankTestOf(first.own, second.own),
      paired: momentsOf(pairsOf(means, others[0])),
    }
  }
  return {
    sessions: [groups[0].session.length, groups[1].session.length],
    persons: [groups[0].person.length, groups[1].person.length],
    both,
    measures: [
      { field: 'sessions' as const, ...measured([groups[0].visits, groups[1].visits]) },
      ...MEASURES.map(field => {
        const place = NUMBERS.indexOf(field)
        return { field, ...measured([meansOf(groups[0], place), meansOf(groups[1], place)]) }
      }),
    ],
    shares: SHARES.map(field => sharesOf(field, groups, others)),
    own: [groups[0].person.length - both, groups[1].person.length - both],
  }
}

/** What they met, in persons; of those on one side alone. */
export function contrastGroups(known: Known, { project, sides }: CompareQuery): FeatureContrast {
  const [one, other] = groupsOf(known, project, [], sides)
  const groups: Groups = [one!, other!]
  const others = [partners(groups[0], groups[1]), partners(groups[1], groups[0])] as const
  const [first, second] = others.map(places => places.reduce((sum, place) => sum + (place === -1 ? 1 : 0), 0))
  return { first: first!, second: second!, features: known.features(project, encounters(groups, others)) }
}

/** NaN for a person none of whose sessions carries the number. */
function meansOf({ totals }: Group, place: number): Float64Array {
  const { sum, count } = totals[place]!
  const means = new Float64Array(sum.length)
  for (let i = 0; i < means.length; i++) means[i] = count[i] === 0 ? Number.NaN : sum[i]! / count[i]!
  return means
}

interface Values {
  /** Of those who are not on the other side, and of those who are; each in order. */
  own: Float64Array<ArrayBuffer>
  both: Float64Array<ArrayBuffer>
}

function valuesOf(values: Float64Array, others: Int32Array): Values {
  const own = new Float64Array(values.length)
  const both = new Float64Array(values.length)
  let [owned, shared] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    if (others[i] === -1) own[owned++] = value
    else both[shared++] = value
  }
  return { own: inOrder(own.subarray(0, owned)), both: inOrder(both.subarray(0, shared)) }
}

function sideOf({ own, both }: Values): SideMeasure {
  const all = both.length === 0 ? own : merged(own, both)
  return { median: all.length === 0 ? null : at(all, 0.5), all: momentsOf(all), own: momentsOf(own) }
}

/** Two lists in order as one. */
function merged(one: Float64Array, other: Float64Array): Float64Array {
  const all = new Float64Array(one.length + other.length)
  let [i, j] = [0, 0]
  for (let n = 0; n < all.length; n++) {
    all[n] = j >= other.length || (i < one.length && one[i]! <= other[j]!) ? one[i++]! : other[j++]!
  }
  return all
}

/** Differences within those on both sides, in order: so that whose comes first says nothing about their sum. */
function pairsOf([first, second]: readonly [Float64Array, Float64Array], others: Int32Array): Float64Array {
  const pairs = new Float64Array(first.length)
  let count = 0
  for (let i = 0; i < first.length; i++) {
    const partner = others[i]!
    const difference = partner === -1 ? Number.NaN : first[i]! - second[partner]!
    if (!Number.isNaN(difference)) pairs[count++] = difference
  }
  return inOrder(pairs.subarray(0, count))
}

function sharesOf(
  field: SessionField,
  groups: Groups,
  others: readonly [Int32Array, Int32Array],
): CompareTally['shares'][number] {
  const place = NUMBERS.indexOf(field)
  const part = (side: 0 | 1): SharePart => {
    const found = { persons: 0, own: 0 }
    const sums = groups[side].totals[place]!.sum
    for (let i = 0; i < sums.length; i++) {
      if (!(sums[i]! > 0)) continue
      found.persons += 1
      if (others[side][i] === -1) found.own += 1
    }
    return found
  }
  let gained = 0
  let lost = 0
  const [sums, theirs] = [groups[0].totals[place]!.sum, groups[1].totals[place]!.sum]
  for (let i = 0; i < sums.length; i++) {
    const partner = others[0][i]!
    if (partner === -1) continue
    const [first, second] = [sums[i]! > 0, theirs[partner]! > 0]
    if (first && !second) gained += 1
    if (second && !first) lost += 1
  }
  return { field, sides: [part(0), part(1)], gained, lost }
}

/** Sessions of those on one side alone; each person counts once. */
function encounters(groups: Groups, others: readonly [Int32Array, Int32Array]): Encounters {
  const most = groups[0].session.length + groups[1].session.length
  const session = new Int32Array(most)
  const unit = new Int32Array(most)
  const side = new Uint8Array(most)
  let length = 0
  for (const which of [0, 1] as const) {
    const group = groups[which]
    const first = which === 0 ? 0 : groups[0].person.length
    for (let i = 0; i < group.person.length; i++) {
      if (others[which][i] !== -1) continue
      for (let n = group.starts[i]!; n < group.starts[i + 1]!; n++) {
        session[length] = group.session[n]!
        unit[length] = first + i
        side[length] = which
        length += 1
      }
    }
  }
  return {
    length,
    session: session.subarray(0, length),
    until: null,
    unit: unit.subarray(0, length),
    side: side.subarray(0, length),
  }
}
