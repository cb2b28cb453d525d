import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../../contract/event.ts'
import type { PersonEvent, PersonHistory, SessionHistory } from '../../../segment/history.ts'
import { findingsOf, recordedOf } from '../../../segment/recorded.ts'
import { sourceOf } from '../dictionary.ts'
import { type ChangeColumns, PROPERTIES, readChange } from '../event-body.ts'
import { unpackFacts } from '../facts-body.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'
import { FIELD_COLUMNS, type FieldColumns, readFields } from '../session-columns.ts'
import { kindOf } from '../write/verdict.ts'
import { accountReads } from './accounts.ts'

export function historyReads(db: Database): Handlers<'history'> {
  const person = db
    .prepare<[string, string], number>(
      `SELECT x.key FROM person x JOIN project p ON p.key = x.project
       WHERE p.id = ? AND x.id = ? AND x.present = 1`,
    )
    .pluck()
  const changes = db.prepare<[number], ChangeColumns>(
    'SELECT at, message, own FROM event WHERE person = ? AND changes = 1',
  )
  const events = db.prepare<
    [number],
    { at: number; messageId: string; name: string; properties: string; sessionId: string | null }
  >(
    `SELECT e.at, e.message AS messageId, n.name, ${PROPERTIES} AS properties, s.id AS sessionId
     FROM event e JOIN event_name n ON n.key = e.name LEFT JOIN session s ON s.key = e.session
     WHERE e.person = ? AND n.asked = 1 `,
  )
  const sessions = db.prepare<
    [number],
    { key: number; id: string; started: number; ended: number; sourceKey: number } & FieldColumns
  >(
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

  const historyOf = (key: number): PersonHistory => {
    const { id, kind, person, key: named } = identity.get(key)!
    return {
      id: person,
      userIds: kind === USER ? [id] : [],
      anonymousIds: kind === USER ? owned.all(named) : kind === ANONYMOUS ? [id] : [],
      traits: changes.all(key).map(readChange).sort(byTime),
      events: events
        .all(key)
        .map(({ properties, sessionId, ...event }): PersonEvent => {
          const parsed: JsonObject = JSON.parse(properties)
          return { ...event, properties: parsed, ...(sessionId === null ? {} : { sessionId }) }
        })
        .sort(byTime),
      sessions: sessions.all(key).map((row): SessionHistory => {
        const source = sourceOf(row.sourceKey)
        const found = findings.all(row.key).map(one => ({ ...one, kind: kindOf(one.kind) }))
        return {
          id: row.id,
          startedAt: row.started,
          endedAt: row.ended,
          source,
          fields: { ...readFields(row), source },
          findings: findingsOf(found),
          ...recordedOf(facts.all(row.key).map(unpackFacts)),
        }
      }),
      accounts: [],
    }
  }
  const accountsOf = accountReads(db, historyOf)

  return {
    history: (project, id, withAccounts) => {
      const key = person.get(project, id)
      if (key === undefined) return null
      return withAccounts ? { ...historyOf(key), accounts: accountsOf(project, key) } : historyOf(key)
    },
  }
}
