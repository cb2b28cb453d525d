/** The sessions that a number of a heatmap counts, from the views of the page in arrays. */
import { bandAt, CountedVisit, ElementHeight, needsHeight, placeOf } from '../../heat/counted.ts'
import type { HeatSessionsQuery } from '../../heatmap-port.ts'
import { best } from './best.ts'
import { CLICKS, SEEN } from './heat-arrays.ts'
import type { Press, Presses } from './heat-presses.ts'
import type { ViewSlice } from './heat-views.ts'
import type { pageWalk, Walk } from './heat-walk.ts'

type Asked = Walk & Pick<HeatSessionsQuery, 'number' | 'side' | 'limit'>

/** `element`: key of the number's element, -1 none. `goals`: as a heatmap is folded with. */
export function laneCounted(
  walk: ReturnType<typeof pageWalk>,
  slices: readonly ViewSlice[],
  { number, side, limit, ...asked }: Asked,
  element: number,
  goals: Float64Array | null,
): Presses {
  const y = placeOf(number, heightOf(walk, slices, asked, number, element))
  const newest = best<Press>(limit, (a, b) => b.at - a.at)
  let total = 0
  if (y === null) return { total, rows: [] }
  const visit = new CountedVisit(number, element, y)
  for (const slice of slices) {
    const { tab, at, starts, body } = slice
    const looks = number.of === 'inView' ? { ...slice.inView(), band: bandAt(number.from) } : null
    walk(slice, asked, (session, its, views, count) => {
      if (its !== side) return
      visit.begin()
      for (let n = 0; n < count; n++) {
        const view = views[n]!
        const start = starts[view]!
        visit.view(view, at[view]!, body[start + SEEN]!, body, start + CLICKS, starts[view + 1]!)
        if (!looks) continue
        const place = looks.starts[view]! + looks.band
        visit.looked(view, at[view]!, place < looks.starts[view + 1]! ? looks.numbers[place]! : 0)
      }
      const counted = visit.counted(goals === null ? Number.NEGATIVE_INFINITY : goals[session]!)
      if (!counted) return
      total += 1
      const ms = looks ? { ms: Math.round(visit.ms) } : {}
      newest.add({ session, tab: tab[counted.place]!, at: counted.at, ...ms })
    })
  }
  return { total, rows: newest.all() }
}

function heightOf(
  walk: ReturnType<typeof pageWalk>,
  slices: readonly ViewSlice[],
  asked: Walk,
  number: HeatSessionsQuery['number'],
  element: number,
): ElementHeight {
  const height = new ElementHeight(element)
  if (!needsHeight(number)) return height
  for (const slice of slices) {
    const { starts, body } = slice
    walk(slice, asked, (_session, _side, views, count) => {
      for (let n = 0; n < count; n++) height.add(body, starts[views[n]!]! + CLICKS, starts[views[n]! + 1]!)
    })
  }
  return height
}
