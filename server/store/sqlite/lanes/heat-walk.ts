/** Goes through the sessions that were on a page, from its views in arrays. */
import type { Database } from 'better-sqlite3'
import { SEEN, WIDTH } from './heat-arrays.ts'
import type { Sides } from './heat-sides.ts'
import type { ViewSlice } from './heat-views.ts'

/**
 * Told of each session on a side. The first `count` of `views` are the places of its views in the slice, in order of time;
 * the array is used again. `reach`: deepest point seen in them, px.
 */
export type TellVisit = (
  session: number,
  side: 0 | 1,
  views: readonly number[],
  count: number,
  reach: number,
) => void

export interface Walk {
  project: number
  /** Window widths, px, both included. */
  widths: readonly [number, number]
  sides: Sides
}

export function pageWalk(facts: Database) {
  const tabId = facts.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()
  const inOrder =
    ({ at, tab, nth }: ViewSlice) =>
    (a: number, b: number) => {
      if (at[a] !== at[b]) return at[a]! - at[b]!
      if (tab[a] === tab[b]) return nth[a]! - nth[b]!
      return (tabId.get(tab[a]!) ?? '') < (tabId.get(tab[b]!) ?? '') ? -1 : 1
    }

  return (slice: ViewSlice, { project, widths: [narrow, wide], sides }: Walk, tell: TellVisit): void => {
    const { among, owner, first: listed, side } = sides
    const { session, at, starts, body } = slice
    const { length } = session
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
      tell(key, which, isSorted ? views : views.slice(0, count).sort(inOrder(slice)), count, reach)
    }
  }
}
