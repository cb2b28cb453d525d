import type { Database } from 'better-sqlite3'
import { byTime } from '../../../../contract/event.ts'
import { isUsable } from '../../../identity/person-id.ts'
import { NUMBER } from '../sql.ts'
import { type Persons, USER } from './persons.ts'
import { Recent } from './recent.ts'

/** A statement of an event or a recording that the session is this user's. */
export interface Claim {
  user: number
  at: number
  messageId: string
}

export interface Visits {
  find(project: number, id: string): number | undefined
  /** The session's row; made without batches when only an event named it. */
  ensure(project: number, id: string): number
  claim(session: number, claim: Claim): void
  /** Works out the user afresh, after claims were taken away. */
  claimAfresh(session: number): void
  /** Sets whose session it is, by its user, its anonymous id, or nothing. */
  attribute(session: number): void
  /** Since when it waits for derivation. */
  refreshWaiting(session: number): void
  /** Keys may be those of rows that were undone or removed. */
  forget(): void
}

export function visits(db: Database, persons: Persons): Visits {
  const find = db
    .prepare<[number, string], number>('SELECT key FROM session WHERE project = ? AND id = ?')
    .pluck()
  const add = db
    .prepare<[number, string], number>('INSERT INTO session (project, id) VALUES (?, ?) RETURNING key')
    .pluck()
  const row = db.prepare<
    [number],
    {
      project: number
      id: string
      person: number | null
      user: number | null
      anonymous: number | null
      anonymousId: string | null
      listed: 0 | 1
      batches: number
    }
  >(
    `SELECT s.project, s.id, s.person, s.user, s.anonymous, s.listed, s.batches, a.id AS anonymousId
     FROM session s LEFT JOIN identity a ON a.key = s.anonymous WHERE s.key = ${NUMBER}`,
  )
  const claimed = db.prepare<
    [number],
    { user: number | null; user_at: number | null; user_message: string | null; batches: number }
  >('SELECT user, user_at, user_message, batches FROM session WHERE key = ?')
  const setUser = db.prepare<[number | null, number | null, string | null, number]>(
    'UPDATE session SET user = ?, user_at = ?, user_message = ? WHERE key = ?',
  )
  const setPerson = db.prepare<[number | null, number | null, number]>(
    'UPDATE session SET person = ?, ident = ? WHERE key = ?',
  )
  const claims = db.prepare<[number, number], Claim>(
    `SELECT b.user, b.first + s.offset AS at, s.id || '/' || t.id || '/' || b.seq AS messageId
       FROM session s JOIN tab t ON t.session = s.key JOIN batch b ON b.tab = t.key
       WHERE s.key = ? AND b.user IS NOT NULL
     UNION ALL
     SELECT e.ident, e.at, e.message FROM event e JOIN identity i ON i.key = e.ident
       WHERE e.session = ? AND i.kind = ${USER}`,
  )
  const waiting = db.prepare<[number]>(
    `UPDATE session SET since = (SELECT min(since) FROM (
       SELECT again AS since WHERE again IS NOT NULL
       UNION ALL
       SELECT min(b.received) FROM tab t JOIN batch b ON b.tab = t.key
         WHERE t.session = session.key AND b.state = 0
     )) WHERE key = ?`,
  )

  const recent = new Recent<number>()

  const attribute = (session: number) => {
    const { project, id, person, user, anonymous, anonymousId, listed, batches } = row.get(session)!
    if (batches === 0) {
      setPerson.run(null, null, session)
      return
    }
    const byAnonymous = anonymous !== null && isUsable(anonymousId ?? undefined) ? anonymous : null
    const ident = user ?? byAnonymous
    const now = ident === null ? persons.ofSession(project, id) : persons.of(ident)
    setPerson.run(now, ident, session)
    if (listed) persons.markPresent(now)
    if (person !== null && person !== now) persons.refresh(person)
  }

  return {
    find: (project, id) => find.get(project, id),
    ensure: (project, id) => {
      const name = `${project} ${id}`
      const known = recent.get(name)
      if (known !== undefined) return known
      const key = find.get(project, id) ?? add.get(project, id)!
      recent.set(name, key)
      return key
    },
    forget: () => recent.clear(),
    claim: (session, claim) => {
      const { user, user_at, user_message, batches } = claimed.get(session)!
      const known = user === null ? null : { at: user_at!, messageId: user_message! }
      if (known && byTime(known, claim) <= 0) return
      setUser.run(claim.user, claim.at, claim.messageId, session)
      if (claim.user !== user && batches > 0) attribute(session)
    },
    claimAfresh: session => {
      const first = claims.all(session, session).sort(byTime)[0]
      setUser.run(first?.user ?? null, first?.at ?? null, first?.messageId ?? null, session)
      attribute(session)
    },
    attribute,
    refreshWaiting: session => waiting.run(session),
  }
}
