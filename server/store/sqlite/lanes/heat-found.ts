/** Marks clicks of a page that are part of what the rules in force found, once for each slice that stays as it is. */
import type { Database } from 'better-sqlite3'
import { isFoundKind, mark, unmark } from '../../heat/found.ts'
import { kindOf } from '../write/verdict.ts'
import type { Answering } from './answering.ts'
import type { FindingLane } from './finding-lane.ts'
import { CLICKS } from './heat-arrays.ts'
import type { ViewSlice } from './heat-views.ts'

/** Views of one page, marked; as of the running transaction. */
export type FoundViews = (project: number, page: string, pattern: number) => ViewSlice[]

export function foundViews(facts: Database, segments: Answering): FoundViews {
  const spotsOf = facts
    .prepare<[number, string], number>('SELECT key FROM spot WHERE project = ? AND page = ?')
    .pluck()
  const known = new WeakMap<ViewSlice, FindingLane>()
  return (project, page, pattern) => {
    const slices = segments.views(pattern)
    const lanes = segments.moment().findings()
    const spots = new Set(spotsOf.all(project, page))
    for (const views of slices) {
      const lane = lanes[views.slice]
      // A spot that is new on the page is one of a new finding.
      if (!lane || known.get(views) === lane) continue
      if (known.has(views)) unmarkAll(views)
      if (spots.size > 0) markAll(views, lane, spots)
      known.set(views, lane)
    }
    return slices
  }
}

function unmarkAll({ session, starts, body }: ViewSlice): void {
  for (let view = 0; view < session.length; view++) {
    unmark({ numbers: body, begin: starts[view]! + CLICKS, end: starts[view + 1]! })
  }
}

function markAll(
  { session: sessions, at: began, starts: begins, body }: ViewSlice,
  lane: FindingLane,
  spots: ReadonlySet<number>,
): void {
  const { first, session, kind: kinds, spot, at, starts, more } = lane
  for (let i = 0; i < session.length; i++) {
    if (!spots.has(spot[i]!)) continue
    const kind = kindOf(kinds[i]!)
    if (!isFoundKind(kind)) continue
    const key = first + session[i]!
    for (let view = firstOf(sessions, key); sessions[view] === key; view++) {
      const clicked = {
        at: began[view]!,
        numbers: body,
        begin: begins[view]! + CLICKS,
        end: begins[view + 1]!,
      }
      mark(clicked, kind, at[i]!)
      for (let n = starts[i]!; n < starts[i + 1]!; n++) mark(clicked, kind, at[i]! + more[n]!)
    }
  }
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
