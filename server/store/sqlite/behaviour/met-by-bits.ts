/**
 * How many units of each side met each of a few things: lane after lane as they lie, with a bit for each unit and thing,
 * as the rows of a lane are of sessions beside each other and those of a unit are not.
 */
import type { MetLane } from '../lanes/met-lane.ts'
import type { ByUnit, Counted } from './met-by-units.ts'

export interface Rows {
  lane: MetLane
  /** Keys of sessions by row; 0: none that counts. */
  session(row: number): number
}

/** Who asks for a session. */
export interface Asking {
  all: ByUnit
  /** By session, place + 1 in `all` of the last that asks for it; each leads to the one before. */
  heads: Int32Array
  before: Int32Array
  units: number
}

/** `sessions`: more than the highest key. */
export function askingFor(all: ByUnit, sessions: number): Asking {
  const heads = new Int32Array(sessions)
  const before = new Int32Array(all.length)
  for (let i = 0; i < all.length; i++) {
    before[i] = heads[all.session[i]!]!
    heads[all.session[i]!] = i + 1
  }
  return { all, heads, before, units: (all.unit[all.length - 1] ?? -1) + 1 }
}

/** Words of 32 bits at a time. */
const MOST_WORDS = 2 ** 23

/** `keys`: of the things that are told. */
export function countByBits(asking: Asking, rows: readonly Rows[], keys: readonly number[]): Counted[] {
  const width = Math.max(1, Math.floor(MOST_WORDS / Math.max(1, asking.units)))
  const found: Counted[] = []
  for (let from = 0; from < keys.length; from += 32 * width) {
    found.push(...countSome(asking, rows, keys.slice(from, from + 32 * width)))
  }
  return found
}

function countSome(
  { all, heads, before, units }: Asking,
  rows: readonly Rows[],
  keys: readonly number[],
): Counted[] {
  const { until, unit, side } = all
  const words = Math.ceil(keys.length / 32)
  const bits = new Int32Array(units * words)
  /** By key, its place in `keys`; -1: it is not told. */
  const placeOf = new Int32Array(rows.reduce((most, { lane }) => Math.max(most, lane.most), 0) + 1).fill(-1)
  for (const [place, key] of keys.entries()) if (key < placeOf.length) placeOf[key] = place
  const counts = [new Uint32Array(keys.length), new Uint32Array(keys.length)] as const
  for (const { lane, session } of rows) {
    const { starts, thing, at, base } = lane
    for (let row = 0; row + 1 < starts.length; row++) {
      const [from, to] = [starts[row]!, starts[row + 1]!]
      if (from === to) continue
      for (let who = heads[session(row)]!; who > 0; who = before[who - 1]!) {
        const own = side[who - 1] === 0 ? counts[0] : counts[1]
        const first = unit[who - 1]! * words
        const latest = until === null ? Number.POSITIVE_INFINITY : until[who - 1]! - base
        for (let i = from; i < to; i++) {
          const place = placeOf[thing[i]!]!
          if (place === -1) continue
          const word = first + (place >> 5)
          const bit = 1 << (place & 31)
          if ((bits[word]! & bit) !== 0 || (until !== null && at[i]! > latest)) continue
          bits[word]! |= bit
          own[place]! += 1
        }
      }
    }
  }
  return keys.map((key, i) => ({ key, first: counts[0][i]!, second: counts[1][i]! }))
}
