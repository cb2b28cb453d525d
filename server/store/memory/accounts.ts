import { DEFAULT_ZONE } from '../../../contract/zone.ts'
import { holdsOfAccount, usersOf } from '../../segment/account.ts'
import type { AccountHistory, PersonHistory } from '../../segment/history.ts'
import { holds } from '../../segment/match.ts'
import { traitsAsOf } from '../../segment/traits.ts'
import type { AccountRow, AccountsAsked, EventRow } from '../port.ts'

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

/** The accounts that pass, by id. */
export function accountsOf(
  histories: Iterable<PersonHistory>,
  { where, time, zone = DEFAULT_ZONE }: AccountsAsked,
): AccountRow[] {
  const all = new Map<string, AccountHistory>()
  for (const { accounts } of histories) for (const { account } of accounts) all.set(account.id, account)
  return [...all.values()]
    .map(account => ({ account, members: usersOf(account, time).length }))
    .filter(
      ({ account, members }) => members > 0 && holdsOfAccount(where, account, { asOf: time, zone }, holds),
    )
    .map(({ account, members }) => ({ id: account.id, traits: traitsAsOf(account, time), members }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
