/** What is asked of an account: its traits, and what its users are and did. */
import type { AccountHistory, PersonHistory } from './history.ts'
import { counted } from './judge.ts'
import type { Holds } from './moments.ts'
import { goes, type Move, movesOf } from './moves.ts'
import type { Node, ResolvedCondition } from './question.ts'
import { traitsAsOf } from './traits.ts'
import { testValue, valueAt } from './value.ts'
import { type Asked, isFixed, spanOf } from './window.ts'

/** `holds` answers what is asked of persons. */
export function holdsOfAccount(
  node: ResolvedCondition,
  account: AccountHistory,
  asked: Pick<Asked, 'asOf' | 'zone'>,
  holds: Holds,
): boolean {
  const { asOf } = asked
  switch (node.kind) {
    case 'and':
      return node.of.every(part => holdsOfAccount(part, account, asked, holds))
    case 'or':
      return node.of.some(part => holdsOfAccount(part, account, asked, holds))
    case 'not':
      return !holdsOfAccount(node.of, account, asked, holds)
    case 'trait':
      return testValue(node.is, valueAt(traitsAsOf(account, asOf), [node.trait]), asOf)
    case 'moved':
      return accountMoves(node, account.traits, asked).length > 0
    case 'ids':
      return node.of === 'account' && node.ids.includes(account.id)
    case 'users': {
      const users = usersOf(account, asOf)
      return enough(node, usersWith(node.where, users, asked, holds).length, users.length)
    }
    // Asked of persons: a check at the door keeps these out.
    default:
      return false
  }
}

/** Who belonged to the account then. */
export function usersOf(account: AccountHistory, asOf: number): PersonHistory[] {
  return account.users.filter(({ since }) => since <= asOf).map(({ person }) => person)
}

export function usersWith(
  where: ResolvedCondition,
  users: readonly PersonHistory[],
  { asOf, zone }: Pick<Asked, 'asOf' | 'zone'>,
  holds: Holds,
): PersonHistory[] {
  return users.filter(person => holds(where, { person, session: null, asOf, zone }))
}

/** "All" of nobody is not all. */
export function enough({ who }: Node<'users'>, found: number, of: number): boolean {
  switch (who) {
    case 'any':
      return found > 0
    case 'none':
      return found === 0
    case 'all':
      return of > 0 && found === of
    default:
      return counted(who, found)
  }
}

/** Windows that begin with what a person did hold nothing of an account. */
export function accountMoves(
  node: Node<'moved'>,
  changes: AccountHistory['traits'],
  { asOf, zone }: Pick<Asked, 'asOf' | 'zone'>,
): Move[] {
  if (!isFixed(node.window)) return []
  const { from, to } = spanOf(node.window, asOf, zone)
  return movesOf(node.trait, changes).filter(
    ({ at, before, after }) => at >= from && at <= to && goes(node, before, after),
  )
}
