/** What is asked of persons' accounts, from the book of them; the meaning is segment/account.ts. */
import { enough } from '../../../segment/account.ts'
import type { ResolvedCondition } from '../../../segment/question.ts'
import { type Account, type AccountBook, eachOf } from './account-book.ts'
import { accountHolds } from './account-holds.ts'
import { type Members, membersWhere } from './count.ts'
import type { Asked } from './moment.ts'

/** Persons who belonged to an account that passes. `persons` answers what is asked of its users. */
export function belongingTo(
  where: ResolvedCondition,
  book: AccountBook,
  asked: Asked,
  persons: (node: ResolvedCondition, asked: Asked) => Members,
): Members {
  const found = new Uint8Array(asked.moment.present().length)
  const passing = accountsPassing(where, book, asked, persons)
  for (let place = 0; place < passing.length; place++) {
    if (passing[place] === 0) continue
    eachOf(book.users, place, (person, since) => {
      if (since <= asked.time) found[person] = 1
    })
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
      return membersWhere(accounts.length, place => {
        let [of, passing] = [0, 0]
        eachOf(book.users, place, (person, since) => {
          if (since > asked.time) return
          of += 1
          passing += found[person]!
        })
        return enough(node, passing, of)
      })
    }
    default:
      return new Uint8Array(accounts.length)
  }
}

/** Whoever may have belonged to an account that passes, at whatever time: too many is slow, too few would be wrong. */
export function belongingEver(where: ResolvedCondition, book: AccountBook, length: number): Members {
  const found = new Uint8Array(length)
  for (const [place, account] of book.accounts.entries()) {
    if (!mayHold(where, account)) continue
    eachOf(book.users, place, person => {
      found[person] = 1
    })
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
