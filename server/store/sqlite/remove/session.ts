import type { Database } from 'better-sqlite3'
import { SESSION_FIELD_NAMES } from '../../../../contract/fields.ts'
import type { Persons } from '../people/persons.ts'
import type { Visits } from '../people/visits.ts'
import { columnOf } from '../session-columns.ts'

export interface SessionRemover {
  row(session: number): { person: number | null; batches: number } | undefined
  remove(session: number): void
}

export function sessionRemover({
  db,
  persons,
  visits,
}: {
  db: Database
  persons: Persons
  visits: Visits
}): SessionRemover {
  const ofSession = (what: string) =>
    db.prepare<[number]>(`DELETE FROM ${what} WHERE tab IN (SELECT key FROM tab WHERE session = ?)`)
  const dropFindings = db.prepare<[number]>('DELETE FROM finding WHERE session = ?')
  const dropPages = db.prepare<[number]>('DELETE FROM page WHERE session = ?')
  const recordings = [
    ofSession('batch'),
    ofSession('facts'),
    ofSession('trace'),
    ofSession('heat'),
    ofSession('said'),
    ofSession('failed'),
    dropFindings,
    dropPages,
  ]
  const dropTabs = db.prepare<[number]>('DELETE FROM tab WHERE session = ?')
  const dropSession = db.prepare<[number]>(
    'DELETE FROM session WHERE key = ? AND NOT EXISTS (SELECT 1 FROM event e WHERE e.session = session.key)',
  )
  // What events still name stays as a row without batches.
  const emptySession = db.prepare<[number]>(
    `UPDATE session SET batches = 0, tabs = 0, listed = 0, spanned = 0, judged = 0, again = NULL, since = NULL, anonymous = NULL,
       person = NULL, ident = NULL, begun = NULL, started = NULL, ended = NULL, offset = NULL,
       ${SESSION_FIELD_NAMES.map(field => `${columnOf(field)} = NULL`).join(', ')}
     WHERE key = ?`,
  )
  const sessionRow = db.prepare<[number], { person: number | null; batches: number }>(
    'SELECT person, batches FROM session WHERE key = ?',
  )
  const remove = (session: number) => {
    const person = sessionRow.get(session)?.person ?? null
    for (const table of recordings) table.run(session)
    dropTabs.run(session)
    if (dropSession.run(session).changes > 0) visits.forget()
    else {
      emptySession.run(session)
      visits.claimAfresh(session)
    }
    if (person !== null) persons.refresh(person)
  }

  return { row: session => sessionRow.get(session), remove }
}
