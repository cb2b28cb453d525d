/** The rows of a session, as the store's own putters write what derivation told. */
import type { Database } from 'better-sqlite3'
import { SESSION_FIELD_NAMES } from '../../../contract/fields.ts'
import { sessionFields } from '../../../server/derive/session.ts'
import { eventName } from '../../../server/segment/event-name.ts'
import { type Dictionary, sourceKey } from '../../../server/store/sqlite/dictionary.ts'
import { columnOf } from '../../../server/store/sqlite/session-columns.ts'
import type { eventAdder } from '../../../server/store/sqlite/write/events.ts'
import { failurePutter } from '../../../server/store/sqlite/write/failures.ts'
import { heatPutter } from '../../../server/store/sqlite/write/heat.ts'
import { idOfMessage } from '../../../server/store/sqlite/write/message-id.ts'
import { textPutter } from '../../../server/store/sqlite/write/texts.ts'
import { verdictPutter } from '../../../server/store/sqlite/write/verdict.ts'
import { PAGES, type Person, PROJECT, type Session } from './data.ts'
import { living } from './lived.ts'
import { anonymousKey, userKey } from './put-persons.ts'
import type { Tsv } from './tsv.ts'

interface Parts {
  db: Database
  names: Dictionary
  addEvent: ReturnType<typeof eventAdder>
  persons: Person[]
  text: Record<'events' | 'sessions' | 'clicks', Tsv>
}

/** How often each name of an event came, by its key. */
export type Counts = Map<number, number>

export function sessionPutter({ db, names, addEvent, persons, text }: Parts, counts: Counts) {
  const project = names.project(PROJECT)
  const live = living()
  const heat = heatPutter(db, names)
  const texts = textPutter(db)
  const failures = failurePutter(db)
  const verdicts = verdictPutter(db)
  const add = db.prepare(
    `INSERT INTO session (key, project, id, person, ident, anonymous, user, source, begun, started, ended, offset, spanned, batches, tabs, listed, judged,
       ${SESSION_FIELD_NAMES.map(columnOf).join(', ')})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, 1, 1, 1, 0, ${SESSION_FIELD_NAMES.map(() => '?').join(', ')})`,
  )
  const addTab = db.prepare('INSERT INTO tab (key, session, id, version) VALUES (?, ?, ?, NULL)')
  const addPage = db.prepare('INSERT INTO page (session, tab, at, until, path) VALUES (?, ?, ?, ?, ?)')

  return (session: Session): void => {
    const { key, id, started, ended, early } = session
    const who = persons[session.person - 1]!
    const anon = anonymousKey(who.key)
    const named = who.user === null ? null : userKey(who.key)
    const ident = early || named === null ? anon : named
    const { views, facts, found } = live(session, who)
    const fields = sessionFields([facts], 'recorder')
    add.run(
      ...[key, project, id, who.key, ident, anon, early ? null : named, sourceKey('recorder')],
      ...[started, started, ended, ...SESSION_FIELD_NAMES.map(field => fields[field] ?? null)],
    )
    addTab.run(key, key, session.tab)
    for (const { at, until, path } of facts.pages) {
      addPage.run(key, key, at, until, names.path(project, path))
    }
    heat.replace(project, key, key, facts)
    texts.replace(project, key, key, facts.texts)
    failures.replace(project, key, key, facts.failures)
    verdicts.replace(project, key, { rules: 1, found })
    const { country, browser } = session
    const device = facts.environment.device ?? ''
    text.sessions.add(...[key, id, who.key, started, country, browser, device, ended - started, views.length])
    for (const view of views) {
      for (const { ms, x, y, element } of view.clicks) {
        text.clicks.add(PAGES[view.page]!, view.at + ms, key, who.key, view.width, x, y, element)
      }
    }
    for (const event of session.events) {
      const asked = eventName(event)!
      const name = names.eventName(project, 1, asked)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      const id = idOfMessage(event.messageId)
      addEvent({ name, person: who.key, ident, anonymous: anon, session: key, id }, event)
      text.events.add(asked, event.at, who.key, key, event.messageId, JSON.stringify(event.properties))
    }
  }
}
