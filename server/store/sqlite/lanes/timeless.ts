/** Conditions that do not hang on when they are asked. */
import { actsOf } from '../../../../contract/segment/tree.ts'
import type { PropertyTest, ValueTest } from '../../../../contract/segment/values.ts'
import type { ResolvedAct, ResolvedCondition } from '../../../segment/question.ts'

export function isTimeless({ op }: ValueTest): boolean {
  return op !== 'in-last' && op !== 'before-last' && op !== 'in-next'
}

function areTimeless(tests: readonly (ValueTest | null)[]): boolean {
  return tests.every(test => test === null || isTimeless(test))
}

export function isTimelessTest(test: PropertyTest): boolean {
  return !('is' in test) || isTimeless(test.is)
}

/** Whether it hangs on nothing but the session itself and what was done in it, whenever it is asked. */
export function isOfOneSession(node: ResolvedCondition): boolean {
  switch (node.kind) {
    case 'event':
    case 'amount':
      return node.window.kind === 'session' && node.where.every(isTimelessTest)
    case 'revenue':
      return node.window.kind === 'session'
    case 'sequence':
    case 'funnel':
      return node.window.kind === 'session' && actsOf(node).every(({ act }) => isPlain(act))
    case 'did':
    case 'days':
      return node.window.kind === 'session' && isPlain(node.of)
    case 'field':
      return isTimeless(node.is)
    case 'finding':
      return areTimeless([node.page, node.element])
    case 'failure':
      return areTimeless([node.message, node.address, node.status])
    case 'text':
      return true
    default:
      return false
  }
}

function isPlain(act: ResolvedAct): boolean {
  return act.act === 'any' || (act.act === 'event' && act.where.every(isTimelessTest))
}
