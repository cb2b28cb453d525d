import { NodeType } from '../../contract/rrweb.ts'
import { differences, inOrder } from './differences.ts'
import { isMasked, MASK } from './masked.ts'
import { type DomNode, subtree } from './node.ts'
import { type Bag, bag, isBag, list, number, text } from './read.ts'
import type { Sheets } from './sheets.ts'

/**
 * Told of each change: its place, its kind (`text`, `attribute:class`, `children:div.toast`), and what came and went
 * (nodes, or class names). What is set to the value it already had is no change.
 */
export type Changed = (place: DomNode, kind: string, nodes: readonly DomNode[], words: string) => void

/** Nodes that went from one place, and what stood around them. */
interface Gone {
  gone: DomNode[]
  before: DomNode | null
  after: DomNode | null
}
const NOTHING: Gone = { gone: [], before: null, after: null }

/** Longest text and attribute value kept: enough for names and for style rules that are looked into. */
const MAX_TEXT = 1_000
const MAX_SHEET = 400_000

/** The page as recorded: ids to nodes, kept up to date by snapshots and mutations. */
export class Dom {
  readonly nodes = new Map<number, DomNode>()
  root: DomNode | null = null
  /** Mutations of nodes that were never recorded. */
  unknown = 0
  /** Nodes that were taken out so far. */
  gone = 0
  #now = 0
  readonly #sheets: Sheets

  constructor(sheets: Sheets) {
    this.#sheets = sheets
  }

  get(id: unknown): DomNode | null {
    return typeof id === 'number' ? (this.nodes.get(id) ?? null) : null
  }

  byId(id: string): DomNode | null {
    for (const node of this.nodes.values()) if (node.attributes.get('id') === id) return node
    return null
  }

  /** A full snapshot replaces everything; nodes of the same page (a checkout) keep their rhythm. */
  snapshot(at: number, data: unknown, samePage: boolean): void {
    const old = samePage ? new Map(this.nodes) : null
    this.nodes.clear()
    this.#sheets.reset()
    this.#now = at
    this.root = this.#build(bag(data).node)
    for (const [id, { tag, rhythms }] of old ?? []) {
      const node = this.nodes.get(id)
      if (node?.tag === tag && rhythms) node.rhythms = rhythms
    }
  }

  mutate(at: number, data: Bag, changed: Changed): void {
    this.#now = at
    const removed = this.#toRemove(list(data.removes))
    for (const item of list(data.removes)) this.#remove(bag(item))
    const added = new Map<DomNode, DomNode[]>()
    this.#addAll(list(data.adds), added)
    const fresh = new Set([...added.values()].flat())
    for (const place of new Set([...removed.keys(), ...added.keys()])) {
      // What is put into a new node comes with it.
      if (fresh.has(place)) continue
      const came = added.get(place) ?? []
      const { gone, before, after } = removed.get(place) ?? NOTHING
      const nodes = [...came, ...gone]
      const kind = `children:${labelOf(nodes)}`
      const now = inOrder(place, came)
      const isRedrawn = gone.length === now.length && now[0]?.before === before && now.at(-1)?.after === after
      const differing = isRedrawn ? differences(gone, now) : null
      if (!differing) changed(place, kind, nodes, '')
      else for (const { path, node } of differing) changed(place, `${kind}~${path}`, [node], '')
    }
    for (const item of list(data.texts)) this.#text(bag(item), changed)
    for (const item of list(data.attributes)) this.#attributes(bag(item), changed)
  }

  /** What goes, by its place and in the order it stood there. */
  #toRemove(items: readonly unknown[]): Map<DomNode, Gone> {
    const nodes = new Set<DomNode>()
    const removed = new Map<DomNode, DomNode[]>()
    for (const item of items) {
      const node = this.get(bag(item).id)
      if (!node || nodes.has(node)) continue
      nodes.add(node)
      if (node.parent) gather(removed, node.parent, node)
    }
    const ordered = new Map<DomNode, Gone>()
    for (const [place, nodes] of removed) {
      const gone = inOrder(place, nodes)
      ordered.set(place, { gone, before: gone[0]?.before ?? null, after: gone.at(-1)?.after ?? null })
    }
    return ordered
  }

  #remove(item: Bag): void {
    const node = this.get(item.id)
    if (node) this.#drop(node)
    else this.unknown++
  }

  #drop(node: DomNode): void {
    detach(node)
    for (const below of subtree(node)) {
      this.nodes.delete(below.id)
      this.gone++
      if (isSheet(below)) this.#sheets.remove(below)
    }
  }

  /** A node may be listed before its parent or its next sibling: goes round until nothing more fits. */
  #addAll(items: readonly unknown[], added: Map<DomNode, DomNode[]>): void {
    let waiting = items
    for (let left = -1; waiting.length > 0 && waiting.length !== left; ) {
      left = waiting.length
      waiting = waiting.filter(item => !this.#add(bag(item), added, false))
    }
    for (const item of waiting) if (!this.#add(bag(item), added, true)) this.unknown++
  }

  #add(item: Bag, added: Map<DomNode, DomNode[]>, anywhere: boolean): boolean {
    const parent = this.get(item.parentId)
    if (!parent) return false
    const next = this.get(item.nextId)
    if (item.nextId !== null && item.nextId !== undefined && !next && !anywhere) return false
    const old = this.get(bag(item.node).id)
    if (old) this.#drop(old)
    const node = this.#build(item.node, parent.tag === 'style')
    if (!node) return true
    attach(node, parent, next?.parent === parent ? next : null)
    if (parent.tag === 'style') this.#sheets.add(parent)
    gather(added, parent, node)
    return true
  }

  #text(item: Bag, changed: Changed): void {
    const node = this.get(item.id)
    if (!node) {
      this.unknown++
      return
    }
    const longest = node.parent?.tag === 'style' ? MAX_SHEET : MAX_TEXT
    const value = (text(item.value) ?? '').slice(0, longest)
    if (node.text === value && !isMasked(value)) return
    node.text = value
    if (node.parent?.tag === 'style') this.#sheets.add(node.parent)
    changed(node.parent ?? node, 'text', [], '')
  }

  #attributes(item: Bag, changed: Changed): void {
    const node = this.get(item.id)
    if (!node) {
      this.unknown++
      return
    }
    for (const [name, value] of Object.entries(bag(item.attributes))) {
      const old = node.attributes.get(name)
      if (value === null) node.attributes.delete(name)
      else if (isBag(value)) node.attributes.set(name, JSON.stringify(value).slice(0, MAX_TEXT))
      else node.attributes.set(name, String(value).slice(0, limit(name)))
      const now = node.attributes.get(name)
      if (old === now && !now?.includes(MASK)) continue
      if (name === '_cssText') this.#sheets.add(node)
      changed(node, `attribute:${name}`, [], name === 'class' ? difference(old ?? '', now ?? '') : '')
    }
  }

  /** Builds a serialized tree without recursion: a hostile depth cannot exhaust the stack. */
  #build(serialized: unknown, inStyle = false): DomNode | null {
    const top = this.#node(serialized, inStyle)
    if (!top) return null
    const open: [DomNode, readonly unknown[]][] = [[top, list(bag(serialized).childNodes)]]
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const [parent, children] = entry
      for (const child of children) {
        const node = this.#node(child, parent.tag === 'style')
        if (!node) continue
        attach(node, parent, null)
        const below = list(bag(child).childNodes)
        if (below.length > 0) open.push([node, below])
      }
    }
    return top
  }

  #node(serialized: unknown, inStyle: boolean): DomNode | null {
    const from = bag(serialized)
    const id = number(from.id)
    const kind = number(from.type)
    if (id === undefined || kind === undefined || this.nodes.has(id)) return null
    const attributes = new Map<string, string>()
    for (const [name, value] of Object.entries(bag(from.attributes))) {
      if (value !== null && value !== undefined && value !== false) {
        attributes.set(name, (value === true ? '' : String(value)).slice(0, limit(name)))
      }
    }
    const isRules = inStyle || from.isStyle === true
    const node: DomNode = {
      id,
      kind,
      tag: kind === NodeType.Element ? (text(from.tagName) ?? '').toLowerCase() : '',
      attributes,
      text: (text(from.textContent) ?? '').slice(0, isRules ? MAX_SHEET : MAX_TEXT),
      parent: null,
      first: null,
      last: null,
      before: null,
      after: null,
      born: this.#now,
    }
    if (isSheet(node)) this.#sheets.add(node)
    this.nodes.set(id, node)
    return node
  }
}

const isSheet = (node: DomNode): boolean => node.tag === 'style' || node.attributes.has('_cssText')

/** Names one kind of child: what ticks in and out of a place does so under the same name. */
function labelOf(nodes: readonly DomNode[]): string {
  const node = nodes.find(each => each.tag !== '') ?? nodes[0]
  return node ? `${node.tag}.${node.attributes.get('class')?.slice(0, 80) ?? ''}` : ''
}

/** Class names that one list has and the other has not. */
function difference(a: string, b: string): string {
  const left = a.split(/\s+/)
  const right = b.split(/\s+/)
  return [...left.filter(name => !right.includes(name)), ...right.filter(name => !left.includes(name))].join(
    ' ',
  )
}

const limit = (name: string): number => (name === '_cssText' ? MAX_SHEET : MAX_TEXT)

function gather(into: Map<DomNode, DomNode[]>, place: DomNode, node: DomNode): void {
  const nodes = into.get(place)
  if (nodes) nodes.push(node)
  else into.set(place, [node])
}

function attach(node: DomNode, parent: DomNode, next: DomNode | null): void {
  node.parent = parent
  node.after = next
  node.before = next ? next.before : parent.last
  if (node.before) node.before.after = node
  else parent.first = node
  if (next) next.before = node
  else parent.last = node
}

function detach(node: DomNode): void {
  if (node.before) node.before.after = node.after
  else if (node.parent?.first === node) node.parent.first = node.after
  if (node.after) node.after.before = node.before
  else if (node.parent?.last === node) node.parent.last = node.before
  node.parent = null
  node.before = null
  node.after = null
}
