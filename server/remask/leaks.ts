/** What should have been masked in a recording: by kind, by place, with the first moments. */
import type { Leak, LeakKind } from '../../contract/masking.ts'
import { EventType, NodeType, type RecordedEvent, Source } from '../../contract/rrweb.ts'
import { SIGNAL_PREFIX } from '../../contract/signals.ts'
import { DocumentTree, type MutationData, type SerializedNode } from '../share/document-tree.ts'
import { secretsIn } from './secrets.ts'

export interface FoundLeak extends Omit<Leak, 'sessions' | 'moments'> {
  /** Of the first few, visitor's clock. */
  times: number[]
}

const TIMES_KEPT = 3
const NO_TEXT = new Set(['script', 'style', 'noscript'])

export class LeakFinder {
  readonly #found = new Map<string, FoundLeak>()
  #tree: DocumentTree | null = null
  #page = '/'
  #at = 0

  found(): FoundLeak[] {
    return [...this.#found.values()]
  }

  look({ type, data, timestamp }: RecordedEvent): void {
    this.#at = timestamp
    if (typeof data !== 'object' || data === null) return
    const held: Record<string, unknown> = { ...data }
    if (type === EventType.Meta) {
      this.#page = pathOf(String(held.href ?? ''))
      this.#take(String(held.href ?? ''), 'address', null)
    } else if (type === EventType.FullSnapshot) {
      this.#tree = new DocumentTree((data as { node: SerializedNode }).node)
      this.#node(this.#tree.root)
    } else if (type === EventType.IncrementalSnapshot && held.source === Source.Mutation) {
      this.#mutation(data as MutationData)
    } else if (type === EventType.IncrementalSnapshot && held.source === Source.Input) {
      this.#take(String(held.text ?? ''), 'input', this.#selector(Number(held.id)))
    } else if (type === EventType.Custom) {
      this.#signal(String(held.tag), held.payload)
    } else if (type === EventType.Plugin) {
      this.#deep(held.payload, String(held.plugin).includes('network') ? 'network' : 'console')
    }
  }

  #mutation(mutation: MutationData): void {
    const tree = this.#tree
    if (!tree) return
    tree.apply(mutation)
    for (const { node } of mutation.adds ?? []) this.#node(tree.node(node.id) ?? node)
    for (const { id, value } of mutation.texts ?? []) this.#take(value ?? '', 'text', this.#selector(id))
    for (const { id, attributes } of mutation.attributes ?? []) this.#attributes(attributes, id)
  }

  #node(node: SerializedNode): void {
    if (node.type === NodeType.Text) this.#take(node.textContent ?? '', 'text', this.#selector(node.id))
    if (node.attributes) this.#attributes(node.attributes, node.id)
    if (NO_TEXT.has(node.tagName ?? '')) return
    for (const child of node.childNodes ?? []) this.#node(child)
  }

  #attributes(attributes: Record<string, unknown>, id: number): void {
    for (const [name, value] of Object.entries(attributes)) {
      // Pictures and style sheets inside of attributes are long, and no text.
      if (typeof value !== 'string' || value.length > 10_000 || name === '_cssText' || name === 'style')
        continue
      this.#take(value, name === 'value' ? 'input' : 'attribute', this.#selector(id))
    }
  }

  #signal(tag: string, payload: unknown): void {
    const name = tag.startsWith(SIGNAL_PREFIX) ? tag.slice(SIGNAL_PREFIX.length) : tag
    const places: Record<string, Leak['where']> = {
      console: 'console',
      failure: 'console',
      network: 'network',
      request: 'network',
      navigation: 'address',
    }
    if (name === 'navigation' && typeof payload === 'object' && payload !== null && 'href' in payload) {
      this.#page = pathOf(String(payload.href))
    }
    this.#deep(payload, places[name] ?? 'other')
  }

  #deep(value: unknown, where: Leak['where']): void {
    if (typeof value === 'string') this.#take(value, where, null)
    else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) this.#deep(one, where)
    }
  }

  #take(text: string, where: Leak['where'], selector: string | null): void {
    for (const { kind, secret } of secretsIn(text)) this.#add(kind, secret, where, selector)
  }

  #add(kind: LeakKind, secret: string, where: Leak['where'], selector: string | null): void {
    const key = JSON.stringify([kind, where, this.#page, selector])
    const known = this.#found.get(key)
    if (known) {
      known.count += 1
      if (known.times.length < TIMES_KEPT) known.times.push(this.#at)
      return
    }
    const sample = masked(secret)
    this.#found.set(key, { kind, where, page: this.#page, selector, count: 1, sample, times: [this.#at] })
  }

  /** A selector masking understands: the nearest name, below the nearest id. */
  #selector(id: number): string | null {
    const tree = this.#tree
    const node = tree?.node(id)
    if (!tree || !node) return null
    const path = [node, ...tree.above(id)].filter(one => one.type === NodeType.Element)
    const own = path[0]
    if (!own) return null
    const name = nameOf(own)
    if (name.startsWith('#')) return name
    const anchor = path.slice(1).find(one => nameOf(one).startsWith('#') || nameOf(one).includes('.'))
    return anchor ? `${nameOf(anchor)} ${name}` : name
  }
}

function nameOf({ tagName = '*', attributes = {} }: SerializedNode): string {
  const { id, class: classes } = attributes
  // An id with digits is most often made by a program, and another one on the next visit.
  if (typeof id === 'string' && /^[a-zA-Z][a-zA-Z_-]*$/.test(id)) return `#${id}`
  const test = attributes['data-testid']
  if (typeof test === 'string' && /^[\w-]+$/.test(test)) return `[data-testid="${test}"]`
  const named =
    typeof classes === 'string' ? classes.split(/\s+/).find(one => /^[a-zA-Z][\w-]*$/.test(one)) : undefined
  return named ? `${tagName}.${named}` : tagName
}

function pathOf(href: string): string {
  return URL.canParse(href) ? new URL(href).pathname : href.replace(/[?#].*$/s, '')
}

function masked(secret: string): string {
  const keep = secret.length > 8 ? 2 : 1
  return `${secret.slice(0, keep)}${'*'.repeat(Math.min(12, secret.length - 2 * keep))}${secret.slice(-keep)}`
}
