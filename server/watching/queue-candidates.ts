import type { SessionQuery, SessionRow, Store } from '../store/port.ts'
import type { Candidate } from './features.ts'

/** Out of how many a queue is chosen: the newest, and those that stand out. */
const NEWEST = 1000
const MOST_TROUBLED = 500
const LONGEST = 500

type Asked = Omit<SessionQuery, 'limit' | 'sort' | 'order' | 'cursor'>

/** Newest first. */
export async function queueCandidates(
  store: Pick<Store, 'sessions' | 'eventNames'>,
  asked: Asked,
): Promise<{ candidates: Candidate[]; rows: Map<string, SessionRow> }> {
  const pages = await Promise.all([
    store.sessions({ ...asked, limit: NEWEST }),
    store.sessions({ ...asked, limit: MOST_TROUBLED, sort: 'frustrationScore' }),
    store.sessions({ ...asked, limit: LONGEST, sort: 'activeTime' }),
  ])
  const rows = new Map(pages.flatMap(page => page.items.map(row => [row.session, row])))
  const names = await store.eventNames(asked.project, [...rows.keys()])
  const namesOf = new Map(names.map(one => [one.session, one.names]))
  const candidates = [...rows.values()]
    .sort((a, b) => b.startedAt - a.startedAt || (a.session < b.session ? 1 : -1))
    .map(({ session, fields }) => ({ session, fields, events: namesOf.get(session) ?? [] }))
  return { candidates, rows }
}
