/** What is asked of accounts, from the book of them; the meaning is segment/account.ts. */
import type { Database } from 'better-sqlite3'
import type { Json } from '../../../../contract/event.ts'
import { accountMoves, enough } from '../../../segment/account.ts'
import type { Node, ResolvedCondition } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import { remembered } from '../functions/remembered.ts'
import type { Sql } from '../sql.ts'
import type { Account, AccountBook, AccountBooks } from './account-book.ts'
import type { Members } from './count.ts'
import type { Asked, Moment } from './moment.ts'

/** What hangs on the account alone. */
type OfAccount = Node<'trait' | 'moved' | 'ids'>
type When = Pick<Asked, 'time' | 'zone'>

/** Persons who belonged to an account that passes. `persons` answers what is asked of its users. */
export function belongingTo(
  where: ResolvedCondition,
  book: AccountBook,
  asked: Asked,
  persons: (node: ResolvedCondition, asked: Asked) => Members,
): Members {
  const found = new Uint8Array(asked.moment.present().length)
  const passing = accountsPassing(where, book, asked, persons)
  for (const [place, { users }] of book.accounts.entries()) {
    if (passing[place] === 0) continue
    for (const { person, since } of users) if (since <= asked.time) found[person] = 1
  }
  return found
}

/** By place in the book. */
function accountsPassing(
  node: ResolvedCondition,
  book: AccountBook,
  asked: Asked,
  persons: (node: ResolvedCondition, asked: Asked) => Members,
): Members {
  const { accounts } = book
  const those = (holds: (account: Account) => boolean) =>
    Uint8Array.from(accounts, account => Number(holds(account)))
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.of.map(part => accountsPassing(part, book, asked, persons))
      const how = node.kind === 'and' ? 'every' : 'some'
      return Uint8Array.from(accounts, (_, place) => Number(parts[how](part => part[place] === 1)))
    }
    case 'not':
      return accountsPassing(node.of, book, asked, persons).map(one => 1 - one)
    case 'trait':
    case 'moved':
    case 'ids':
      return those(account => accountHolds(node, account, asked))
    case 'users': {
      const found = persons(node.where, asked)
      return those(({ users }) => {
        const then = users.filter(({ since }) => since <= asked.time)
        return enough(node, then.filter(({ person }) => found[person] === 1).length, then.length)
      })
    }
    default:
      return new Uint8Array(accounts.length)
  }
}

/** Whoever may have belonged to an account that passes, at whatever time: too many is slow, too few would be wrong. */
export function belongingEver(where: ResolvedCondition, book: AccountBook, length: number): Members {
  const found = new Uint8Array(length)
  for (const account of book.accounts) {
    if (!mayHold(where, account)) continue
    for (const { person } of account.users) found[person] = 1
  }
  return found
}

function mayHold(node: ResolvedCondition, account: Account): boolean {
  switch (node.kind) {
    case 'and':
      return node.of.every(part => mayHold(part, account))
    case 'or':
      return node.of.some(part => mayHold(part, account))
    case 'ids':
      return accountHolds(node, account, { time: 0, zone: '' })
    case 'moved':
      return account.changes.filter(({ traits }) => Object.hasOwn(traits, node.trait)).length > 1
    default:
      return true
  }
}

function accountHolds(node: OfAccount, { id, changes }: Account, { time, zone }: When): boolean {
  switch (node.kind) {
    case 'trait':
      return testValue(node.is, valueUntil(node.trait, changes, time), time)
    case 'moved':
      return accountMoves(node, changes, { asOf: time, zone }).length > 0
    case 'ids':
      return node.of === 'account' && node.ids.includes(id)
  }
}

/** What the last of the changes that name the trait says of it. */
function valueUntil(trait: string, changes: Account['changes'], time: number): Json | undefined {
  for (let i = changes.length - 1; i >= 0; i--) {
    const { at, traits } = changes[i]!
    if (at <= time && Object.hasOwn(traits, trait)) return traits[trait]
  }
  return undefined
}

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
  const until = <T extends { since: number }>(all: T[] | undefined, time: unknown): T[] =>
    (all ?? []).filter(({ since }) => since <= Number(time))
  facts.table('account_of', {
    columns: ['account', 'name'],
    parameters: ['project', 'who', 'time'],
    directOnly: true,
    *rows(project: unknown, person: unknown, time: unknown) {
      const book = bookOf(project)
      for (const { account } of until(book?.of.get(Number(person)), time)) {
        yield [account, book?.accounts[account]?.id ?? '']
      }
    },
  })
  facts.table('account_users', {
    columns: ['person'],
    parameters: ['project', 'place', 'time'],
    directOnly: true,
    *rows(project: unknown, place: unknown, time: unknown) {
      for (const { person } of until(bookOf(project)?.accounts[Number(place)]?.users, time)) yield [person]
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
  return (asking: Sql, moment: Moment): void => {
    if (!asking.text.includes('accounts(') && !asking.text.includes('account_of(')) return
    ready = new Map(projects.all().map(project => [project, books(moment, project)]))
    // Nothing of this is good for the next transaction, which never begins within the same task.
    queueMicrotask(() => {
      ready = null
    })
  }
}
