/** What stands inside a condition, where, and whom it is asked of. */
import type { ActOf, ConditionOf, Subject } from './segment.ts'

export interface Part<C> {
  /** Place below the node, as `.of[1]` or `.steps[0].do.where`. */
  at: string
  node: C
  /** Whom it is asked of; `same`: whom the node itself is asked of. */
  of: Subject | 'same'
}

/** The conditions right inside a node, in the order of its text. */
export function childrenOf<Leaf extends { kind: 'segment' | 'list' | 'ids' | 'nothing' }>(
  node: ConditionOf<Leaf>,
): Part<ConditionOf<Leaf>>[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.map((part, i) => ({ at: `.of[${i}]`, node: part, of: 'same' }))
    case 'not':
      return [{ at: '.of', node: node.of, of: 'same' }]
    case 'session':
      return [{ at: '.where', node: node.where, of: 'session' }]
    case 'account':
      return [{ at: '.where', node: node.where, of: 'account' }]
    case 'users':
      return [{ at: '.where', node: node.where, of: 'person' }]
    default:
      return actsOf(node).flatMap(({ at, act }) =>
        act.act === 'session' && act.where !== null
          ? [{ at: `${at}.where`, node: act.where, of: 'session' as const }]
          : [],
      )
  }
}

/** The acts a node asks for. */
export function actsOf<Leaf extends { kind: 'segment' | 'list' | 'ids' | 'nothing' }>(
  node: ConditionOf<Leaf>,
): { at: string; act: ActOf<Leaf> }[] {
  switch (node.kind) {
    case 'did':
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
      return [{ at: '.of', act: node.of }]
    case 'funnel':
      return node.steps.map((act, i) => ({ at: `.steps[${i}]`, act }))
    case 'sequence':
      return node.steps.flatMap((step, i) => [
        { at: `.steps[${i}].do`, act: step.do },
        ...step.without.map((act, j) => ({ at: `.steps[${i}].without[${j}]`, act })),
      ])
    default:
      return []
  }
}
