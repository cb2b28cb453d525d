/**
 * The recorded document as it stands after some events: rrweb's serialized nodes, kept up with its mutations,
 * so that it can be written down again as a full snapshot of any moment.
 */
import { NodeType } from '../../contract/rrweb.ts'
import { merged } from './style-text.ts'

/** rrweb's serialized node, as far as moving and masking it goes; other fields ride along. */
export interface SerializedNode {
  id: number
  type: number
  tagName?: string
  attributes?: Record<string, unknown>
  textContent?: string
  childNodes?: SerializedNode[]
  [other: string]: unknown
}

export interface MutationData {
  texts?: { id: number; value: string | null }[]
  attributes?: { id: number; attributes: Record<string, unknown> }[]
  removes?: { parentId: number; id: number }[]
  adds?: { parentId: number; nextId: number | null; previousId?: number | null; node: SerializedNode }[]
}

export class DocumentTree {
  readonly #root: SerializedNode
  readonly #nodes = new Map<number, SerializedNode>()
  readonly #parents = new Map<number, number>()

  constructor(root: SerializedNode) {
    this.#root = structuredClone(root)
    this.#know(this.#root, null)
  }

  get root(): SerializedNode {
    return this.#root
  }

  has(id: number): boolean {
    return this.#nodes.has(id)
  }

  node(id: number): SerializedNode | undefined {
    return this.#nodes.get(id)
  }

  /** What a node stands in, from inside out. */
  above(id: number): SerializedNode[] {
    const found: SerializedNode[] = []
    for (let up = this.#parents.get(id); up !== undefined; up = this.#parents.get(up)) {
      const node = this.#nodes.get(up)
      if (node) found.push(node)
    }
    return found
  }

  apply(mutation: MutationData): void {
    for (const { id } of mutation.removes ?? []) this.#remove(id)
    // A sibling may arrive in the same mutation, after the node that stands before it.
    let waiting = mutation.adds ?? []
    for (let before = -1; waiting.length > 0 && waiting.length !== before; ) {
      before = waiting.length
      waiting = waiting.filter(add => !this.#add(add, false))
    }
    for (const add of waiting) this.#add(add, true)
    for (const { id, value } of mutation.texts ?? []) {
      const node = this.#nodes.get(id)
      if (node) node.textContent = value ?? ''
    }
    for (const { id, attributes } of mutation.attributes ?? []) {
      const node = this.#nodes.get(id)
      if (node) node.attributes = changed(node.attributes ?? {}, attributes)
    }
  }

  #add({ parentId, nextId, node }: NonNullable<MutationData['adds']>[number], anywhere: boolean): boolean {
    const parent = this.#nodes.get(parentId)
    if (!parent) return false
    parent.childNodes ??= []
    const next = nextId === null ? -1 : parent.childNodes.findIndex(child => child.id === nextId)
    if (nextId !== null && next < 0 && !anywhere) return false
    this.#remove(node.id)
    const added = structuredClone(node)
    const place = nextId === null ? -1 : parent.childNodes.findIndex(child => child.id === nextId)
    // The document of a frame replaces the one before.
    if (added.type === NodeType.Document) parent.childNodes = [added]
    else if (place < 0) parent.childNodes.push(added)
    else parent.childNodes.splice(place, 0, added)
    this.#know(added, parentId)
    return true
  }

  #remove(id: number): void {
    const parent = this.#nodes.get(this.#parents.get(id) ?? -1)
    const node = this.#nodes.get(id)
    if (!parent?.childNodes || !node) return
    parent.childNodes = parent.childNodes.filter(child => child.id !== id)
    const forget = (gone: SerializedNode) => {
      this.#nodes.delete(gone.id)
      this.#parents.delete(gone.id)
      for (const child of gone.childNodes ?? []) forget(child)
    }
    forget(node)
  }

  #know(node: SerializedNode, parent: number | null): void {
    this.#nodes.set(node.id, node)
    if (parent !== null) this.#parents.set(node.id, parent)
    for (const child of node.childNodes ?? []) this.#know(child, node.id)
  }
}

function changed(before: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const after = { ...before }
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete after[name]
    else if (name === 'style' && typeof value === 'object')
      after.style = merged(String(before.style ?? ''), value)
    else after[name] = value
  }
  return after
}
