/** What hangs on an account alone; the meaning is segment/account.ts. */
import type { Json } from '../../../../contract/event.ts'
import { accountMoves } from '../../../segment/account.ts'
import type { Node } from '../../../segment/question.ts'
import { testValue } from '../../../segment/value.ts'
import type { Account } from './account-book.ts'

export type OfAccount = Node<'trait' | 'moved' | 'ids'>

interface When {
  /** Epoch ms. */
  time: number
  zone: string
}

export function accountHolds(node: OfAccount, { id, changes }: Account, { time, zone }: When): boolean {
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
