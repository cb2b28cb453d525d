import type { SceneRow } from '../heatmap-port.ts'
import { median } from './median.ts'

/** A recording that lacks more, 0 to 100, is no good background. */
const GOOD_FIDELITY = 80

/** The typical view first: well recorded, as wide as most, with many clicks. */
export function bestScenes(views: readonly SceneRow[], limit: number): SceneRow[] {
  const width =
    median(
      Float64Array.from(views, view => view.width),
      0,
      views.length,
    ) ?? 0
  const poor = ({ fidelity }: SceneRow) => ((fidelity ?? 100) >= GOOD_FIDELITY ? 0 : 1)
  const away = (view: SceneRow) => Math.abs(view.width - width)
  return [...views]
    .sort(
      (a, b) =>
        poor(a) - poor(b) ||
        away(a) - away(b) ||
        b.clicks - a.clicks ||
        b.at - a.at ||
        (a.session < b.session ? -1 : a.session > b.session ? 1 : a.tab < b.tab ? -1 : 1),
    )
    .slice(0, limit)
}
