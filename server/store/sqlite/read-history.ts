import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../contract/event.ts'
import type { PersonEvent, SessionHistory } from '../../segment/history.ts'
import { sourceOf } from './dictionary.ts'
import { type ChangeColumns, readChange } from './event-body.ts'
import type { Handlers } from './protocol.ts'
import { FIELD_COLUMNS, type FieldColumns, readFields } from './session-columns.ts'

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
    `SELECT e.at, e.message AS messageId, n.name, e.properties, s.id AS sessionId
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
  const pages = db.prepare<[number], { at: number; path: string }>(
    `SELECT g.at, x.text AS path FROM page g JOIN path x ON x.key = g.path WHERE g.session = ? ORDER BY g.at, x.text`,
  )

  return {
    history: (project, id) => {
      const key = person.get(project, id)
      if (key === undefined) return null
      return {
        id,
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
          return {
            id: row.id,
            startedAt: row.started,
            endedAt: row.ended,
            source,
            fields: { ...readFields(row), source },
            pages: pages.all(row.key),
          }
        }),
      }
    },
  }
}
