import type { Database } from 'better-sqlite3'
import type { Dictionary } from '../dictionary.ts'
import type { Folding } from '../people/folding.ts'
import type { Linking } from '../people/linking.ts'
import type { Persons } from '../people/persons.ts'
import type { Visits } from '../people/visits.ts'
import { type OldEvent, oldEvents } from './old-events.ts'

export interface PersonParts {
  db: Database
  lanes: Database
  names: Dictionary
  persons: Persons
  links: Linking
  visits: Visits
  traits: Folding
  removeSession: (session: number) => void
}

export function personRemover({
  db,
  lanes,
  names,
  persons,
  links,
  visits,
  traits,
  removeSession,
}: PersonParts) {
  const find = db
    .prepare<[number, string], number>('SELECT key FROM person WHERE project = ? AND id = ?')
    .pluck()
  const identitiesOf = db
    .prepare<{ person: number }, number>(
      `SELECT key FROM identity WHERE person = @person AND owner IS NULL
       UNION SELECT i.key FROM identity i JOIN identity o ON o.key = i.owner WHERE o.person = @person`,
    )
    .pluck()
  const sessionsOf = db
    .prepare<[number], number>('SELECT key FROM session WHERE person = ? AND batches > 0')
    .pluck()
  const eventsOf = db.prepare<[number], OldEvent>(
    'SELECT key, name, person, session FROM event WHERE person = ?',
  )
  const eventsBefore = oldEvents(db, lanes)
  const dropEvent = db.prepare<[number]>('DELETE FROM event WHERE key = ?')
  const uncountName = db.prepare<[number]>('UPDATE event_name SET count = count - 1 WHERE key = ?')
  const exists = db.prepare<[number], number>('SELECT 1 FROM session WHERE key = ?').pluck()
  const dropTraits = db.prepare<[number]>('DELETE FROM trait WHERE person = ?')
  const dropPerson = db.prepare<[number]>('DELETE FROM person WHERE key = ?')
  const forgetPerson = db.prepare<[number]>('UPDATE identity SET person = NULL WHERE person = ?')
  const dropIdentity = db
    .prepare<[number], number | null>('DELETE FROM identity WHERE key = ? RETURNING person')
    .pluck()
  const sessionsWith = db
    .prepare<{ keys: string }, number>(
      `SELECT DISTINCT anonymous FROM session WHERE anonymous IN (SELECT value FROM json_each(@keys))
       UNION SELECT DISTINCT user FROM session WHERE user IN (SELECT value FROM json_each(@keys))`,
    )
    .pluck()
  const usersOf = db.prepare<[number], number>('SELECT DISTINCT user FROM link WHERE anonymous = ?').pluck()

  const dropEvents = (events: OldEvent[]) => {
    for (const { key, name } of events) {
      dropEvent.run(key)
      uncountName.run(name)
    }
    const named = new Set(events.flatMap(({ session }) => (session === null ? [] : [session])))
    for (const session of named) if (exists.get(session)) visits.claimAfresh(session)
  }

  /**
   * Ids that other people's data names, once theirs is gone: sessions say so; an event or a batch that carries an
   * anonymous id and a user is a link, so an anonymous id with a link to a user who stays is named, and so may the
   * users be who are linked to it.
   */
  const namedByOthers = (identities: number[]): Set<number> => {
    const gone = new Set(identities)
    const named = new Set<number>(sessionsWith.all({ keys: JSON.stringify(identities) }))
    for (const key of identities) {
      const users = usersOf.all(key)
      if (users.every(user => gone.has(user))) continue
      for (const one of [key, ...users]) named.add(one)
    }
    return named
  }

  return {
    deletePerson: (projectId: string, id: string): { sessions: number; events: number } | null => {
      const person = find.get(names.project(projectId), id)
      if (person === undefined) return null
      const identities = identitiesOf.all({ person })
      const sessions = sessionsOf.all(person)
      const events = eventsOf.all(person)
      dropEvents(events)
      for (const session of sessions) removeSession(session)
      const named = namedByOthers(identities)
      links.forget(identities)
      dropTraits.run(person)
      forgetPerson.run(person)
      dropPerson.run(person)
      for (const key of identities) {
        // An id that was tied to another has a person of its own, who is nobody now.
        const own = named.has(key) ? null : dropIdentity.get(key)
        if (own) dropPerson.run(own)
      }
      names.forget()
      persons.forget()
      const found = sessions.length + events.length > 0
      return found ? { sessions: sessions.length, events: events.length } : null
    },
    deleteEventsBefore: (projectId: string, time: number, limit: number): number => {
      const rows = eventsBefore({ project: names.project(projectId), time, limit })
      dropEvents(rows)
      for (const person of new Set(rows.map(row => row.person))) {
        if (person === null) continue
        traits.afresh(person)
        persons.refresh(person)
      }
      return rows.length
    },
  }
}
