import { expect, test } from 'vitest'
import { bestScenes } from '../../../server/store/heat/scenes.ts'
import type { SceneRow } from '../../../server/store/heatmap-port.ts'

const view = (session: string, rest: Partial<SceneRow>): SceneRow => ({
  ...{ session, tab: 'tab', at: 0, until: 9_000, width: 1_440, height: 800, documentHeight: 0, clicks: 3 },
  fidelity: 100,
  ...rest,
})

test('[U77] the typical view comes first: well recorded, as wide as most, clicked most', () => {
  const views = [
    view('wide', { width: 1_920, clicks: 90 }),
    view('few', { clicks: 1 }),
    view('many', { clicks: 12 }),
    view('broken', { clicks: 50, fidelity: 20 }),
    view('unknown', { clicks: 5, fidelity: null }),
  ]
  expect(bestScenes(views, 9).map(one => one.session)).toEqual(['many', 'unknown', 'few', 'wide', 'broken'])
  expect(bestScenes(views, 2)).toHaveLength(2)
  expect(bestScenes([], 2)).toEqual([])
})
