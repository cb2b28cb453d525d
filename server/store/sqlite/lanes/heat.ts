/** Who was on a page and what they clicked there, from arrays: the visits that a heatmap is folded of. */
import type { Database } from 'better-sqlite3'
import type { HeatFold } from '../../heat/fold.ts'
import type { HeatmapQuery } from '../../heatmap-port.ts'
import { CLICKS, SEEN, WIDTH } from './heat-arrays.ts'
import type { Sides } from './heat-sides.ts'
import type { ViewSlice } from './heat-views.ts'

/** What is told beside the views. */
export interface Told {
  sides: Sides
  /** By key of a session, see HeatVisit; null: no goal is asked for. */
  goals: Float64Array | null
}

/** Adds each visit to `fold`. */
export function laneVisits(facts: Database) {
  const tabId = facts.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()
  const inOrder =
    ({ at, tab, nth }: ViewSlice) =>
    (a: number, b: number) => {
      if (at[a] !== at[b]) return at[a]! - at[b]!
      if (tab[a] === tab[b]) return nth[a]! - nth[b]!
      return (tabId.get(tab[a]!) ?? '') < (tabId.get(tab[b]!) ?? '') ? -1 : 1
    }

  return (slices: ViewSlice[], query: HeatmapQuery, project: number, fold: HeatFold, told: Told): void => {
    for (const slice of slices) addVisits(slice, query, project, fold, told)
  }

  function addVisits(
    slice: ViewSlice,
    { kind, widths: [narrow, wide] }: HeatmapQuery,
    project: number,
    fold: HeatFold,
    { sides: { among, owner, first: listed, side }, goals }: Told,
  ): void {
    const { session, at, starts, body } = slice
    const { length } = session
    const looks = kind === 'attention' ? slice.inView() : null
    const moves = kind === 'moves' ? slice.moves() : null
    // Used again for each session: an array that is emptied loses its room.
    const views: number[] = []
    for (let i = 0; i < length; ) {
      const key = session[i]!
      const first = i
      i += 1
      if (among !== null && among[owner === null ? key : owner[key]!] === 0) continue
      while (i < length && session[i] === key) i += 1
      const which = listed === null ? side(key) : listed[key] === project ? 0 : null
      if (which === null) continue
      let count = 0
      let reach = 0
      let isSorted = true
      for (let view = first; view < i; view++) {
        const start = starts[view]!
        const width = body[start + WIDTH]!
        if (width < narrow || width > wide) continue
        const seen = body[start + SEEN]!
        if (seen > reach) reach = seen
        if (count > 0 && at[view]! <= at[views[count - 1]!]!) isSorted = false
        views[count] = view
        count += 1
      }
      if (count === 0) continue
      // As they mostly are.
      const ordered = isSorted ? views : views.slice(0, count).sort(inOrder(slice))
      const goal = goals === null ? Number.NEGATIVE_INFINITY : goals[key]!
      fold.begin(which, reach, goal)
      const isTimed = goal !== Number.NEGATIVE_INFINITY
      for (let n = 0; n < count; n++) {
        const view = ordered[n]!
        const start = starts[view]!
        const width = body[start + WIDTH]!
        // Else nothing depends on when it began, and that lies elsewhere in memory.
        fold.view(isTimed ? at[view]! : 0, width, body, start + CLICKS, starts[view + 1]!)
        if (looks) fold.looked(looks.numbers, looks.starts[view]!, looks.starts[view + 1]!)
        if (moves)
          fold.moved(width, moves.numbers, moves.starts[view]!, moves.starts[view + 1]!, moves.isPacked)
      }
    }
  }
}
