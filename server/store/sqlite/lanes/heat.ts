/** Who was on a page and what they clicked there, from arrays: the visits that a heatmap is folded of. */
import type { HeatFold } from '../../heat/fold.ts'
import type { HeatmapQuery } from '../../heatmap-port.ts'
import { CLICKS, WIDTH } from './heat-arrays.ts'
import type { ViewSlice } from './heat-views.ts'
import type { pageWalk, Walk } from './heat-walk.ts'

/** Adds each visit to `fold`. `goals`: by key of a session, see HeatVisit; null: no goal is asked for. */
export function foldVisits(
  walk: ReturnType<typeof pageWalk>,
  slices: readonly ViewSlice[],
  { kind, ...asked }: Walk & Pick<HeatmapQuery, 'kind'>,
  goals: Float64Array | null,
  fold: HeatFold,
): void {
  for (const slice of slices) {
    const { at, starts, body } = slice
    const looks = kind === 'attention' ? slice.inView() : null
    const moves = kind === 'moves' ? slice.moves() : null
    walk(slice, asked, (session, side, views, count, reach) => {
      const goal = goals === null ? Number.NEGATIVE_INFINITY : goals[session]!
      fold.begin(side, reach, goal)
      const isTimed = goal !== Number.NEGATIVE_INFINITY
      for (let n = 0; n < count; n++) {
        const view = views[n]!
        const start = starts[view]!
        const width = body[start + WIDTH]!
        // Else nothing depends on when it began, and that lies elsewhere in memory.
        fold.view(isTimed ? at[view]! : 0, width, body, start + CLICKS, starts[view + 1]!)
        if (looks) fold.looked(looks.numbers, looks.starts[view]!, looks.starts[view + 1]!)
        if (moves)
          fold.moved(width, moves.numbers, moves.starts[view]!, moves.starts[view + 1]!, moves.isPacked)
      }
    })
  }
}
