import type { Database } from 'better-sqlite3'
import { byTime, type JsonObject } from '../../../../contract/event.ts'
import type { AccountHistory, Membership, PersonHistory } from '../../../segment/history.ts'

interface GroupCall {
  at: number
  messageId: string
  /** Key of the person; null: nobody was named. */
  person: number | null
  account: string
  traits: string | null
}

/** The accounts of a person with all their users, as group calls name them. */
export function accountReads(
  db: Database,
): (project: string, person: number, historyOf: (person: number) => PersonHistory) => Membership[] {
  const calls = db.prepare<[string], GroupCall>(
    `SELECT e.at, e.message AS messageId, e.person, json_extract(e.own, '$.groupId') AS account,
       json_extract(e.own, '$.traits') AS traits
     FROM event e WHERE e.changes = 2 AND e.name = (SELECT n.key FROM event_name n JOIN project p ON p.key = n.project
       WHERE p.id = ? AND n.asked = 0 AND n.name = 'group') AND account <> ''`,
  )
  return (project, person, historyOf) => {
    const ordered = calls.all(project).sort(byTime)
    const names = new Set(ordered.flatMap(call => (call.person === person ? [call.account] : [])))
    return [...names].sort().map(name => {
      const ofAccount = ordered.filter(call => call.account === name)
      const since = new Map<number, number>()
      for (const { at, person } of ofAccount) if (person !== null && !since.has(person)) since.set(person, at)
      const users = [...since].map(([key, at]) => ({ since: at, person: historyOf(key) }))
      const account: AccountHistory = {
        id: name,
        traits: ofAccount.flatMap(({ at, messageId, traits }) =>
          traits === null ? [] : [{ at, messageId, traits: readObject(traits) }],
        ),
        users: users.sort((a, b) => (a.person.id < b.person.id ? -1 : 1)),
      }
      return { since: since.get(person)!, account }
    })
  }
}

function readObject(json: string): JsonObject {
  return JSON.parse(json)
}
