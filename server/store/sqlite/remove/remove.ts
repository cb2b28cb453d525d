import type { Source } from '../../../../contract/event.ts'
import type { SessionKey } from '../../port.ts'
import { sourceKey } from '../dictionary.ts'
import { type PersonParts, personRemover } from './person.ts'
import { sessionRemover } from './session.ts'

export function remover(parts: Omit<PersonParts, 'removeSession'>) {
  const { db, names, persons, links, visits, traits } = parts
  const { row: sessionRow, remove: removeSession } = sessionRemover({ db, persons, visits })
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

  return {
    ...personRemover({ ...parts, removeSession }),
    deleteSession: ({ project, session }: SessionKey): boolean => {
      const key = visits.find(names.project(project), session)
      if (key === undefined || sessionRow(key)!.batches === 0) return false
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
      for (const session of named) if (sessionRow(session)) visits.claimAfresh(session)
      for (const person of new Set(events.map(event => event.person))) {
        if (person === null) continue
        traits.afresh(person)
        persons.refresh(person)
      }
      return { sessions: sessions.length, events: events.length }
    },
  }
}
