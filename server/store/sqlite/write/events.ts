import type { Database } from 'better-sqlite3'
import type { NewEvent } from '../../../../contract/event.ts'
import { linksOf } from '../../../identity/link.ts'
import { isUsable } from '../../../identity/person-id.ts'
import { eventName } from '../../../segment/event-name.ts'
import { traitChangeOf } from '../../../segment/traits.ts'
import { type Dictionary, sourceKey } from '../dictionary.ts'
import { packEvent } from '../event-body.ts'
import type { Folding } from '../people/folding.ts'
import type { Linking } from '../people/linking.ts'
import { ANONYMOUS, type Persons, USER } from '../people/persons.ts'
import type { Visits } from '../people/visits.ts'
import { NUMBER, VALUE } from '../sql.ts'
import type { Contexts } from './contexts.ts'
import { idOfMessage, markOf } from './message-id.ts'

interface Parts {
  db: Database
  names: Dictionary
  contexts: Contexts
  persons: Persons
  links: Linking
  visits: Visits
  traits: Folding
}

/** What of an event was found out before it is added. */
export interface EventKeys {
  name: number
  person: number | null
  ident: number | null
  anonymous: number | null
  session: number | null
  id: Buffer | string
}

/** Adds the row itself. */
export function eventAdder(db: Database, contexts: Contexts): (keys: EventKeys, event: NewEvent) => void {
  const add = db.prepare(
    `INSERT INTO event (name, at, person, ident, apart, session, source, changes, id, delay, original, sent, page, tab, given,
       own)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return ({ name, person, ident, anonymous, session, id }, event) => {
    const { changes, delay, original, sent, page, client, tab, given, own } = packEvent(event)
    add.run(
      name,
      event.at,
      person,
      ident,
      anonymous !== null && anonymous === ident ? 0 : anonymous,
      session,
      sourceKey(event.source),
      changes,
      id,
      delay,
      original,
      sent,
      page && contexts.use(page),
      contexts.ofTab(tab, client),
      given && contexts.share(given),
      own,
    )
  }
}

export function eventPutter({ db, names, contexts, persons, links, visits, traits }: Parts) {
  const known = db
    .prepare<[string | Buffer, string | Buffer, number], number>(
      `SELECT 1 FROM event e JOIN event_name n ON n.key = e.name
       WHERE e.mark = ${VALUE} AND e.id = ${VALUE} AND n.project = ${NUMBER}`,
    )
    .pluck()
  const add = eventAdder(db, contexts)
  const countName = db.prepare<[number, number]>('UPDATE event_name SET count = count + ? WHERE key = ?')
  const counted = new Map<number, number>()

  const put = (projectId: string, event: NewEvent): 'stored' | 'duplicate' => {
    const project = names.project(projectId)
    const { at, messageId, userId, anonymousId, source } = event
    const id = idOfMessage(messageId)
    if (known.get(markOf(id), id, project)) return 'duplicate'

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
    counted.set(name, (counted.get(name) ?? 0) + 1)
    add({ name, person, ident, anonymous, session, id }, event)
    if (person !== null) {
      persons.markPresent(person)
      if (change) traits.add(person, change)
    }
    if (session !== null && user !== null) visits.claim(session, { user, at, messageId })
    return 'stored'
  }

  return (project: string, events: NewEvent[]) => {
    counted.clear()
    const outcomes = events.map(event => put(project, event))
    for (const [name, count] of counted) countName.run(count, name)
    return outcomes
  }
}
