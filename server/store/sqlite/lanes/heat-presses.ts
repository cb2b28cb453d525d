/** The newest clicks on an element or around a place, from the views of the page in arrays. */
import { clicksOf } from '../../heat/clicks.ts'
import type { HeatClicksQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'
import { best } from './best.ts'
import type { FoundBits } from './heat-found.ts'
import type { Sides } from './heat-sides.ts'
import { NUMBERS } from './heat-views.ts'

/** A click, by keys. */
export interface Press {
  session: number
  tab: number
  at: number
}

export interface PressesAsked {
  pattern: number
  /** Null when a place is asked. */
  element: number | null
  sides: Sides
  found: FoundBits
}

/** Newest first: those within the limit, and all that tie with the last of them. */
export function lanePresses(
  query: HeatClicksQuery,
  { pattern, element, sides: { among, owner, side }, found }: PressesAsked,
  segments: Answering,
): Press[] {
  const [narrow, wide] = query.widths
  const newest = best<Press>(query.limit, (a, b) => b.at - a.at)
  for (const slice of segments.views(pattern)) {
    const { session, tab, at, told, clicks } = slice
    const bits = found(slice)
    for (let view = 0; view < session.length; view++) {
      const [begin, end] = [told[view * NUMBERS + 2]!, told[view * NUMBERS + 3]!]
      const width = told[view * NUMBERS]!
      const key = session[view]!
      if (begin === end || width < narrow || width > wide) continue
      if (among !== null && among[owner === null ? key : owner[key]!] === 0) continue
      if (side(key) !== 0) continue
      const own = { at: at[view]!, numbers: clicks, begin, end }
      for (const time of clicksOf(own, bits, query, element)) {
        newest.add({ session: key, tab: tab[view]!, at: time })
      }
    }
  }
  return newest.all()
}
