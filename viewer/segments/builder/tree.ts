/** A segment's tree as an editor changes it. A place is the way down: `[1, 0]` is the first child of the second. */
import type { Act, Condition, SegmentDefinition } from '../../../contract/segment/segment.ts'
import { actsOf, childrenOf } from '../../../contract/segment/tree.ts'
import { actFilled } from './acts.ts'
import { isTested, propertiesFilled } from './tests.ts'
import { windowFilled } from './windows.ts'

export type Place = readonly number[]

/** The node with other children, in the order of childrenOf; null in a child's stead takes it out. */
function withChildren(node: Condition, children: (Condition | null)[]): Condition | null {
  const [first] = children
  switch (node.kind) {
    case 'and':
    case 'or': {
      const of = children.filter(child => child !== null)
      return of.length === 0 ? null : { ...node, of }
    }
    case 'not':
      return first ? { kind: 'not', of: first } : null
    case 'session':
    case 'account':
    case 'users':
      return first ? { ...node, where: first } : null
    default: {
      const left = children.slice()
      return withActs(node, act =>
        act.act === 'session' && act.where !== null ? { act: 'session', where: left.shift() ?? null } : act,
      )
    }
  }
}

/** The acts of a node, each changed, in the order of actsOf. */
function withActs(node: Condition, change: (act: Act) => Act): Condition {
  switch (node.kind) {
    case 'did':
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
      return { ...node, of: change(node.of) }
    case 'funnel':
      return { ...node, steps: node.steps.map(change) }
    case 'sequence':
      return {
        ...node,
        steps: node.steps.map(step => ({ do: change(step.do), without: step.without.map(change) })),
      }
    default:
      return node
  }
}

/** The tree with the node at this place replaced; null takes it out, and with it what it leaves empty. */
export function replaced(node: Condition, place: Place, by: Condition | null): Condition | null {
  const [index, ...rest] = place
  if (index === undefined) return by
  return withChildren(
    node,
    childrenOf(node).map((part, i) => (i === index ? replaced(part.node, rest, by) : part.node)),
  )
}

export function inserted(node: Condition, place: Place, added: Condition): Condition {
  const [index, ...rest] = place
  if (index === undefined) {
    return node.kind === 'and' || node.kind === 'or' ? { ...node, of: [...node.of, added] } : node
  }
  const children = childrenOf(node).map((part, i) =>
    i === index ? inserted(part.node, rest, added) : part.node,
  )
  return withChildren(node, children) ?? node
}

export function negated(node: Condition): Condition {
  return node.kind === 'not' ? node.of : { kind: 'not', of: node }
}

/** Whether every blank of this condition (not of those below) is filled in. */
function isFilled(node: Condition): boolean {
  if ('window' in node && !windowFilled(node.window)) return false
  if (!actsOf(node).every(({ act }) => actFilled(act))) return false
  switch (node.kind) {
    case 'event':
      return node.event.trim() !== '' && propertiesFilled(node.where)
    case 'amount':
      return node.event.trim() !== '' && node.path.join('') !== '' && propertiesFilled(node.where)
    case 'revenue':
      return node.events.length > 0
    case 'trait':
      return node.trait.trim() !== '' && isTested(node.is)
    case 'moved':
      return node.trait.trim() !== ''
    case 'field':
    case 'seen':
      return isTested(node.is)
    case 'page':
      return isTested(node.path)
    case 'finding':
      return isTested(node.page) && isTested(node.element)
    case 'failure':
      return isTested(node.message) && isTested(node.address) && isTested(node.status)
    case 'text':
      return node.contains.trim() !== ''
    case 'segment':
    case 'list':
      return node.id !== ''
    default:
      return true
  }
}

/** The tree without what is still being written; null when nothing remains. */
export function filledIn(node: Condition): Condition | null {
  if (!isFilled(node)) return null
  const children = childrenOf(node)
  if (children.length === 0 && node.kind !== 'and' && node.kind !== 'or') return node
  const filled = children.map(part => filledIn(part.node))
  // "A visit where ..." of which nothing is written yet would mean any visit.
  if (actsOf(node).length > 0 && filled.includes(null)) return null
  return withChildren(node, filled)
}

export function isComplete(definition: SegmentDefinition): boolean {
  return JSON.stringify(filledIn(definition.where)) === JSON.stringify(definition.where)
}
