/** Views page by page as the packer keeps them, so that a thread that begins to read need not go through the table. */
import type { Database } from 'better-sqlite3'
import { readClicks } from '../write/heat.ts'
import { byPage } from './by-page.ts'
import { type HeatRow, packHeat } from './heat-arrays.ts'
import { HEAT_PAGES, type Packable } from './pieces.ts'
import { keysOf } from './slices.ts'

type Row = [
  pattern: number,
  session: number,
  tab: number,
  nth: number,
  at: number,
  width: number,
  seen: number,
  body: Uint8Array,
]

export function packableHeat(facts: Database): Packable {
  // CROSS: page by page, as the table lies.
  const rows = facts
    .prepare<[number, number], Row>(
      `SELECT h.pattern, h.session, h.tab, h.nth, h.at, h.width, h.seen, h.body FROM pattern p CROSS JOIN heat h
       WHERE h.pattern = p.key AND h.session >= ? AND h.session < ? ORDER BY p.key, h.session, h.tab, h.nth`,
    )
    .raw()
  const pack = (slice: number): Uint8Array => {
    const [from, to] = keysOf('heat', slice)
    const pages = new Map<number, HeatRow[]>()
    for (const [pattern, session, tab, nth, at, width, seen, body] of rows.iterate(from, to)) {
      const row = { session, tab, nth, at, width, seen, clicks: readClicks(body) }
      const known = pages.get(pattern)
      if (known) known.push(row)
      else pages.set(pattern, [row])
    }
    return byPage([...pages].map(([pattern, all]) => ({ pattern, bytes: packHeat(all, from) })))
  }
  return { table: 'heat', kind: HEAT_PAGES, isSlow: true, read: () => {}, pack }
}
