import type { AccountHistory, PersonHistory } from '../../segment/history.ts'
import type { EventRow } from '../port.ts'

/** Gives each person the accounts that group calls named it with. `events` in order of `byTime`. */
export function addAccounts(events: readonly EventRow[], histories: Map<string, PersonHistory>): void {
  const accounts = new Map<string, AccountHistory>()
  for (const { type, groupId, person: id, at, messageId, traits } of events) {
    if (type !== 'group' || !groupId) continue
    const account = accounts.get(groupId) ?? { id: groupId, traits: [], users: [] }
    accounts.set(groupId, account)
    if (Object.keys(traits).length > 0) account.traits.push({ at, messageId, traits })
    const person = histories.get(id)
    if (!person || account.users.some(user => user.person === person)) continue
    account.users.push({ since: at, person })
    person.accounts.push({ since: at, account })
  }
  for (const { users } of accounts.values()) users.sort((a, b) => (a.person.id < b.person.id ? -1 : 1))
  for (const { accounts } of histories.values())
    accounts.sort((a, b) => (a.account.id < b.account.id ? -1 : 1))
}
