import type { Database } from 'better-sqlite3'
import type { HeatView } from '../../heat/view.ts'
import type { HeatQuery } from '../../heatmap-port.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { readClicks } from '../write/heat.ts'

export type StoredView = HeatView & { tab: number }

type Row = [
  session: number,
  tab: number,
  nth: number,
  at: number,
  until: number,
  width: number,
  height: number,
  document: number,
  seen: number,
  body: Buffer,
  views: string | null,
  moves: string | null,
]

/**
 * The views of a page, session after session, each in order of time. `read`: which of the larger columns are needed.
 * Sessions that `skip` names are passed over unread.
 */
export function* visitsOf(
  db: Database,
  { page, widths: [from, to] }: HeatQuery,
  pattern: number,
  read: { views?: boolean; moves?: boolean },
  skip: (session: number) => boolean,
): Generator<{ session: number; views: StoredView[] }> {
  const tabId = db.prepare<[number], string>('SELECT id FROM tab WHERE key = ?').pluck()
  const inOrder = (a: StoredView, b: StoredView) => {
    if (a.at !== b.at) return a.at - b.at
    if (a.tab === b.tab) return a.nth - b.nth
    return (tabId.get(a.tab) ?? '') < (tabId.get(b.tab) ?? '') ? -1 : 1
  }
  const [inView, moves] = [raw(read.views ? 'h.views' : 'NULL'), raw(read.moves ? 'h.moves' : 'NULL')]
  // The plus keeps the engine to the primary key, which has the rows of a page in this order, one beside the other.
  const { text, params } =
    sql`SELECT h.session, h.tab, h.nth, h.at, h.until, h.width, h.height, h.document, h.seen, h.body, ${inView}, ${moves} FROM heat h WHERE h.pattern = ${pattern} AND +h.width BETWEEN ${from} AND ${to} ORDER BY h.session`
  let open = 0
  let views: StoredView[] = []
  for (const row of db
    .prepare<Sql['params'], Row>(text)
    .raw()
    .iterate(...params)) {
    const [session, tab, nth, at, until, width, height, documentHeight, seenTo, body, bands, moved] = row
    if (skip(session)) continue
    if (open !== session) {
      if (views.length > 0) yield { session: open, views: views.sort(inOrder) }
      open = session
      views = []
    }
    views.push({
      ...{ tab, nth, at, until, width, height, documentHeight, seenTo },
      pattern: page,
      clicks: readClicks(body),
      inView: bands === null ? [] : JSON.parse(bands),
      moves: moved === null ? [] : JSON.parse(moved),
    })
  }
  if (views.length > 0) yield { session: open, views: views.sort(inOrder) }
}
