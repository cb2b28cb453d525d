/** A segment's tree as an editor changes it. A place is the way down: `[1, 0]` is the first child of the second. */
import type { Condition, SegmentDefinition } from '../../contract/segment.ts'

export type Place = readonly number[]

export function childrenOf(node: Condition): Condition[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of
    case 'not':
      return [node.of]
    case 'session':
      return [node.where]
    default:
      return []
  }
}

function withChildren(node: Condition, children: Condition[]): Condition | null {
  const [first] = children
  switch (node.kind) {
    case 'and':
    case 'or':
      return children.length === 0 ? null : { ...node, of: children }
    case 'not':
      return first ? { kind: 'not', of: first } : null
    case 'session':
      return first ? { ...node, where: first } : null
    default:
      return node
  }
}

/** The tree with the node at this place replaced; null takes it out, and with it what it leaves empty. */
export function replaced(node: Condition, place: Place, by: Condition | null): Condition | null {
  const [index, ...rest] = place
  if (index === undefined) return by
  const children = childrenOf(node).flatMap((child, i) => {
    if (i !== index) return [child]
    const next = replaced(child, rest, by)
    return next ? [next] : []
  })
  return withChildren(node, children)
}

export function inserted(node: Condition, place: Place, added: Condition): Condition {
  const [index, ...rest] = place
  if (index === undefined) {
    return node.kind === 'and' || node.kind === 'or' ? { ...node, of: [...node.of, added] } : node
  }
  const children = childrenOf(node).map((child, i) => (i === index ? inserted(child, rest, added) : child))
  return withChildren(node, children) ?? node
}

export function negated(node: Condition): Condition {
  return node.kind === 'not' ? node.of : { kind: 'not', of: node }
}

/** Whether every blank of this condition (not of those below) is filled in. */
function isFilled(node: Condition): boolean {
  switch (node.kind) {
    case 'event':
      return (
        node.event.trim() !== '' &&
        node.where.every(one => one.path.join('') !== '' && (!('is' in one) || isTested(one.is)))
      )
    case 'trait':
      return node.trait.trim() !== '' && isTested(node.is)
    case 'field':
      return isTested(node.is)
    case 'page':
      return isTested(node.path)
    case 'segment':
      return node.id !== ''
    default:
      return true
  }
}

function isTested(test: { op: string; values?: unknown[]; text?: string; date?: string }): boolean {
  if ('values' in test) return (test.values?.length ?? 0) > 0
  if ('text' in test) return test.text !== ''
  if ('date' in test) return test.date !== ''
  return true
}

/** The tree without what is still being written; null when nothing remains. */
export function filledIn(node: Condition): Condition | null {
  if (!isFilled(node)) return null
  const children = childrenOf(node)
  if (children.length === 0 && node.kind !== 'and' && node.kind !== 'or') return node
  return withChildren(
    node,
    children.flatMap(child => filledIn(child) ?? []),
  )
}

export function isComplete(definition: SegmentDefinition): boolean {
  return JSON.stringify(filledIn(definition.where)) === JSON.stringify(definition.where)
}
