/**
 * Masks elements by selector, in two passes over a tab: the first finds every element that ever fits, with all in
 * it; the second masks what was recorded of them, also before they fitted.
 */
import { EventType, NodeType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { DocumentTree, type MutationData, type SerializedNode } from '../share/document-tree.ts'
import { type Element, matches, type Selector } from './selector.ts'
import { stars } from './text.ts'

/** Attributes that are read as text, or hold it. */
const TEXTS = [
  'value',
  'placeholder',
  'title',
  'alt',
  'aria-label',
  'aria-description',
  'label',
  'content',
  'srcdoc',
]

interface Incremental extends MutationData {
  source: number
  id?: number
  text?: string
}

/** Ids begin anew with every full snapshot. */
export class Fitting {
  readonly #selector: Selector
  #tree: DocumentTree | null = null
  readonly found: Set<number>[] = []

  constructor(selector: Selector) {
    this.#selector = selector
  }

  look({ type, data }: RecordedEvent): void {
    if (type === EventType.FullSnapshot) {
      this.#tree = new DocumentTree((data as { node: SerializedNode }).node)
      this.found.push(new Set())
      this.#seek(this.#tree.root, [], false)
    }
    const tree = this.#tree
    if (!tree || type !== EventType.IncrementalSnapshot) return
    const change = data as Incremental
    if (change.source !== Source.Mutation) return
    tree.apply(change)
    const touched = [
      ...(change.adds ?? []).map(add => add.node.id),
      ...(change.attributes ?? []).map(one => one.id),
    ]
    for (const id of touched) {
      const node = tree.node(id)
      if (!node) continue
      const above = tree.above(id)
      this.#seek(
        node,
        above.flatMap(elementOf),
        above.some(one => this.found.at(-1)?.has(one.id)),
      )
    }
  }

  /** `path`: what the node stands in, from inside out. */
  #seek(node: SerializedNode, path: Element[], inside: boolean): void {
    const own = elementOf(node)
    const here = [...own, ...path]
    const fits = inside || (own.length > 0 && matches(this.#selector, here))
    if (fits) this.found.at(-1)?.add(node.id)
    for (const child of node.childNodes ?? []) this.#seek(child, here, fits)
  }
}

function elementOf(node: SerializedNode): Element[] {
  if (node.type !== NodeType.Element || node.tagName === undefined) return []
  return [{ tagName: node.tagName, attributes: node.attributes ?? {} }]
}

/** The second pass; events in the same order. */
export class Masking {
  readonly #found: Set<number>[]
  #snapshot = -1
  places = 0

  constructor(found: Set<number>[]) {
    this.#found = found
  }

  mask(event: RecordedEvent): RecordedEvent {
    if (event.type === EventType.FullSnapshot) {
      this.#snapshot += 1
      const data = event.data as { node: SerializedNode }
      return { ...event, data: { ...data, node: this.#node(data.node, '') } }
    }
    if (event.type !== EventType.IncrementalSnapshot) return event
    const data = event.data as Incremental
    if (data.source === Source.Input && data.text !== undefined && this.#has(data.id)) {
      return { ...event, data: { ...data, text: this.#text(data.text) } }
    }
    if (data.source !== Source.Mutation) return event
    const texts = data.texts?.map(one =>
      one.value !== null && this.#has(one.id) ? { ...one, value: this.#text(one.value) } : one,
    )
    const attributes = data.attributes?.map(one =>
      this.#has(one.id) ? { ...one, attributes: this.#attributes(one.attributes) } : one,
    )
    const adds = data.adds?.map(add => ({ ...add, node: this.#node(add.node, '') }))
    return {
      ...event,
      data: { ...data, ...(texts && { texts }), ...(attributes && { attributes }), ...(adds && { adds }) },
    }
  }

  #has(id: number | undefined): boolean {
    return id !== undefined && (this.#found[this.#snapshot]?.has(id) ?? false)
  }

  #node(node: SerializedNode, parent: string): SerializedNode {
    const copy = { ...node }
    if (this.#has(node.id)) {
      // Rules of a style sheet are text nodes, too; masked, the page would fall apart.
      const isText = node.type === NodeType.Text && parent !== 'style' && !node.isStyle
      if (isText || node.type === NodeType.Comment) copy.textContent = this.#text(node.textContent ?? '')
      if (node.attributes) copy.attributes = this.#attributes(node.attributes)
    }
    if (node.childNodes) copy.childNodes = node.childNodes.map(child => this.#node(child, node.tagName ?? ''))
    return copy
  }

  #attributes(attributes: Record<string, unknown>): Record<string, unknown> {
    const copy = { ...attributes }
    for (const name of TEXTS) {
      const held = copy[name]
      if (typeof held === 'string') copy[name] = this.#text(held)
    }
    return copy
  }

  #text(text: string): string {
    const after = stars(text)
    if (after !== text) this.places += 1
    return after
  }
}
