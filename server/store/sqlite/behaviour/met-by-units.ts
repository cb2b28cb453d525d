/** How many units of each side met each thing: unit after unit, so that who counted last tells whether it is counted. */
import type { Encounters } from '../../../behaviour/deeds.ts'
import type { MetLane } from '../lanes/met-lane.ts'
import { SLICED } from '../lanes/slices.ts'

/** Encounters of a unit beside each other. */
export interface ByUnit {
  length: number
  session: Int32Array
  until: Float64Array | null
  unit: Int32Array
  side: Uint8Array
}

export interface Counted {
  key: number
  first: number
  second: number
}

export function byUnit({ length, session, until, unit, side }: Encounters): ByUnit {
  let [units, ordered] = [0, true]
  for (let i = 0; i < length; i++) {
    if (unit[i]! >= units) units = unit[i]! + 1
    ordered &&= i === 0 || unit[i]! >= unit[i - 1]!
  }
  const place = new Int32Array(length)
  const next = new Int32Array(units + 1)
  if (!ordered) {
    for (let i = 0; i < length; i++) next[unit[i]! + 1]! += 1
    for (let i = 1; i <= units; i++) next[i]! += next[i - 1]!
  }
  for (let i = 0; i < length; i++) {
    place[i] = i
    if (ordered) continue
    place[i] = next[unit[i]!]!
    next[unit[i]!]! += 1
  }
  const all: ByUnit = {
    length,
    session: new Int32Array(length),
    until: until && new Float64Array(length),
    unit: new Int32Array(length),
    side: new Uint8Array(length),
  }
  for (let i = 0; i < length; i++) {
    const to = place[i]!
    all.session[to] = session[i]!
    all.unit[to] = unit[i]!
    all.side[to] = side[i]!
    if (all.until) all.until[to] = until![i]!
  }
  return all
}

/** Counts of one sort of thing, none higher than `most`. */
function tally(most: number) {
  /** By thing, the last unit that met it, from 1. */
  const last = new Int32Array(most + 1)
  const counts = [new Uint32Array(most + 1), new Uint32Array(most + 1)] as const
  return {
    /** Things of a lane at [from, to) that were met until a time. */
    add: (
      { thing, at, base }: MetLane,
      from: number,
      to: number,
      unit: number,
      side: number,
      until: number,
    ) => {
      const own = side === 0 ? counts[0] : counts[1]
      const latest = until - base
      if (latest === Number.POSITIVE_INFINITY) {
        // The times are not even looked at: they are what most of the memory holds.
        for (let i = from; i < to; i++) {
          const what = thing[i]!
          if (last[what] === unit + 1) continue
          last[what] = unit + 1
          own[what]! += 1
        }
        return
      }
      for (let i = from; i < to; i++) {
        const what = thing[i]!
        if (last[what] === unit + 1 || at[i]! > latest) continue
        last[what] = unit + 1
        own[what]! += 1
      }
    },
    one: (what: number, unit: number, side: number) => {
      if (last[what] === unit + 1) return
      last[what] = unit + 1
      counts[side === 0 ? 0 : 1][what]! += 1
    },
    counted: (): Counted[] => {
      const found: Counted[] = []
      for (let key = 0; key <= most; key++) {
        const [first, second] = [counts[0][key]!, counts[1][key]!]
        if (first + second > 0) found.push({ key, first, second })
      }
      return found
    },
  }
}

const SLICE_BITS = SLICED.session.bits
const IN_SLICE = 2 ** SLICE_BITS - 1

/** `lanes`: by slice of sessions, of all that are asked for. */
export function countMet(all: ByUnit, lanes: ReadonlyMap<number, MetLane>): Counted[] {
  const bySlice: (MetLane | undefined)[] = []
  let most = 0
  for (const [slice, lane] of lanes) {
    bySlice[slice] = lane
    most = Math.max(most, lane.most)
  }
  const { add, counted } = tally(most)
  const { length, session, until, unit, side } = all
  for (let i = 0; i < length; i++) {
    const lane = bySlice[session[i]! >> SLICE_BITS]!
    const place = session[i]! & IN_SLICE
    const [from, to] = [lane.starts[place]!, lane.starts[place + 1]!]
    if (from < to)
      add(lane, from, to, unit[i]!, side[i]!, until === null ? Number.POSITIVE_INFINITY : until[i]!)
  }
  return counted()
}

/** By place in `all`, something known of a session from its beginning; 0: nothing is. */
export function countCodes({ length, unit, side }: ByUnit, codes: Int32Array, most: number): Counted[] {
  const { one, counted } = tally(most)
  for (let i = 0; i < length; i++) if (codes[i] !== 0) one(codes[i]!, unit[i]!, side[i]!)
  return counted()
}
