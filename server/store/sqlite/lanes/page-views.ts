/** Of every view of every page only whose it is, how wide, and how many clicks: enough to list the pages. */
import type { Database } from 'better-sqlite3'
import { keysOf } from './slices.ts'

/** Views of one page by the sessions of one slice, in the order of their keys. Arrays share their places. */
export interface PageViews {
  session: Int32Array
  width: Int32Array
  clicks: Int32Array
}

type Row = [session: number, width: number, clicks: number]

/** As of the running transaction; 12 bytes a view stay. */
export function pageViews(facts: Database): (pattern: number, versions: Map<number, number>) => PageViews[] {
  const rows = facts
    .prepare<[number, number, number], Row>(
      'SELECT session, width, clicks FROM heat WHERE pattern = ? AND session >= ? AND session < ? ORDER BY session',
    )
    .raw()
  const known = new Map<number, Map<number, { version: number; views: PageViews }>>()

  return (pattern, versions) => {
    const page = known.get(pattern) ?? new Map<number, { version: number; views: PageViews }>()
    known.set(pattern, page)
    return [...versions].map(([slice, version]) => {
      const found = page.get(slice)
      if (found?.version === version) return found.views
      const read = rows.all(pattern, ...keysOf('heat', slice))
      const views = {
        session: Int32Array.from(read, row => row[0]),
        width: Int32Array.from(read, row => row[1]),
        clicks: Int32Array.from(read, row => row[2]),
      }
      page.set(slice, { version, views })
      return views
    })
  }
}
