import { MOST_REACH_PX, REACH_PX } from '../../../contract/behaviour/heat.ts'

const MOST_BANDS = MOST_REACH_PX / REACH_PX

/** How many sessions saw each band of the page, from the top. `reach`: how far each of them saw it, px; ascending. */
export function reachedBands(reach: Float64Array): number[] {
  const deepest = reach.at(-1) ?? 0
  const bands = Math.min(MOST_BANDS, Math.max(0, Math.floor(deepest / REACH_PX + 0.5)))
  const reached: number[] = []
  let short = 0
  for (let band = 0; band < bands; band++) {
    while ((reach[short] ?? Number.POSITIVE_INFINITY) < seenWith(band)) short++
    reached.push(reach.length - short)
  }
  return reached
}

/** px from the top that the window has to reach: a band is seen when its middle was in it. */
export function seenWith(band: number): number {
  return (band + 0.5) * REACH_PX
}
