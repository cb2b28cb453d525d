import type { ActOf, Condition, ConditionOf, Reference } from '../../contract/segment/segment.ts'
import type { Part } from '../../contract/segment/tree.ts'
import type { Resolved, ResolvedAct, ResolvedCondition } from './question.ts'

type Inner = Exclude<Condition, Reference>
type Resolve = (part: Part<Condition>) => ResolvedCondition

/** The node again, with each condition right inside it replaced. */
export function rebuilt(node: Inner, resolve: Resolve): ResolvedCondition {
  const act = (at: string, one: ActOf<Reference>): ResolvedAct => rebuiltAct(one, at, resolve)
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        kind: node.kind,
        of: node.of.map((part, i) => resolve({ at: `.of[${i}]`, node: part, of: 'same' })),
      }
    case 'not':
      return { kind: 'not', of: resolve({ at: '.of', node: node.of, of: 'same' }) }
    case 'session':
      return { ...node, where: resolve({ at: '.where', node: node.where, of: 'session' }) }
    case 'account':
      return { ...node, where: resolve({ at: '.where', node: node.where, of: 'account' }) }
    case 'users':
      return { ...node, where: resolve({ at: '.where', node: node.where, of: 'person' }) }
    case 'did':
      return { ...node, of: act('.of', node.of) }
    case 'days':
      return { ...node, of: act('.of', node.of) }
    case 'first':
      return { ...node, of: act('.of', node.of) }
    case 'stopped':
      return { ...node, of: act('.of', node.of) }
    case 'resumed':
      return { ...node, of: act('.of', node.of) }
    case 'regularly':
      return { ...node, of: act('.of', node.of) }
    case 'change':
      return { ...node, of: act('.of', node.of) }
    case 'funnel':
      return { ...node, steps: node.steps.map((step, i) => act(`.steps[${i}]`, step)) }
    case 'sequence':
      return {
        ...node,
        steps: node.steps.map((step, i) => ({
          do: act(`.steps[${i}].do`, step.do),
          without: step.without.map((one, j) => act(`.steps[${i}].without[${j}]`, one)),
        })),
      }
    default:
      return node
  }
}

function rebuiltAct(act: ActOf<Reference>, at: string, resolve: Resolve): ActOf<Resolved> {
  if (act.act !== 'session') return act
  const where: ConditionOf<Resolved> | null =
    act.where && resolve({ at: `${at}.where`, node: act.where, of: 'session' })
  return { act: 'session', where }
}
