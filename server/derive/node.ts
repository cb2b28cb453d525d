import { NodeType } from '../../contract/rrweb.ts'
import type { Rhythm } from './rhythm.ts'

/** One node of the mirrored page. Children are a linked list, so an insert costs the same at any length. */
export interface DomNode {
  readonly id: number
  readonly kind: number
  /** Lower case; empty for what is not an element. */
  readonly tag: string
  readonly attributes: Map<string, string>
  text: string
  parent: DomNode | null
  first: DomNode | null
  last: DomNode | null
  before: DomNode | null
  after: DomNode | null
  /** When it was recorded first. */
  readonly born: number
  /** How this place changes on its own, per kind of change; absent until it changed. */
  rhythms?: Map<string, Rhythm>
}

export function* ancestry(node: DomNode | null): Generator<DomNode> {
  for (let at = node; at; at = at.parent) yield at
}

/** Nodes below and including `node`, in document order. */
export function* subtree(node: DomNode): Generator<DomNode> {
  let at: DomNode | null = node
  while (at) {
    yield at
    if (at.first) {
      at = at.first
      continue
    }
    while (at && at !== node && !at.after) at = at.parent
    if (!at || at === node) return
    at = at.after
  }
}

/** Text that a reader would see below `node`, one line, looking at no more than 400 nodes. */
export function textOf(node: DomNode, length: number): string {
  let out = ''
  let looked = 0
  for (const at of subtree(node)) {
    if (++looked > 400 || out.length > length * 2) break
    if (at.kind !== NodeType.Text || at.parent?.tag === 'script' || at.parent?.tag === 'style') continue
    out += at.text.length > length * 2 ? ` ${at.text.slice(0, length * 2)}` : ` ${at.text}`
  }
  return out.replace(/\s+/g, ' ').trim().slice(0, length)
}

export const attribute = (node: DomNode, name: string): string => node.attributes.get(name) ?? ''
