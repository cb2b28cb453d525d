import type { Database } from 'better-sqlite3'
import { byTime, type Source } from '../../../../contract/event.ts'
import type { Link } from '../../../identity/link.ts'
import { MAX_ANONYMOUS_IDS, namingLink, withinLimit } from '../../../identity/owner.ts'
import { sourceKey } from '../dictionary.ts'
import { NUMBER, TEXT } from '../sql.ts'
import type { Folding } from './folding.ts'
import { ANONYMOUS, type Persons, USER } from './persons.ts'
import { Recent } from './recent.ts'

/** A bit for each source there will be. */
const ALL_SOURCES = 2 ** 31 - 1

export interface Linking {
  link(project: number, source: Source, link: Link): void
  /** An event or recording carried this user id. */
  vouch(project: number, source: Source, userId: string): void
  /** Takes back everything that names these identities. */
  forget(identities: number[]): void
  /** Takes back everything a source said. */
  unlink(project: number, source: Source): void
  /** What was remembered may be of rows that were undone. */
  startOver(): void
}

interface Naming {
  id: string
  project: number
  named: number | null
  named_at: number | null
  named_message: string | null
  owner: number | null
}

/** Stores links, and when one changes who owns an anonymous id, moves what that id did to its new person. */
export function linking(db: Database, persons: Persons, traits: Folding): Linking {
  const putLink = db.prepare<[number, number, number, number, number, string]>(
    `INSERT INTO link (anonymous, user, alias, source, at, message) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, message = excluded.message
     WHERE (excluded.at, excluded.message) < (link.at, link.message)`,
  )
  const linksOf = db.prepare<[number], { at: number; message: string; alias: 0 | 1; user: string }>(
    `SELECT l.at, l.message, l.alias, u.id AS user FROM link l JOIN identity u ON u.key = l.user
     WHERE l.anonymous = ${NUMBER}`,
  )
  const naming = db.prepare<[number], Naming>(
    'SELECT id, project, named, named_at, named_message, owner FROM identity WHERE key = ?',
  )
  const name = db.prepare<[number | null, number | null, string | null, number]>(
    'UPDATE identity SET named = ?, named_at = ?, named_message = ? WHERE key = ?',
  )
  const namedBy = db.prepare<
    [number],
    Required<Pick<Link, 'at' | 'messageId'>> & { key: number; id: string; owner: number | null }
  >(
    // One id enters or leaves at a time: the last one that counts and the first that does not are within reach.
    `SELECT key, id, named_at AS at, named_message AS messageId, owner FROM identity WHERE named = ${NUMBER}
     ORDER BY named_at, named_message, id LIMIT ${MAX_ANONYMOUS_IDS + 1}`,
  )
  const setOwner = db.prepare<[number | null, number]>('UPDATE identity SET owner = ? WHERE key = ?')
  const hasChanges = db
    .prepare<[number, number], number>(
      'SELECT 1 FROM event WHERE person = ? AND changes = 1 AND ident = ? LIMIT 1',
    )
    .pluck()
  const moveEvents = db.prepare<[number, number, number]>(
    'UPDATE event SET person = ? WHERE person = ? AND ident = ?',
  )
  const moveSessions = db.prepare<[number, number, number]>(
    'UPDATE session SET person = ? WHERE person = ? AND ident = ?',
  )
  const vouched = db
    .prepare<[number, string], number>(
      `SELECT vouched <> 0 FROM identity WHERE project = ? AND kind = ${USER} AND id = ?`,
    )
    .pluck()
  const vouch = db.prepare<[number, number, number]>(
    'UPDATE identity SET vouched = vouched | ? WHERE key = ? AND vouched & ? = 0',
  )
  const aliased = db
    .prepare<[number, string], number>(
      `SELECT key FROM identity i WHERE project = ${NUMBER} AND kind = ${ANONYMOUS} AND id = ${TEXT}
       AND EXISTS (SELECT 1 FROM link l WHERE l.anonymous = i.key AND l.alias = 1)`,
    )
    .pluck()
  const linkedBy = db
    .prepare<[number, number], number>(
      `SELECT DISTINCT i.key FROM identity i JOIN link l ON l.anonymous = i.key
       WHERE i.project = ? AND i.kind = ${ANONYMOUS} AND l.source = ?`,
    )
    .pluck()
  const linkedTo = db
    .prepare<[number, number], number>('SELECT anonymous FROM link WHERE user = ? OR anonymous = ?')
    .pluck()
  const dropLinks = db.prepare<[number, number]>('DELETE FROM link WHERE anonymous = ? OR user = ?')
  const dropLink = db.prepare<[number, number]>('DELETE FROM link WHERE anonymous = ? AND source = ?')
  const vouchedBy = db.prepare<[number, number], { key: number; id: string }>(
    `SELECT key, id FROM identity WHERE project = ? AND kind = ${USER} AND vouched & ? <> 0`,
  )
  const unvouch = db.prepare<[number, number]>('UPDATE identity SET vouched = vouched & ~? WHERE key = ?')

  /** Ids vouched for, and the earliest statement of each link: a visitor's events say the same again and again. */
  const vouchedFor = new Recent<true>()
  const stated = new Recent<Pick<Link, 'at' | 'messageId'>>()
  const startOver = () => {
    vouchedFor.clear()
    stated.clear()
  }

  const give = (anonymous: number, owner: number | null) => {
    const from = persons.of(anonymous)
    setOwner.run(owner, anonymous)
    persons.ownerChanged(anonymous)
    const to = persons.of(anonymous)
    const changes = hasChanges.get(from, anonymous) !== undefined
    moveEvents.run(to, from, anonymous)
    moveSessions.run(to, from, anonymous)
    if (changes) {
      traits.afresh(from)
      traits.afresh(to)
    }
    persons.refresh(from)
    persons.refresh(to)
  }

  const rank = (user: number) => {
    const rows = namedBy.all(user)
    const counting = new Set(
      withinLimit(
        rows.map(({ id, at, messageId }) => ({ anonymousId: id, userId: '', at, messageId, by: 'seen' })),
      ).map(link => link.anonymousId),
    )
    for (const { key, id, owner } of rows) {
      if (!counting.has(id) && owner === user) give(key, null)
    }
    for (const { key, id, owner } of rows) {
      if (counting.has(id) && owner !== user) give(key, user)
    }
  }

  const resolve = (anonymous: number) => {
    const before = naming.get(anonymous)!
    const { id, project } = before
    const links = linksOf.all(anonymous).map(
      ({ at, message, alias, user }): Link => ({
        anonymousId: id,
        userId: user,
        at,
        messageId: message,
        by: alias ? 'alias' : 'seen',
      }),
    )
    const first = namingLink(links, userId => vouched.get(project, userId) === 1)
    const named = first && persons.identity(project, USER, first.userId)
    if (
      before.named === named &&
      before.named_at === (first?.at ?? null) &&
      before.named_message === (first?.messageId ?? null)
    ) {
      return
    }
    name.run(named, first?.at ?? null, first?.messageId ?? null, anonymous)
    if (before.owner !== null && before.owner !== named) give(anonymous, null)
    if (before.named !== null) rank(before.named)
    if (named !== null && named !== before.named) rank(named)
  }

  const reconsiderAlias = (project: number, userId: string) => {
    const anonymous = aliased.get(project, userId)
    if (anonymous !== undefined) resolve(anonymous)
  }

  return {
    link: (project, source, { anonymousId, userId, at, messageId, by }) => {
      const anonymous = persons.identity(project, ANONYMOUS, anonymousId)
      const user = persons.identity(project, USER, userId)
      const alias = by === 'alias' ? 1 : 0
      const name = `${anonymous} ${user} ${alias} ${source}`
      const known = stated.get(name)
      if (known && byTime(known, { at, messageId }) <= 0) return
      stated.set(name, { at, messageId })
      const changed = putLink.run(anonymous, user, alias, sourceKey(source), at, messageId).changes > 0
      if (changed) resolve(anonymous)
    },
    vouch: (project, source, userId) => {
      const bit = 2 ** sourceKey(source)
      const key = persons.identity(project, USER, userId)
      const name = `${key} ${source}`
      if (vouchedFor.get(name)) return
      vouchedFor.set(name, true)
      if (vouch.run(bit, key, bit).changes > 0) reconsiderAlias(project, userId)
    },
    startOver,
    forget: identities => {
      startOver()
      const gone = new Set(identities)
      const touched = identities.flatMap(key => linkedTo.all(key, key))
      for (const key of identities) {
        dropLinks.run(key, key)
        unvouch.run(ALL_SOURCES, key)
      }
      for (const anonymous of new Set(touched)) if (!gone.has(anonymous)) resolve(anonymous)
      for (const key of identities) {
        const one = naming.get(key)
        if (one?.named !== null) resolve(key)
        if (one) reconsiderAlias(one.project, one.id)
      }
    },
    unlink: (project, source) => {
      startOver()
      const touched = linkedBy.all(project, sourceKey(source))
      for (const anonymous of touched) dropLink.run(anonymous, sourceKey(source))
      const bit = 2 ** sourceKey(source)
      const users = vouchedBy.all(project, bit)
      for (const { key } of users) unvouch.run(bit, key)
      for (const anonymous of touched) resolve(anonymous)
      for (const { id } of users) reconsiderAlias(project, id)
    },
  }
}
