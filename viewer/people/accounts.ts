/** Accounts: the groups that group calls put persons into. */
import type { Account, AccountSummary } from '../../contract/data.ts'
import { barQuery } from '../frame/dates.ts'
import { bar, query } from '../location.ts'
import { load, remote } from '../remote.ts'
import { calls } from './calls.ts'

export const accounts = remote<{ items: AccountSummary[]; total: number }>()
export const account = remote<Account>()

export async function loadAccounts(): Promise<void> {
  // Dates are of visits, not of accounts.
  const { from: _, to: __, ...asked } = barQuery(Date.now())
  await load(accounts, async () => {
    const { items, total = items.length } = await calls.accounts(query.peek().get('q') ?? '', asked)
    return { items, total }
  })
}

export async function loadAccount(id: string): Promise<void> {
  const { project } = bar.peek()
  await load(account, () => calls.account(id, project), { keep: false })
}
