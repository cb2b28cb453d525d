import { childrenOf } from '../../contract/segment/tree.ts'
import type { Question, ResolvedCondition } from './question.ts'

/** Whether a question can only be answered with the accounts of a person. */
export function asksAccounts({ segment }: Question): boolean {
  return segment.subject === 'account' || asks(segment.where)
}

function asks(node: ResolvedCondition): boolean {
  return node.kind === 'account' || childrenOf(node).some(part => asks(part.node))
}
