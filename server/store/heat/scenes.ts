import type { SceneRow } from '../heatmap-port.ts'
import { median } from './median.ts'

/** A recording that lacks more, 0 to 100, is no good background. */
const GOOD_FIDELITY = 80

/** What makes one view typical more than another. Of fidelity neither null nor NaN is poor. */
type Typical = Pick<SceneRow, 'width' | 'clicks' | 'at'> & { fidelity: number | null }

/** As wide as most. The values are put in another order. */
export function typicalWidth(widths: Float64Array): number {
  return median(widths, 0, widths.length) ?? 0
}

/** The typical view first: well recorded, as wide as most, with many clicks. */
export function compareScenes(width: number): (a: Typical, b: Typical) => number {
  const poor = ({ fidelity }: Typical) => ((fidelity ?? 100) < GOOD_FIDELITY ? 1 : 0)
  const away = (view: Typical) => Math.abs(view.width - width)
  return (a, b) => poor(a) - poor(b) || away(a) - away(b) || b.clicks - a.clicks || b.at - a.at
}

/** `width`: of all the views, where these are not all. */
export function bestScenes(
  views: readonly SceneRow[],
  limit: number,
  width = typicalWidth(Float64Array.from(views, view => view.width)),
): SceneRow[] {
  const compare = compareScenes(width)
  return [...views]
    .sort(
      (a, b) =>
        compare(a, b) || (a.session < b.session ? -1 : a.session > b.session ? 1 : a.tab < b.tab ? -1 : 1),
    )
    .slice(0, limit)
}
