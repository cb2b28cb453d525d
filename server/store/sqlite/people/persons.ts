import type { Database } from 'better-sqlite3'
import { type IdKind, personId } from '../../../identity/person-id.ts'
import { NUMBER } from '../sql.ts'
import { Recent } from './recent.ts'

export const ANONYMOUS = 0
export const USER = 1

export interface Persons {
  /** The identity's row, made when first met. */
  identity(project: number, kind: 0 | 1, id: string): number
  /** Whom the identity belongs to now: its owner's person, or its own. */
  of(identity: number): number
  /** The identity was given to another owner. */
  ownerChanged(identity: number): void
  /** The person of a session whose ids say nothing. */
  ofSession(project: number, session: string): number
  markPresent(person: number): void
  /** After things were taken from a person: whether anything is left. */
  refresh(person: number): void
  /** Keys may be those of rows that were undone or removed. */
  forget(): void
}

export function persons(db: Database): Persons {
  const find = db
    .prepare<[number, number, string], number>(
      'SELECT key FROM identity WHERE project = ? AND kind = ? AND id = ?',
    )
    .pluck()
  const add = db
    .prepare<[number, number, string], number>(
      'INSERT INTO identity (project, kind, id) VALUES (?, ?, ?) RETURNING key',
    )
    .pluck()
  const row = db.prepare<
    [number],
    { kind: 0 | 1; id: string; person: number | null; owner: number | null; project: number; name: string }
  >(
    `SELECT i.kind, i.id, i.person, i.owner, i.project, p.id AS name
     FROM identity i JOIN project p ON p.key = i.project WHERE i.key = ${NUMBER}`,
  )
  const projectName = db.prepare<[number], string>('SELECT id FROM project WHERE key = ?').pluck()
  const ensure = db
    .prepare<[number, string, number | null], number>(
      `INSERT INTO person (project, id, identity) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET id = excluded.id RETURNING key`,
    )
    .pluck()
  const remember = db.prepare<[number, number]>('UPDATE identity SET person = ? WHERE key = ?')
  const present = db.prepare<[number]>('UPDATE person SET present = 1 WHERE key = ? AND present = 0')
  const refresh = db.prepare<[number]>(
    `UPDATE person SET present = EXISTS (SELECT 1 FROM event e WHERE e.person = person.key)
       OR EXISTS (SELECT 1 FROM session s WHERE s.person = person.key AND s.listed = 1)
     WHERE key = ?`,
  )

  const now = db
    .prepare<[number], number | null>(
      'SELECT iif(i.owner IS NULL, i.person, (SELECT person FROM identity WHERE key = i.owner)) FROM identity i WHERE i.key = ?',
    )
    .pluck()

  const owners = new Recent<number>()
  const of = (identity: number): number => {
    const name = String(identity)
    const known = owners.get(name)
    if (known !== undefined) return known
    const key = now.get(identity) ?? make(identity)
    owners.set(name, key)
    return key
  }
  const make = (identity: number): number => {
    const { kind, id, person, owner, project, name } = row.get(identity)!
    if (owner !== null) return of(owner)
    if (person !== null) return person
    const named: IdKind = kind === USER ? 'user' : 'anonymous'
    const key = ensure.get(project, personId(name, { kind: named, id }), identity)!
    remember.run(key, identity)
    return key
  }

  /** Persons known to be present. */
  const there = new Recent<true>()
  const recent = new Recent<number>()
  const identity = (project: number, kind: 0 | 1, id: string): number => {
    const name = `${project} ${kind} ${id}`
    const known = recent.get(name)
    if (known !== undefined) return known
    const key = find.get(project, kind, id) ?? add.get(project, kind, id)!
    recent.set(name, key)
    return key
  }

  return {
    identity,
    forget: () => {
      recent.clear()
      owners.clear()
      there.clear()
    },
    of,
    ownerChanged: identity => owners.drop(String(identity)),
    ofSession: (project, session) =>
      ensure.get(project, personId(projectName.get(project)!, { kind: 'session', id: session }), null)!,
    markPresent: person => {
      const name = String(person)
      if (there.get(name)) return
      present.run(person)
      there.set(name, true)
    },
    refresh: person => {
      there.drop(String(person))
      refresh.run(person)
    },
  }
}
