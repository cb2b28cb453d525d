/** Of which conditions it is told when they held (when.ts, when-accounts.ts), whoever they are asked of. */
import { childrenOf } from '../../../../contract/segment/tree.ts'
import type { ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'
import { isFixed } from '../../../segment/window.ts'
import { isOfOneSession, isTimeless, isTimelessTest } from './timeless.ts'

/** Of persons. */
export function isWhenTold(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.every(isWhenTold)
    case 'not':
      return isWhenTold(node.of)
    case 'nothing':
    case 'ids':
    case 'score':
      return true
    case 'trait':
      return isTimeless(node.is)
    case 'seen':
      return node.which === 'first' && isTimeless(node.is)
    case 'account':
      return isWhenToldOfAccount(node.where)
    case 'event':
      return node.window.kind !== 'session' && node.where.every(isTimelessTest)
    case 'did':
    case 'days':
      return node.window.kind !== 'session' && isToldAct(node.of)
    case 'session':
      return node.window.kind !== 'session' && isOfSessionAlone(node.where)
    case 'first':
      return isFixed(node.window) && isToldAct(node.of)
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
      return isToldAct(node.of)
    default:
      return false
  }
}

/** Of accounts. */
export function isWhenToldOfAccount(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.every(isWhenToldOfAccount)
    case 'not':
      return isWhenToldOfAccount(node.of)
    case 'trait':
      return isTimeless(node.is)
    case 'users':
      return isWhenTold(node.where)
    // Moves, ids, and what holds of no account.
    default:
      return true
  }
}

/**
 * Of persons, told so, and of nothing but events by their names: that takes less time than to ask SQL session by session,
 * wherever few hold. Pages, visits and what only one of these has would have to be read of all first.
 */
export function isWhenOfEvents(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.every(isWhenOfEvents)
    case 'not':
      return isWhenOfEvents(node.of)
    case 'event':
      return isWhenTold(node)
    case 'did':
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
      return node.of.act === 'event' && isWhenTold(node)
    default:
      return false
  }
}

export function asksAccounts(node: ResolvedCondition): boolean {
  return node.kind === 'account' || childrenOf(node).some(child => asksAccounts(child.node))
}

function isToldAct(act: ResolvedAct): boolean {
  switch (act.act) {
    case 'event':
      return act.where.every(isTimelessTest)
    case 'any':
      return true
    case 'page':
      return isTimeless(act.path)
    case 'session':
      return act.where === null || isOfSessionAlone(act.where)
  }
}

/** Whether it hangs on the session alone, and on no time. */
function isOfSessionAlone(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.every(isOfSessionAlone)
    case 'not':
      return isOfSessionAlone(node.of)
    case 'nothing':
    case 'visit':
      return true
    case 'page':
      return isTimeless(node.path)
    default:
      return isOfOneSession(node)
  }
}
