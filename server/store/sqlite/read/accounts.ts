import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../../contract/event.ts'
import type { AccountHistory, Membership, PersonHistory } from '../../../segment/history.ts'

interface GroupCall {
  at: number
  messageId: string
  /** Key of the person; null: nobody was named. */
  person: number | null
  traits: string | null
}

/**
 * The accounts of a person with all their users, as group calls name them; each is read once for all who are asked about
 * together.
 */
export type AccountsOf = (project: string, historyOf: (person: number) => PersonHistory) => Memberships
type Memberships = (person: number) => Membership[]

export function accountReads(db: Database): AccountsOf {
  const nameOf = db
    .prepare<[string], number>(
      `SELECT n.key FROM event_name n JOIN project p ON p.key = n.project
       WHERE p.id = ? AND n.asked = 0 AND n.name = 'group'`,
    )
    .pluck()
  const accountsNamed = db
    .prepare<[number, number], string>(
      `SELECT DISTINCT json_extract(e.own, '$.groupId') AS account FROM event e
       WHERE e.person = ? AND e.name = ? AND account <> ''`,
    )
    .pluck()
  const callsOf = db.prepare<[number, string], GroupCall>(
    `SELECT e.at, e.message AS messageId, e.person, json_extract(e.own, '$.traits') AS traits
     FROM event e WHERE e.changes = 2 AND e.name = ? AND json_extract(e.own, '$.groupId') = ?`,
  )
  return (project, historyOf) => {
    const name = nameOf.get(project)
    const known = new Map<string, Known>()
    const accountOf = (id: string): Known => {
      const ordered = callsOf.all(name!, id).sort(byTime)
      const since = new Map<number, number>()
      for (const { at, person } of ordered) if (person !== null && !since.has(person)) since.set(person, at)
      const users = [...since].map(([key, at]) => ({ since: at, person: historyOf(key) }))
      const account: AccountHistory = {
        id,
        traits: ordered.flatMap(({ at, messageId, traits }) =>
          traits === null ? [] : [{ at, messageId, traits: readObject(traits) }],
        ),
        users: users.sort((a, b) => (a.person.id < b.person.id ? -1 : 1)),
      }
      return { since, account }
    }
    return person => {
      const names = name === undefined ? [] : accountsNamed.all(person, name)
      return names.sort().map(id => {
        const { since, account } = known.get(id) ?? accountOf(id)
        known.set(id, { since, account })
        return { since: since.get(person)!, account }
      })
    }
  }
}

interface Known {
  /** By key of a user. */
  since: Map<number, number>
  account: AccountHistory
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
