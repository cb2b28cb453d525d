import { hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { NewEvent } from '../../../contract/event.ts'
import { linksOf } from '../../identity/link.ts'
import { isUsable } from '../../identity/person-id.ts'
import { eventName } from '../../segment/event-name.ts'
import { traitChangeOf } from '../../segment/traits.ts'
import { type Dictionary, sourceKey } from './dictionary.ts'
import { bodyOf } from './event-body.ts'
import type { Folding } from './folding.ts'
import type { Linking } from './linking.ts'
import { ANONYMOUS, type Persons, USER } from './persons.ts'
import type { Visits } from './visits.ts'

interface Parts {
  db: Database
  names: Dictionary
  persons: Persons
  links: Linking
  visits: Visits
  traits: Folding
}

/** 52 bits: a number JavaScript and SQLite both hold exactly. */
export function markOf(project: string, messageId: string): number {
  return Number.parseInt(hash('sha1', JSON.stringify([project, messageId]), 'hex').slice(0, 13), 16)
}

export function eventPutter({ db, names, persons, links, visits, traits }: Parts) {
  const known = db
    .prepare<[number, string, number], number>(
      `SELECT 1 FROM event e JOIN event_name n ON n.key = e.name
       WHERE e.mark = ? AND e.message = ? AND n.project = ?`,
    )
    .pluck()
  const add = db.prepare(
    `INSERT INTO event (name, at, person, ident, anonymous, session, source, mark, message, received, changes, properties, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const countName = db.prepare<[number]>('UPDATE event_name SET count = count + 1 WHERE key = ?')

  const put = (projectId: string, event: NewEvent): 'stored' | 'duplicate' => {
    const project = names.project(projectId)
    const { at, messageId, userId, anonymousId, source } = event
    const mark = markOf(projectId, messageId)
    if (known.get(mark, messageId, project)) return 'duplicate'

    if (isUsable(userId)) links.vouch(project, source, userId)
    for (const link of linksOf(event)) links.link(project, source, link)
    const user = isUsable(userId) ? persons.identity(project, USER, userId) : null
    const anonymous = anonymousId ? persons.identity(project, ANONYMOUS, anonymousId) : null
    const ident = user ?? (isUsable(anonymousId) ? anonymous : null)
    const person = ident === null ? null : persons.of(ident)
    const session = event.sessionId ? visits.ensure(project, event.sessionId) : null
    const change = traitChangeOf(event)
    const asked = eventName(event)
    const name = names.eventName(project, asked === null ? 0 : 1, asked ?? event.type)
    countName.run(name)
    const properties = JSON.stringify(event.properties)
    const body = JSON.stringify(bodyOf(event))
    add.run(
      name,
      at,
      person,
      ident,
      anonymous,
      session,
      sourceKey(source),
      mark,
      messageId,
      event.receivedAt,
      change === null ? 0 : 1,
      properties,
      body,
    )
    if (person !== null) {
      persons.markPresent(person)
      if (change) traits.add(person, change)
    }
    if (session !== null && user !== null) visits.claim(session, { user, at, messageId })
    return 'stored'
  }

  return (project: string, events: NewEvent[]) => events.map(event => put(project, event))
}
