/** When each person did something, in order: what days, weeks and pauses are told from. */
import { dayOf, weekOf } from '../../../segment/calendar.ts'
import type { Acted } from './acted.ts'
import type { Lane } from './lane.ts'
import type { Span } from './moment.ts'

/** Those of a person stand at [starts[person], starts[person + 1]), in order. */
export interface Times {
  starts: Uint32Array
  at: Float64Array
}

/** Nobody's are left out. */
export function timesOf({ lanes, owners }: Acted, persons: number, span: Span): Times {
  const starts = new Uint32Array(persons + 2)
  for (const lane of lanes) countTimes(lane, owners, span, starts)
  starts[2] = 0
  for (let i = 3; i < starts.length; i++) starts[i]! += starts[i - 1]!
  const all = new Float64Array(starts[persons + 1]!)
  // Slice by slice, so that they are in order but for a few hours.
  for (const lane of lanes.toSorted((a, b) => a.slice - b.slice)) layTimes(lane, owners, span, starts, all)
  for (let person = 1; person < persons; person++) sortPart(all, starts[person]!, starts[person + 1]!)
  return { starts, at: all }
}

// Functions of their own: a loop in a loop is compiled anew each time, and not as well.

function countTimes(
  { count, base, at, ident }: Lane,
  owners: Int32Array,
  span: Span,
  starts: Uint32Array,
): void {
  const [from, to] = [span.from - base, span.to - base]
  for (let i = 0; i < count; i++) {
    const time = at[i]!
    if (time >= from && time <= to) starts[owners[ident[i]!]! + 2]! += 1
  }
}

function layTimes(
  { count, base, at, ident }: Lane,
  owners: Int32Array,
  span: Span,
  starts: Uint32Array,
  all: Float64Array,
): void {
  const [from, to] = [span.from - base, span.to - base]
  for (let i = 0; i < count; i++) {
    const time = at[i]!
    if (time < from || time > to) continue
    const person = owners[ident[i]!]!
    if (person === 0) continue
    // starts[person + 1] is where the person's next one goes, and in the end where the next person's begin.
    const place = starts[person + 1]!
    all[place] = time + base
    starts[person + 1] = place + 1
  }
}

/** `begin`: where those of its person begin. */
export type Keep = (at: Float64Array, i: number, begin: number) => boolean

export function thoseOf({ starts, at }: Times, keep: Keep): Times {
  const kept = new Float64Array(at.length)
  const begins = new Uint32Array(starts.length)
  let count = 0
  for (let person = 0; person + 2 < starts.length; person++) {
    begins[person] = count
    const begin = starts[person]!
    for (let i = begin; i < starts[person + 1]!; i++) if (keep(at, i, begin)) kept[count++] = at[i]!
  }
  begins.fill(count, starts.length - 2)
  return { starts: begins, at: kept.slice(0, count) }
}

/** Those of a person are mostly in order already. */
function sortPart(at: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    if (at[i]! >= at[i - 1]!) continue
    at.subarray(from, to).sort()
    return
  }
}

/** Zones change their offset, and days begin, at quarters of an hour; where one does not, each time is asked. */
const QUARTER_MS = 900_000
const WEEK_MS = 7 * 96 * QUARTER_MS

/** The number of the calendar day or week of a time. */
export function unitFinder(unit: 'day' | 'week', zone: string): (at: number) => number {
  const unitOf = unit === 'day' ? dayOf : weekOf
  const known = new Map<number, number>()
  return at => {
    const quarter = Math.floor(at / QUARTER_MS)
    const found = known.get(quarter)
    if (found !== undefined) return Number.isNaN(found) ? unitOf(at, zone) : found
    const first = unitOf(quarter * QUARTER_MS, zone)
    const whole = first === unitOf((quarter + 1) * QUARTER_MS - 1, zone)
    known.set(quarter, whole ? first : Number.NaN)
    return unitOf(at, zone)
  }
}

/** A number has 32 bits; the highest is of the day before the first, which comes again where clocks are put back. */
const MOST_UNITS = 31

/**
 * How many different units each person's moments lie in, without putting them in order; null: the span has too many.
 * `least`: units before it do not count.
 */
export function unitsInSpan(
  { lanes, owners }: Acted,
  persons: number,
  span: Span,
  unitOf: (at: number) => number,
  least = Number.NEGATIVE_INFINITY,
): Uint32Array | null {
  if (span.to < span.from) return new Uint32Array(persons)
  if (!(span.to - span.from < MOST_UNITS * WEEK_MS)) return null
  const first = unitOf(span.from)
  if (unitOf(span.to) - first >= MOST_UNITS) return null
  const begin = Math.floor(span.from / QUARTER_MS)
  // Negative where a unit begins within the quarter.
  const units = new Int8Array(Math.floor(span.to / QUARTER_MS) - begin + 1)
  for (let i = 0; i < units.length; i++) {
    const from = (begin + i) * QUARTER_MS
    const unit = unitOf(from)
    units[i] = unit === unitOf(from + QUARTER_MS - 1) && unit >= first ? unit - first : -1
  }
  const met = new Uint32Array(persons)
  for (const { count, base, at, ident } of lanes) {
    const [from, to] = [span.from - base, span.to - base]
    for (let i = 0; i < count; i++) {
      if (at[i]! < from || at[i]! > to) continue
      const time = at[i]! + base
      let unit = units[Math.floor(time / QUARTER_MS) - begin]! + first
      if (unit < first) unit = unitOf(time)
      if (unit >= least) met[owners[ident[i]!]!]! |= 1 << (unit - first)
    }
  }
  for (let person = 0; person < persons; person++) met[person] = bitsOf(met[person]!)
  return met
}

function bitsOf(number: number): number {
  let count = 0
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** How many different units each person's times lie in, those after `beyond`. */
export function unitsByPerson(
  { starts, at }: Times,
  unitOf: (at: number) => number,
  beyond: number,
): Uint32Array {
  const persons = starts.length - 2
  const counts = new Uint32Array(persons)
  for (let person = 0; person < persons; person++) {
    const [from, to] = [starts[person]!, starts[person + 1]!]
    let last = beyond
    for (let i = from; i < to; i++) {
      const unit = unitOf(at[i]!)
      if (unit > last) counts[person]! += 1
      else if (unit < last && unit > beyond) {
        // Where clocks are put back over midnight, a day comes twice.
        counts[person] = new Set([...at.subarray(from, to)].map(unitOf).filter(one => one > beyond)).size
        break
      }
      if (unit > last) last = unit
    }
  }
  return counts
}

/**
 * 1 for who did it again after more than `quietMs` without. `before`: by key of a person, when it did it last before these
 * times; negatively infinite: never.
 */
export function resumedAfter({ starts, at }: Times, before: Float64Array, quietMs: number): Uint8Array {
  const persons = starts.length - 2
  const members = new Uint8Array(persons)
  for (let person = 0; person < persons; person++) {
    let last = before[person]!
    for (let i = starts[person]!; i < starts[person + 1]!; i++) {
      if (last !== Number.NEGATIVE_INFINITY && at[i]! - last > quietMs) members[person] = 1
      last = at[i]!
    }
  }
  return members
}
