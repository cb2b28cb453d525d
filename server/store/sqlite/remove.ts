import type { Database } from 'better-sqlite3'
import type { Source } from '../../../contract/event.ts'
import { SESSION_FIELD_NAMES } from '../../../contract/fields.ts'
import type { SessionKey } from '../port.ts'
import { type Dictionary, sourceKey } from './dictionary.ts'
import type { Folding } from './folding.ts'
import type { Linking } from './linking.ts'
import type { Persons } from './persons.ts'
import { columnOf } from './session-columns.ts'
import type { Visits } from './visits.ts'

interface Parts {
  db: Database
  names: Dictionary
  persons: Persons
  links: Linking
  visits: Visits
  traits: Folding
}

export function remover({ db, names, persons, links, visits, traits }: Parts) {
  const ofSession = (what: string) =>
    db.prepare<[number]>(`DELETE FROM ${what} WHERE tab IN (SELECT key FROM tab WHERE session = ?)`)
  const dropFindings = db.prepare<[number]>('DELETE FROM finding WHERE session = ?')
  const recordings = [
    ofSession('batch'),
    ofSession('facts'),
    ofSession('page'),
    ofSession('trace'),
    ofSession('heat'),
    dropFindings,
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
  const sessionsOf = db
    .prepare<[number, number], number>(
      'SELECT key FROM session WHERE project = ? AND source = ? AND batches > 0',
    )
    .pluck()
  const eventsOf = (where: string) =>
    db.prepare<
      [number, number],
      { key: number; name: number; person: number | null; session: number | null }
    >(
      `SELECT e.key, e.name, e.person, e.session FROM event e JOIN event_name n ON n.key = e.name
       WHERE n.project = ? AND e.source = ? ${where}`,
    )
  // The second can use the index over sources that are removed as a whole.
  const eventsOfAny = eventsOf('')
  const eventsOfWhole = eventsOf('AND e.source > 2')
  const dropEvent = db.prepare<[number]>('DELETE FROM event WHERE key = ?')
  const uncountName = db.prepare<[number]>('UPDATE event_name SET count = count - 1 WHERE key = ?')

  const removeSession = (session: number) => {
    const person = sessionRow.get(session)?.person ?? null
    for (const table of recordings) table.run(session)
    dropTabs.run(session)
    if (dropSession.run(session).changes === 0) {
      emptySession.run(session)
      visits.claimAfresh(session)
    }
    if (person !== null) persons.refresh(person)
  }

  return {
    deleteSession: ({ project, session }: SessionKey): boolean => {
      const key = visits.find(names.project(project), session)
      if (key === undefined || sessionRow.get(key)!.batches === 0) return false
      removeSession(key)
      return true
    },
    deleteSource: (projectId: string, source: Source): { sessions: number; events: number } => {
      const project = names.project(projectId)
      const number = sourceKey(source)
      const sessions = sessionsOf.all(project, number)
      const events = (number > 2 ? eventsOfWhole : eventsOfAny).all(project, number)
      for (const { key, name } of events) {
        dropEvent.run(key)
        uncountName.run(name)
      }
      for (const session of sessions) removeSession(session)
      links.unlink(project, source)
      const named = new Set(events.flatMap(({ session }) => (session === null ? [] : [session])))
      for (const session of named) if (sessionRow.get(session)) visits.claimAfresh(session)
      for (const person of new Set(events.map(event => event.person))) {
        if (person === null) continue
        traits.afresh(person)
        persons.refresh(person)
      }
      return { sessions: sessions.length, events: events.length }
    },
  }
}
