/** Accounts as tables, for SQL. */
import type { Database } from 'better-sqlite3'
import { remembered } from '../functions/remembered.ts'
import type { Sql } from '../sql.ts'
import { type AccountBook, type AccountBooks, type Belonging, eachOf, type Told } from './account-book.ts'
import { accountHolds, type OfAccount } from './account-holds.ts'

/**
 * For SQL that asks as of each session: account_of(project, person, time) and account_users(project, account, time) are
 * tables, account_holds(project, node, account, time, zone) a test. Whoever runs it makes it ready first.
 */
export function accountsForSql(facts: Database, books: AccountBooks) {
  const projects = facts
    .prepare<[], number>("SELECT project FROM event_name WHERE asked = 0 AND name = 'group'")
    .pluck()
  let ready: Map<number, AccountBook> | null = null
  const bookOf = (project: unknown): AccountBook | undefined => {
    if (ready === null) throw new Error('Accounts were asked for by SQL before they were made ready.')
    return ready.get(Number(project))
  }
  const until = (all: Belonging | undefined, key: unknown, time: unknown): number[] => {
    const found: number[] = []
    if (all) {
      eachOf(all, Number(key), (who, since) => {
        if (since <= Number(time)) found.push(who)
      })
    }
    return found
  }
  facts.table('account_of', {
    columns: ['account', 'name'],
    parameters: ['project', 'who', 'time'],
    directOnly: true,
    *rows(project: unknown, person: unknown, time: unknown) {
      const book = bookOf(project)
      for (const account of until(book?.of, person, time)) {
        yield [account, book?.accounts[account]?.id ?? '']
      }
    },
  })
  facts.table('account_users', {
    columns: ['person'],
    parameters: ['project', 'place', 'time'],
    directOnly: true,
    *rows(project: unknown, place: unknown, time: unknown) {
      for (const person of until(bookOf(project)?.users, place, time)) yield [person]
    },
  })
  facts.table('accounts', {
    columns: ['account', 'name'],
    parameters: ['project'],
    directOnly: true,
    *rows(project: unknown) {
      for (const [place, { id }] of bookOf(project)?.accounts.entries() ?? []) yield [place, id]
    },
  })
  const readNode = remembered((text): OfAccount => JSON.parse(text))
  facts.function(
    'account_holds',
    { directOnly: true },
    (project: number, node: string, place: number, time: number, zone: string) => {
      const account = bookOf(project)?.accounts[place]
      return Number(account !== undefined && accountHolds(readNode(node), account, { time, zone }))
    },
  )
  return (asking: Sql, told: Told): void => {
    if (!asking.text.includes('accounts(') && !asking.text.includes('account_of(')) return
    ready = new Map(projects.all().map(project => [project, books(told, project)]))
    // Nothing of this is good for the next transaction, which never begins within the same task.
    queueMicrotask(() => {
      ready = null
    })
  }
}
