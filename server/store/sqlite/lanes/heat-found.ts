/** Which clicks of a page are part of what the rules in force found: worked out once for each slice that stays as it is. */
import type { Database } from 'better-sqlite3'
import { isFoundKind, markFound } from '../../heat/found.ts'
import { CLICK_NUMBERS } from '../../heat/view.ts'
import { kindOf } from '../write/verdict.ts'
import type { FindingLane } from './finding-lane.ts'
import { NUMBERS, type ViewSlice } from './heat-views.ts'
import type { Moment } from './moment.ts'

/** By number of a click of the slice, bits of what it is a part of; null: nothing was found. */
export type FoundBits = (views: ViewSlice) => Uint8Array | null

/** Of the views of one page, as of the running transaction. */
export function foundClicks(facts: Database): (moment: Moment, project: number, page: string) => FoundBits {
  const spotsOf = facts
    .prepare<[number, string], number>('SELECT key FROM spot WHERE project = ? AND page = ?')
    .pluck()
  const known = new WeakMap<ViewSlice, { lane: FindingLane; bits: Uint8Array | null }>()
  return (moment, project, page) => {
    const spots = new Set(spotsOf.all(project, page))
    if (spots.size === 0) return () => null
    const lanes = moment.findings()
    return views => {
      const lane = lanes[views.slice]
      if (!lane) return null
      const kept = known.get(views)
      // A new spot of the page is one of a new finding.
      if (kept?.lane === lane) return kept.bits
      const bits = bitsOf(views, lane, spots)
      known.set(views, { lane, bits })
      return bits
    }
  }
}

function bitsOf(views: ViewSlice, lane: FindingLane, spots: ReadonlySet<number>): Uint8Array | null {
  const { first, session, kind: kinds, spot, at, starts, more } = lane
  let bits: Uint8Array | null = null
  for (let i = 0; i < session.length; i++) {
    if (!spots.has(spot[i]!)) continue
    const kind = kindOf(kinds[i]!)
    if (!isFoundKind(kind)) continue
    const key = first + session[i]!
    for (let view = firstOf(views.session, key); views.session[view] === key; view++) {
      const [begin, end] = [views.told[view * NUMBERS + 2]!, views.told[view * NUMBERS + 3]!]
      if (begin === end) continue
      bits ??= new Uint8Array(views.clicks.length / CLICK_NUMBERS)
      const clicked = { at: views.at[view]!, numbers: views.clicks, begin, end }
      markFound(bits, kind, at[i]!, clicked)
      for (let n = starts[i]!; n < starts[i + 1]!; n++) markFound(bits, kind, at[i]! + more[n]!, clicked)
    }
  }
  return bits
}

/** Where the views of the session begin, or those of one after it. */
function firstOf(sessions: Int32Array, key: number): number {
  let [low, high] = [0, sessions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sessions[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}
