/** Who was on a page and what they clicked there, from arrays: the visits that a heatmap is folded of. */
import type { Database } from 'better-sqlite3'
import type { HeatFold } from '../../heat/fold.ts'
import type { HeatmapQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'
import type { FoundBits } from './heat-found.ts'
import type { Sides } from './heat-sides.ts'
import { NUMBERS, type ViewSlice } from './heat-views.ts'

/** What is told beside the views. */
export interface Told {
  sides: Sides
  found: FoundBits
  /** By key of a session, see HeatVisit; null: no goal is asked for. */
  goals: Float64Array | null
}

/** Adds each visit to `fold`. */
export function laneVisits(facts: Database, segments: Answering) {
  const tabId = facts.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()
  const inOrder =
    ({ at, tab, nth }: ViewSlice) =>
    (a: number, b: number) => {
      if (at[a] !== at[b]) return at[a]! - at[b]!
      if (tab[a] === tab[b]) return nth[a]! - nth[b]!
      return (tabId.get(tab[a]!) ?? '') < (tabId.get(tab[b]!) ?? '') ? -1 : 1
    }

  return (query: HeatmapQuery, project: number, pattern: number, fold: HeatFold, told: Told): void => {
    for (const slice of segments.views(pattern)) addVisits(slice, query, project, fold, told)
  }

  function addVisits(
    slice: ViewSlice,
    { kind, widths: [narrow, wide] }: HeatmapQuery,
    project: number,
    fold: HeatFold,
    { sides: { among, owner, first: listed, side }, found, goals }: Told,
  ): void {
    const bits = found(slice)
    const { session, at, told: numbers, clicks } = slice
    const { length } = session
    const looks = kind === 'attention' ? slice.inView() : kind === 'moves' ? slice.moves() : null
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
        const width = numbers[view * NUMBERS]!
        if (width < narrow || width > wide) continue
        const seen = numbers[view * NUMBERS + 1]!
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
        const place = view * NUMBERS
        // Else nothing depends on it, and it lies elsewhere in memory.
        const began = isTimed ? at[view]! : 0
        fold.view(began, numbers[place]!, clicks, numbers[place + 2]!, numbers[place + 3]!, bits)
        if (looks) fold.look(numbers[place]!, looks.numbers, looks.starts[view]!, looks.starts[view + 1]!)
      }
    }
  }
}
