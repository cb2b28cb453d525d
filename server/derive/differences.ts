import { isMasked } from './masked.ts'
import type { DomNode } from './node.ts'

/** Pairs of nodes compared; a bigger part that is drawn anew counts as one change. */
const MAX_PAIRS = 400
const MAX_CHILDREN = 60
const MAX_DIFFERENCES = 60

export interface Difference {
  /** Where it is in the part that was drawn anew, by positions: what ticks there does so under the same path. */
  path: string
  /** The new node. */
  node: DomNode
}

/**
 * Frameworks and `innerHTML` replace nodes by equal ones: where a reader sees something else after than before.
 * Empty: nowhere. Null: too much to compare.
 */
export function differences(gone: readonly DomNode[], came: readonly DomNode[]): Difference[] | null {
  if (gone.length > MAX_CHILDREN) return null
  const found: Difference[] = []
  const open: [DomNode, DomNode, string][] = []
  const pair = (old: readonly DomNode[], now: readonly DomNode[], path: string) => {
    now.forEach((node, i) => {
      const other = old[i]
      if (other) open.push([other, node, `${path}/${i}`])
    })
  }
  pair(gone, came, '')
  let pairs = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const [old, now, path] = next
    if (++pairs > MAX_PAIRS || found.length >= MAX_DIFFERENCES) return null
    const below = [childrenOf(old), childrenOf(now)] as const
    const isOther = old.kind !== now.kind || old.tag !== now.tag || below[0].length !== below[1].length
    if (isOther || !sameText(old, now) || !sameAttributes(old, now)) found.push({ path, node: now })
    if (!isOther) pair(below[0], below[1], path)
  }
  return found
}

/** These children of a place in the order they have there. */
export function inOrder(place: DomNode, nodes: DomNode[]): DomNode[] {
  if (nodes.length < 2 || nodes.length > MAX_CHILDREN) return nodes
  const wanted = new Set(nodes)
  const ordered: DomNode[] = []
  for (let at = place.first; at && ordered.length < nodes.length; at = at.after)
    if (wanted.has(at)) ordered.push(at)
  return ordered.length === nodes.length ? ordered : nodes
}

function childrenOf(node: DomNode): DomNode[] {
  const children: DomNode[] = []
  for (let at = node.first; at; at = at.after) children.push(at)
  return children
}

const sameText = (old: DomNode, now: DomNode): boolean => old.text === now.text && !isMasked(now.text)

function sameAttributes({ attributes: old }: DomNode, { attributes: now }: DomNode): boolean {
  return old.size === now.size && [...now].every(([name, value]) => old.get(name) === value)
}
