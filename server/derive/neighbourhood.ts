import { ancestry, attribute, type DomNode, subtree } from './node.ts'

/** An element that holds a part of the page together: what changes in it is near. */
const PARTS = new Set(
  'li tr form fieldset dialog article section details label nav figure aside header footer td'.split(' '),
)
const PART_ROLES = new Set(
  'dialog group listitem row tablist menu toolbar radiogroup alertdialog region search form'.split(' '),
)
const MAX_LEVELS = 4
/** Nodes beyond which an ancestor is the page rather than a neighbourhood. */
const MAX_NODES = 200
const POINTERS = [
  'aria-controls',
  'aria-owns',
  'aria-describedby',
  'for',
  'popovertarget',
  'data-target',
  'data-bs-target',
]

/** Where an answer to a click on `control` counts as near: its part of the page, and what it says it controls. */
export function neighbourhoodOf(control: DomNode, byId: (id: string) => DomNode | null): DomNode[] {
  let part = control
  let level = 0
  for (const node of ancestry(control.parent)) {
    if (++level > MAX_LEVELS || node.tag === 'body' || node.tag === 'main' || node.tag === '') break
    if (isLarge(node)) break
    part = node
    if (PARTS.has(node.tag) || PART_ROLES.has(attribute(node, 'role'))) break
  }
  const roots = [part]
  for (const name of POINTERS) {
    for (const id of attribute(control, name).split(/\s+/)) {
      const other = id === '' ? null : byId(id.replace(/^#/, ''))
      if (other && other.tag !== 'body') roots.push(other)
    }
  }
  const hash = attribute(control, 'href')
  const section = hash.startsWith('#') && hash.length > 1 ? byId(hash.slice(1)) : null
  if (section) roots.push(section)
  return roots
}

function isLarge(node: DomNode): boolean {
  let nodes = 0
  for (const _ of subtree(node)) if (++nodes > MAX_NODES) return true
  return false
}
