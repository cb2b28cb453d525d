/** The newest clicks on an element or around a place, from the views of the page in arrays. */
import { clicksOf } from '../../heat/clicks.ts'
import type { HeatClicksQuery } from '../../heatmap-port.ts'
import { best } from './best.ts'
import { CLICKS, WIDTH } from './heat-arrays.ts'
import type { Sides } from './heat-sides.ts'
import type { ViewSlice } from './heat-views.ts'

/** A moment, by keys. */
export interface Press {
  session: number
  tab: number
  at: number
  ms?: number
}

/** `total`: of all; `rows`, newest first: those within the limit, and all that tie with the last of them. */
export interface Presses {
  total: number
  rows: Press[]
}

/** `element`: its key, null when a place is asked. */
export function lanePresses(
  slices: ViewSlice[],
  query: HeatClicksQuery,
  element: number | null,
  { among, owner, side }: Sides,
): Presses {
  const [narrow, wide] = query.widths
  const newest = best<Press>(query.limit, (a, b) => b.at - a.at)
  let total = 0
  for (const { session, tab, at, starts, body } of slices) {
    for (let view = 0; view < session.length; view++) {
      const [begin, end] = [starts[view]! + CLICKS, starts[view + 1]!]
      const key = session[view]!
      if (begin === end) continue
      if (among !== null && among[owner === null ? key : owner[key]!] === 0) continue
      const width = body[starts[view]! + WIDTH]!
      if (width < narrow || width > wide || side(key) !== query.side) continue
      const own = { at: at[view]!, numbers: body, begin, end }
      for (const time of clicksOf(own, query, element)) {
        total += 1
        newest.add({ session: key, tab: tab[view]!, at: time })
      }
    }
  }
  return { total, rows: newest.all() }
}
