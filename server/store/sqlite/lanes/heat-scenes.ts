/** Which views of a page may be the typical ones, told from the views of all pages and a field of their sessions. */
import { compareScenes, typicalWidth } from '../../heat/scenes.ts'
import type { HeatQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'
import { best } from './best.ts'
import { sidesOf } from './heat-sides.ts'

export interface Scenes {
  /** The typical width of all views that count. */
  width: number
  /** Sessions of the first views, and of those that tie with the last. */
  sessions: number[]
}

/** Null: only SQL can tell. */
export function laneScenes(
  query: HeatQuery & { limit: number },
  { project, pattern }: { project: number; pattern: number },
  segments: Answering,
): Scenes | null {
  const sides = sidesOf(query, project, segments)
  if (!sides) return null
  const [narrow, wide] = query.widths
  const lanes = segments.viewLanes().flatMap(lane => {
    const nth = lane.patterns.indexOf(pattern)
    return nth === -1 ? [] : [{ ...lane, from: lane.begins[nth]!, to: lane.begins[nth + 1]! }]
  })
  const most = lanes.reduce((sum, { from, to }) => sum + to - from, 0)
  const found = {
    session: new Int32Array(most),
    width: new Float64Array(most),
    clicks: new Int32Array(most),
    at: new Float64Array(most),
  }
  let count = 0
  for (const { from, to, first, base, session, width, starts, at } of lanes) {
    for (let i = from; i < to; i++) {
      const its = first + session[i]!
      if (width[i]! < narrow || width[i]! > wide) continue
      if (sides.among !== null && sides.among[sides.owner === null ? its : sides.owner[its]!] === 0) continue
      if (sides.side(its) !== 0) continue
      found.session[count] = its
      found.width[count] = width[i]!
      found.clicks[count] = starts[i + 1]! - starts[i]!
      found.at[count] = base + at[i]!
      count += 1
    }
  }
  const keys = found.session.subarray(0, count)
  const fidelity = segments.moment().numbersOf(['fidelity'], keys)[0]!
  const width = typicalWidth(found.width.slice(0, count))
  const compare = compareScenes(width)
  const first = best<{ session: number; fidelity: number; width: number; clicks: number; at: number }>(
    query.limit,
    compare,
  )
  for (let i = 0; i < count; i++) {
    first.add({
      session: keys[i]!,
      fidelity: fidelity[i]!,
      width: found.width[i]!,
      clicks: found.clicks[i]!,
      at: found.at[i]!,
    })
  }
  return { width, sessions: [...new Set(first.all().map(({ session }) => session))] }
}
