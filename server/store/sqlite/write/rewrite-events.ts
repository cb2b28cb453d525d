import type { Database } from 'better-sqlite3'
import { eventName } from '../../../segment/event-name.ts'
import type { Rewritten } from '../../rewrite-port.ts'
import type { Dictionary } from '../dictionary.ts'
import { EVENT_COLUMNS, EVENT_JOINS, type EventColumns, packEvent, readEvent } from '../event-body.ts'
import type { Folding } from '../people/folding.ts'
import type { Persons } from '../people/persons.ts'
import type { Contexts } from './contexts.ts'
import { idOfMessage, markOf } from './message-id.ts'

interface Parts {
  db: Database
  names: Dictionary
  contexts: Contexts
  persons: Persons
  traits: Folding
}

type Row = EventColumns & {
  key: number
  nameKey: number
  personKey: number | null
}

export function eventRewriter({ db, names, contexts, persons, traits }: Parts) {
  const find = db.prepare<[string | Buffer, string | Buffer, number], Row>(
    `SELECT ${EVENT_COLUMNS}, e.key, e.name AS nameKey, e.person AS personKey
     FROM event e ${EVENT_JOINS} WHERE e.mark = ? AND e.id = ? AND n.project = ?`,
  )
  const change = db.prepare(
    'UPDATE event SET name = ?, changes = ?, page = ?, tab = ?, given = ?, own = ? WHERE key = ?',
  )
  const count = db.prepare<[number, number]>('UPDATE event_name SET count = count + ? WHERE key = ?')

  const rewrite = (project: number, row: Row, words: Rewritten) => {
    const { event: _, name: __, category: ___, person: ____, ...rest } = readEvent(row)
    const event = { ...rest, ...words }
    const { changes, page, client, tab, given, own } = packEvent(event)
    const asked = eventName(event)
    const name = names.eventName(project, asked === null ? 0 : 1, asked ?? event.type)
    const keys = [page && contexts.use(page), contexts.ofTab(tab, client)]
    change.run(name, changes, ...keys, given && contexts.share(given), own, row.key)
    count.run(-1, row.nameKey)
    count.run(1, name)
  }

  return (projectId: string, events: Rewritten[]): number => {
    const project = names.project(projectId)
    const touched = new Set<number>()
    let there = 0
    for (const words of events) {
      const id = idOfMessage(words.messageId)
      const row = find.get(markOf(id), id, project)
      if (!row) continue
      rewrite(project, row, words)
      if (row.personKey !== null) touched.add(row.personKey)
      there += 1
    }
    for (const person of touched) {
      traits.afresh(person)
      persons.refresh(person)
    }
    return there
  }
}
