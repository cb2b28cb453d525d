/** What the person's accounts are like, and their users. */
import { accountMoves, enough, holdsOfAccount, usersOf, usersWith } from './account.ts'
import { movedTold, traitTold } from './explain-trait.ts'
import { type ExplainNode, opposite, type Told, together, told } from './explanation.ts'
import type { AccountHistory } from './history.ts'
import { holds } from './match.ts'
import type { Node, ResolvedCondition } from './question.ts'
import type { Asked } from './window.ts'
import { countWords, numbered, quote } from './words.ts'

export function explainAccount(
  node: Node<'account'>,
  at: string,
  asked: Asked,
  explainNode: ExplainNode,
): Told {
  const { person, asOf } = asked
  const known = person.accounts.filter(({ since }) => since <= asOf)
  const passing = known.filter(({ account }) => holdsOfAccount(node.where, account, asked, holds))
  const shown = passing[0] ?? known[0]
  const names = known.map(({ account }) => quote(account.id)).join(', ')
  return {
    sentence: `belongs to an account that passes: ${passing.length} of ${numbered(known.length, 'account', 'accounts')}${names ? ` (${names})` : ''}`,
    evidence: passing.map(({ since, account }) => ({ at: since, label: `Belongs to ${account.id}` })),
    missing: known.length === 0 ? 'an account: no group call names one' : 'an account that passes',
    parts: shown ? [ofAccount(node.where, `${at}.where`, shown.account, asked, explainNode)] : [],
  }
}

function ofAccount(
  node: ResolvedCondition,
  at: string,
  account: AccountHistory,
  asked: Asked,
  explainNode: ExplainNode,
): ReturnType<typeof told> {
  const inner = (part: ResolvedCondition, place: string) =>
    ofAccount(part, `${at}${place}`, account, asked, explainNode)
  const tell = (): Told => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return together(
          node.kind,
          node.of.map((part, i) => inner(part, `.of[${i}]`)),
        )
      case 'not':
        return opposite(inner(node.of, '.of'))
      case 'trait':
        return traitTold(node, account.traits, asked.asOf)
      case 'moved':
        return movedTold(node, accountMoves(node, account.traits, asked), account.traits, asked.asOf)
      case 'users':
        return usersTold(node, at, account, asked, explainNode)
      case 'ids':
        return {
          sentence: `is in a list of ${numbered(node.ids.length, 'account', 'accounts')}: it is ${quote(account.id)}`,
          evidence: [],
          missing: 'its id in the list',
        }
      default:
        return {
          sentence: 'is asked of persons, not of accounts: it matches nothing',
          evidence: [],
          missing: 'a question about accounts',
        }
    }
  }
  return told(at, holdsOfAccount(node, account, asked, holds), tell())
}

/** One user is shown who decides it: who passes where none or any should, who fails where all should pass. */
function usersTold(
  node: Node<'users'>,
  at: string,
  account: AccountHistory,
  asked: Asked,
  explainNode: ExplainNode,
): Told {
  const users = usersOf(account, asked.asOf)
  const passing = usersWith(node.where, users, asked, holds)
  const failing = users.filter(user => !passing.includes(user))
  const wanted = typeof node.who === 'string' ? node.who : countWords(node.who, 'user', 'users')
  const shown = (node.who === 'all' ? failing[0] : undefined) ?? passing[0] ?? users[0]
  const short = enough(node, passing.length, users.length)
    ? ''
    : `: ${passing.length} of ${users.length} pass`
  return {
    sentence: `${wanted} of its ${numbered(users.length, 'user', 'users')}: ${passing.length} pass`,
    evidence: [],
    missing: `${wanted} of its users${short}`,
    parts: shown ? [explainNode(node.where, `${at}.where`, { ...asked, person: shown, session: null })] : [],
  }
}
