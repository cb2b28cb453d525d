import type { Database } from 'better-sqlite3'
import { isUsable } from '../../../identity/person-id.ts'
import { clockOffset, headLink, headMessage, isTooLong } from '../../head.ts'
import type { NewBatch } from '../../port.ts'
import { type Dictionary, sourceKey } from '../dictionary.ts'
import type { Linking } from '../people/linking.ts'
import { ANONYMOUS, type Persons, USER } from '../people/persons.ts'
import type { Visits } from '../people/visits.ts'

interface Parts {
  db: Database
  names: Dictionary
  persons: Persons
  links: Linking
  visits: Visits
}

export function batchPutter({ db, names, persons, links, visits }: Parts) {
  const known = db.prepare<[number], { batches: number; begun: number; offset: number }>(
    'SELECT batches, begun, offset FROM session WHERE key = ?',
  )
  const begin = db.prepare<[number, number, number, number, number, number, number]>(
    'UPDATE session SET anonymous = ?, source = ?, begun = ?, started = ?, offset = ?, ended = ? WHERE key = ?',
  )
  const grow = db.prepare<{ session: number; received: number; ended: number }>(
    `UPDATE session SET batches = batches + 1, since = min(coalesce(since, @received), @received),
       ended = iif(spanned, ended, max(ended, @ended))
     WHERE key = @session`,
  )
  const findTab = db
    .prepare<[number, string], number>('SELECT key FROM tab WHERE session = ? AND id = ?')
    .pluck()
  const addTab = db
    .prepare<[number, string], number>('INSERT INTO tab (session, id) VALUES (?, ?) RETURNING key')
    .pluck()
  const hasBatch = db
    .prepare<[number, number], number>('SELECT 1 FROM batch WHERE tab = ? AND seq = ?')
    .pluck()
  const addBatch = db.prepare(
    `INSERT INTO batch (tab, seq, first, last, events, lost, received, user, size, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  return (batch: NewBatch): 'stored' | 'duplicate' | 'session-too-long' => {
    const { head, source, bytes, receivedAt } = batch
    const project = names.project(batch.project)
    const found = visits.find(project, head.session)
    const before = found === undefined ? undefined : known.get(found)
    const isNew = before === undefined || before.batches === 0
    const offset = isNew ? clockOffset(batch) : before.offset
    const begun = isNew ? head.startedAt + offset : before.begun
    if (found !== undefined) {
      const tab = findTab.get(found, head.tab)
      if (tab !== undefined && hasBatch.get(tab, head.seq)) return 'duplicate'
    }
    if (isTooLong(batch, offset, begun)) return 'session-too-long'

    const session = found ?? visits.ensure(project, head.session)
    if (isNew) {
      const anonymous = persons.identity(project, ANONYMOUS, head.anonymousId)
      begin.run(anonymous, sourceKey(source), begun, begun, offset, head.to + offset, session)
    }
    const user = isUsable(head.userId) ? persons.identity(project, USER, head.userId) : null
    const tab = findTab.get(session, head.tab) ?? addTab.get(session, head.tab)!
    const { seq, from, to, events, lost } = head
    addBatch.run(tab, seq, from, to, events, lost, receivedAt, user, bytes.byteLength, bytes)
    grow.run({ session, received: receivedAt, ended: to + offset })

    if (isUsable(head.userId)) links.vouch(project, source, head.userId)
    const link = headLink(head, offset)
    if (link) links.link(project, source, link)
    if (isNew) visits.attribute(session)
    if (user !== null) visits.claim(session, { user, at: from + offset, messageId: headMessage(head) })
    return 'stored'
  }
}
