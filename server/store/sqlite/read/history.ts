import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../../contract/event.ts'
import type { PersonEvent, PersonHistory, SessionHistory } from '../../../segment/history.ts'
import type { Needs } from '../../../segment/needs.ts'
import { findingsOf, recordedOf } from '../../../segment/recorded.ts'
import { sourceOf } from '../dictionary.ts'
import { type ChangeColumns, PROPERTIES, readChange } from '../event-body.ts'
import { unpackFacts } from '../facts-body.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'
import { FIELD_COLUMNS, type FieldColumns, readFields } from '../session-columns.ts'
import { kindOf } from '../write/verdict.ts'
import { accountReads } from './accounts.ts'

/** Everything but accounts. */
const WHOLE: Wanted = {
  ...{ names: null, properties: null },
  ...{ traits: true, sessions: true, findings: true, recorded: true },
}
/** No name of an event. */
const NONE = '[]'

/** What is read of one person. `names`, `properties`: keys of names of events, as a JSON list; null: all. */
interface Wanted extends Pick<Needs, 'traits' | 'sessions' | 'findings' | 'recorded'> {
  names: string | null
  properties: string | null
}

interface EventOfPerson {
  at: number
  messageId: string
  name: string
  /** null: they are not needed. */
  properties: string | null
  sessionId: string | null
}
type SessionOfPerson = FieldColumns & {
  key: number
  id: string
  started: number
  ended: number
  sourceKey: number
}

export function historyReads(db: Database): Handlers<'history' | 'histories'> {
  const person = db
    .prepare<[string, string], number>(
      `SELECT x.key FROM person x JOIN project p ON p.key = x.project
       WHERE p.id = ? AND x.id = ? AND x.present = 1`,
    )
    .pluck()
  const changes = db.prepare<[number], ChangeColumns>(
    'SELECT at, message, own FROM event WHERE person = ? AND changes = 1',
  )
  const eventsWith = (properties: string, narrowed: string) =>
    `SELECT e.at, e.message AS messageId, n.name, ${properties} AS properties, s.id AS sessionId
     FROM event e JOIN event_name n ON n.key = e.name LEFT JOIN session s ON s.key = e.session
     WHERE e.person = @person AND n.asked = 1 ${narrowed}`
  const among = (list: string) => `e.name IN (SELECT value FROM json_each(${list}))`
  const someProperties = `iif(${among('@properties')}, ${PROPERTIES}, NULL)`
  const events = db.prepare<[{ person: number }], EventOfPerson>(eventsWith(PROPERTIES, ''))
  const bareEvents = db.prepare<[{ person: number; properties: string }], EventOfPerson>(
    eventsWith(someProperties, ''),
  )
  const namedEvents = db.prepare<[{ person: number; properties: string; names: string }], EventOfPerson>(
    eventsWith(someProperties, `AND ${among('@names')}`),
  )
  const namesOf = db
    .prepare<[string, string], number>(
      `SELECT n.key FROM event_name n JOIN project p ON p.key = n.project
       WHERE p.id = ? AND n.asked = 1 AND n.name IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  const sessions = db.prepare<[number], SessionOfPerson>(
    `SELECT s.key, s.id, s.started, s.ended, s.source AS sourceKey, ${FIELD_COLUMNS} FROM session s
     WHERE s.person = ? AND s.listed = 1 ORDER BY s.started, s.id`,
  )
  const facts = db
    .prepare<[number], Buffer>('SELECT f.body FROM tab t JOIN facts f ON f.tab = t.key WHERE t.session = ?')
    .pluck()
  const findings = db.prepare<[number], { at: number; kind: number; page: string; element: string }>(
    'SELECT f.at, f.kind, x.page, x.element FROM finding f JOIN spot x ON x.key = f.spot WHERE f.session = ?',
  )
  const identity = db.prepare<[number], { key: number; id: string; kind: 0 | 1; person: string }>(
    'SELECT i.key, i.id, i.kind, p.id AS person FROM person p LEFT JOIN identity i ON i.key = p.identity WHERE p.key = ?',
  )
  const owned = db.prepare<[number], string>('SELECT id FROM identity WHERE owner = ? ORDER BY id').pluck()

  const eventRows = (person: number, names: string | null, properties: string | null) => {
    if (properties === null) return events.all({ person })
    return names === null
      ? bareEvents.all({ person, properties })
      : namedEvents.all({ person, properties, names })
  }
  const eventsOf = (key: number, { names, properties }: Wanted): PersonEvent[] => {
    if (names === NONE) return []
    return eventRows(key, names, properties)
      .map(({ properties: text, sessionId, ...event }): PersonEvent => {
        const parsed: JsonObject = text === null ? {} : JSON.parse(text)
        return { ...event, properties: parsed, ...(sessionId === null ? {} : { sessionId }) }
      })
      .sort(byTime)
  }
  const sessionOf = (row: SessionOfPerson, wanted: Wanted): SessionHistory => {
    const source = sourceOf(row.sourceKey)
    const found = wanted.findings ? findings.all(row.key) : []
    return {
      id: row.id,
      startedAt: row.started,
      endedAt: row.ended,
      source,
      fields: { ...readFields(row), source },
      findings: findingsOf(found.map(one => ({ ...one, kind: kindOf(one.kind) }))),
      ...recordedOf(wanted.recorded ? facts.all(row.key).map(unpackFacts) : []),
    }
  }
  const historyOf = (key: number, wanted: Wanted): PersonHistory => {
    const { id, kind, person, key: named } = identity.get(key)!
    return {
      id: person,
      userIds: kind === USER ? [id] : [],
      anonymousIds: kind === USER ? owned.all(named) : kind === ANONYMOUS ? [id] : [],
      traits: wanted.traits ? changes.all(key).map(readChange).sort(byTime) : [],
      events: eventsOf(key, wanted),
      sessions: wanted.sessions ? sessions.all(key).map(row => sessionOf(row, wanted)) : [],
      accounts: [],
    }
  }
  const accountsOf = accountReads(db)
  const wantedOf = (project: string, { events: names, properties, ...parts }: Needs): Wanted => {
    const keysOf = (of: string[]) => JSON.stringify(namesOf.all(project, JSON.stringify(of)))
    return { ...parts, names: names && keysOf(names), properties: keysOf(properties) }
  }

  return {
    history: (project, id, withAccounts) => {
      const key = person.get(project, id)
      if (key === undefined) return null
      const history = historyOf(key, WHOLE)
      if (!withAccounts) return history
      return { ...history, accounts: accountsOf(project, user => historyOf(user, WHOLE))(key) }
    },
    histories: (project, persons, needs) => {
      const wanted = wantedOf(project, needs)
      const known = new Map<number, PersonHistory>()
      // Who is asked about together often has an account in common.
      const of = (key: number) => {
        const history = known.get(key) ?? historyOf(key, wanted)
        known.set(key, history)
        return history
      }
      const accounts = accountsOf(project, of)
      return persons.flatMap(id => {
        const key = person.get(project, id)
        if (key === undefined) return []
        return [needs.accounts ? { ...of(key), accounts: accounts(key) } : of(key)]
      })
    },
  }
}
