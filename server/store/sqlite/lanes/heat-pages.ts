/** How often each page was viewed, by how many, how wide: counted in the views of every page. */
import type { Database } from 'better-sqlite3'
import type { HeatPage } from '../../../../contract/behaviour/heatmap.ts'
import { bandOf, emptyPage, mostViewed } from '../../heat/pages.ts'
import type { HeatPagesQuery } from '../../heatmap-port.ts'
import type { Answering } from './answering.ts'

/** Null: only SQL can tell whose views count. */
export function lanePages(facts: Database, segments: Answering) {
  const patterns = facts
    .prepare<[number], [key: number, text: string]>('SELECT key, text FROM pattern WHERE project = ?')
    .raw()

  return (query: HeatPagesQuery, project: number): HeatPage[] | null => {
    const { question, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query
    const chosen = segments.membersOf(question, project)
    if (!chosen) return null
    const members = chosen.sessions()
    const { started } = chosen.moment.sessions()
    const pages = new Map(patterns.all(project).map(([key, text]) => [key, emptyPage(text)]))
    for (const { patterns, begins, first, session, width, starts } of segments.viewLanes()) {
      for (const [nth, pattern] of patterns.entries()) {
        const page = pages.get(pattern)
        if (!page) continue
        // Those of a session lie beside each other.
        let last = -1
        for (let i = begins[nth]!; i < begins[nth + 1]!; i++) {
          const key = first + session[i]!
          if (members[key] !== 1 || started[key]! < from || started[key]! >= to) continue
          page.views += 1
          page.clicks += starts[i + 1]! - starts[i]!
          const band = bandOf(width[i]!)
          if (band) page.bands[band] += 1
          if (key !== last) page.sessions += 1
          last = key
        }
      }
    }
    return mostViewed(
      [...pages.values()].filter(({ views }) => views > 0),
      query,
    )
  }
}
