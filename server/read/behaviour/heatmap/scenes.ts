import type { HeatScene } from '../../../../contract/behaviour/heatmap.ts'
import type { TabFacts } from '../../../../contract/facts.ts'
import type { SceneRow } from '../../../store/heatmap-port.ts'
import type { Store } from '../../../store/port.ts'

/** ms in which a page answers a click as a rule: then its new state is shown. */
const ANSWERED_MS = 1_200
/** A page is looked at no sooner, ms: what it fetches has come. */
const LOADED_MS = 1_500
/** States of a view that are told. */
const MOST_STATES = 30

/** Views with the moments worth looking at: as loaded, and after each click. */
export async function scenesOf(
  store: Pick<Store, 'facts'>,
  project: string,
  rows: readonly SceneRow[],
): Promise<HeatScene[]> {
  return Promise.all(
    rows.map(async row => {
      const tabs = await store.facts({ project, session: row.session })
      return { ...sceneOf(row, tabs.find(({ tab }) => tab === row.tab)?.facts) }
    }),
  )
}

function sceneOf(row: SceneRow, facts: TabFacts | undefined): HeatScene {
  const page = facts?.pages.findIndex(({ at }) => Math.round(at) === row.at) ?? -1
  const clicks = facts?.clicks.filter(click => click.page === page).sort((a, b) => a.at - b.at) ?? []
  const end = Math.max(row.at, row.until - 1)
  const first = clicks[0]?.at ?? end
  const states = clicks.slice(0, MOST_STATES).map(({ at, target }, i) => ({
    at: Math.round(Math.min(at + ANSWERED_MS, (clicks[i + 1]?.at ?? end) - 1, end)),
    name: target?.name || target?.role || 'the page',
  }))
  return {
    ...row,
    documentHeight: row.documentHeight || null,
    moment: Math.round(Math.min(end, Math.max(first - 1, Math.min(row.at + LOADED_MS, end)))),
    states,
  }
}
