import { NodeType, Source } from '../../contract/rrweb.ts'
import type { Rule } from '../privacy/regions.ts'
import { isElement, isHeld, isShadowRoot, type Known, parentOf } from './known.ts'
import { type Attributes, isLeftOut, type Serializer, type Written } from './serialize.ts'
import { type Writing, walk } from './tree.ts'

/** Nodes or attributes between two places where the job may be cut. */
const STEP = 64

interface Addition {
  parentId: number
  nextId: number | null
  node: Written & { childNodes?: Written[] }
}

export interface MutationData {
  source: typeof Source.Mutation
  texts: { id: number; value: string }[]
  attributes: { id: number; attributes: Attributes }[]
  removes: { parentId: number; id: number; isShadow?: true }[]
  adds: Addition[]
}

/** What has changed since the last look: which nodes, never how; the page's state tells that when it is looked at. */
export interface Changes {
  /** Nodes that were put somewhere or taken away, with whether it was in a shadow root. */
  moved: Map<Node, boolean>
  attributes: Map<Element, Set<string>>
  texts: Set<Node>
}

export function noChanges(): Changes {
  return { moved: new Map(), attributes: new Map(), texts: new Set() }
}

/** Notes what a record touches. What the recording does not hold yet will be written as it then is. */
export function note(records: MutationRecord[], changes: Changes, writing: Writing): void {
  const { known } = writing
  for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
    const style = target.nodeName === 'STYLE' ? target : target.parentNode
    if (style?.nodeName === 'STYLE' && type !== 'attributes') {
      // Its rules may stand for its text: it is written anew as a whole.
      if (known.get(style))
        changes.moved.set(style, style.parentNode !== null && isShadowRoot(style.parentNode))
    } else if (type === 'childList') {
      const shadow = isShadowRoot(target)
      // Into an unknown parent: the nodes come with it.
      if (known.get(shadow ? target.host : target))
        for (const node of addedNodes) changes.moved.set(node, shadow)
      for (const node of removedNodes) if (known.get(node)) changes.moved.set(node, shadow)
    } else if (type === 'characterData') {
      if (known.get(target)) changes.texts.add(target)
    } else if (isElement(target) && attributeName && known.get(target)) {
      const names = changes.attributes.get(target)
      if (names) names.add(attributeName)
      else changes.attributes.set(target, new Set([attributeName]))
    }
  }
}

/** Additions in one event: a larger one would be a long task to write and to replay. */
const MAX_ADDS = 1_000

function noData(): MutationData {
  return { source: Source.Mutation, texts: [], attributes: [], removes: [], adds: [] }
}

/**
 * Compares what was noted with the page as it is now, in pieces, and emits rrweb's mutation events.
 * `later` tells what has changed while the job was cut.
 */
export function* compare(
  { moved, attributes, texts }: Changes,
  later: () => Changes,
  round: number,
  writing: Writing,
  ruleAt: (node: Node | null) => Rule,
  emit: (data: MutationData) => void,
): Generator<void> {
  const { known, serializer } = writing
  let data = noData()
  let count = 0

  for (const [node, shadow] of moved) {
    const place = known.placed(node)
    if (!place?.parent) continue
    place.gone = true
    data.removes.push({ parentId: place.parent.id, id: place.id, ...(shadow && { isShadow: true }) })
    if (++count % STEP === 0) yield
  }

  /** The next sibling that stands in the recording where it stands in the page. */
  const nextId = (node: Node, parent: Known): number | null => {
    const changing = later().moved
    for (let next = node.nextSibling; next; next = next.nextSibling) {
      if (moved.has(next) || changing.has(next)) continue
      const place = known.get(next)
      if (place && isHeld(place) && place.parent === parent) return place.id
    }
    return null
  }
  const add = function* (node: Node, last: Node): Generator<void> {
    const home = parentOf(node)
    const parent = home && node.isConnected ? known.placed(home) : undefined
    const written = known.get(node)
    if (!home || !parent || isLeftOut(node) || (written?.round === round && !written.gone)) return
    if (serializer.isBlocked(home)) return
    const together = last.parentNode === node.parentNode && !later().moved.has(last)
    let before = nextId(together ? last : node, parent)
    const { ownerDocument } = node
    const rootId = ownerDocument !== document && ownerDocument ? known.get(ownerDocument)?.id : undefined
    yield* walk(
      { node, parent, rule: ruleAt(home), round, rootId },
      writing,
      (one, above) => {
        const whole = one.type === NodeType.Element ? { ...one, childNodes: [] } : one
        data.adds.push({ parentId: (above ?? parent).id, nextId: before, node: whole })
        // Below, every node is the last of its siblings when it comes.
        before = null
      },
      () => {},
    )
    if (data.adds.length < MAX_ADDS) return
    emit(data)
    data = noData()
    yield
  }
  for (const node of [...moved.keys()]) {
    if (!moved.has(node)) continue
    // Neighbours that came together all go, in order, before the sibling that was there.
    const row: Node[] = []
    for (let next: Node | null = node; next && moved.has(next); next = next.nextSibling) row.push(next)
    for (const one of row) {
      moved.delete(one)
      yield* add(one, row.at(-1) ?? one)
    }
  }
  for (const [element, names] of attributes) {
    const place = known.placed(element)
    if (place && place.round !== round && !serializer.isBlocked(element)) {
      data.attributes.push({ id: place.id, attributes: read(element, names, ruleAt(element), serializer) })
    }
    if (++count % STEP === 0) yield
  }
  for (const node of texts) {
    const place = known.placed(node)
    if (place && place.round !== round && !serializer.isBlocked(node)) {
      data.texts.push({ id: place.id, value: serializer.text(node.textContent ?? '', node, ruleAt(node)) })
    }
    if (++count % STEP === 0) yield
  }
  if (data.adds.length + data.removes.length + data.texts.length + data.attributes.length) emit(data)
}

function read(element: Element, names: Set<string>, rule: Rule, serializer: Serializer): Attributes {
  const attributes: Attributes = {}
  for (const name of names) {
    const value = element.getAttribute(name)
    const clean = value === null ? null : serializer.attribute(element, name, value, rule)
    if (clean !== undefined) attributes[name] = clean
    if (name === 'open' && element.localName === 'dialog' && value !== null) {
      attributes.rr_open_mode = element.matches(':modal') ? 'modal' : 'non-modal'
    }
  }
  return attributes
}
