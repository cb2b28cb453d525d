import type { Rule } from '../privacy/regions.ts'
import { isElement, isShadowRoot, type Known, type KnownNodes } from './known.ts'
import { isLeftOut, type Serializer, type Written } from './serialize.ts'
import { sheetText } from './style-sheets.ts'

/** Nodes between two places where the job may be cut. */
const NODES = 64

export interface Start {
  node: Node
  parent: Known | null
  rule: Rule
  /** Number of the round the nodes belong to. */
  round: number
  /** Id of the frame's document; absent in the page's own. */
  rootId?: number
}

/** What takes part in writing a tree. */
export interface Writing {
  known: KnownNodes
  serializer: Serializer
  /** Told of every node that enters the recording, for what needs watching beside it. */
  onPlaced: (node: Node) => void
}

interface Level {
  node: Node
  known: Known
  rule: Rule
  /** Taken once: what the page adds meanwhile is told by the mutation observer. */
  children: Node[]
  at: number
}

const NOTHING: Node[] = []

/** Light children first, then those of an open shadow root: the order rrweb writes them in. */
function childrenOf(node: Node): Node[] {
  const shadow = isElement(node) && node.shadowRoot
  if (!shadow && !node.firstChild) return NOTHING
  const children: Node[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  for (let child = shadow ? shadow.firstChild : null; child; child = child.nextSibling) children.push(child)
  return children
}

/**
 * Writes a node and all that is in it, in document order, in pieces. `enter` gets each node, `leave` tells that
 * all of a node's children were given.
 */
export function* walk(
  { node: top, parent: above, rule: outer, round, rootId }: Start,
  { known, serializer, onPlaced }: Writing,
  enter: (written: Written, parent: Known | null) => void,
  leave: () => void,
): Generator<void> {
  const stack: Level[] = []
  let count = 0
  let node: Node = top
  let parent = above
  let rule = outer
  for (;;) {
    const place = known.place(node, parent, round)
    const result = serializer.write(node, place.id, rule)
    const { written, sheet } = result
    if (node.parentNode && isShadowRoot(node.parentNode)) written.isShadow = true
    if (rootId && written.type) written.rootId = rootId
    if (sheet) {
      // A sheet's rules take the place of its address.
      const rules = yield* sheetText(sheet, node.baseURI)
      if (rules && written.attributes) {
        written.attributes._cssText = serializer.css(rules, node.baseURI)
        delete written.attributes.rel
        delete written.attributes.href
      }
    }
    enter(written, parent)
    onPlaced(node)
    stack.push({
      node,
      known: place,
      rule: result.rule,
      children: result.closed ? NOTHING : childrenOf(node),
      at: 0,
    })
    if (++count % NODES === 0) yield

    let next: Node | undefined
    while (!next) {
      const level = stack.at(-1)
      if (!level) return
      const child = level.children[level.at++]
      if (!child) {
        stack.pop()
        leave()
        continue
      }
      const home = child.parentNode
      // Moved away, or written elsewhere, while the job was cut: the mutation observer knows.
      const moved = home !== level.node && !(home && isShadowRoot(home) && home.host === level.node)
      if (moved || isLeftOut(child) || known.get(child)?.round === round) continue
      next = child
      parent = level.known
      rule = level.rule
    }
    node = next
  }
}

/** The JSON of a node and all that is in it, as a full snapshot nests it. */
export function* nestedJson(start: Start, writing: Writing): Generator<void, string> {
  const pieces: string[] = []
  const ends: string[] = []
  let first = true
  yield* walk(
    start,
    writing,
    written => {
      // Piece by piece: one JSON.stringify of a large page would be a long task of its own.
      const json = JSON.stringify(written)
      // Documents and elements (types 0 and 2) have children, if only none.
      const open = written.type === 0 || written.type === 2
      pieces.push(`${first ? '' : ','}${json.slice(0, -1)}${open ? ',"childNodes":[' : ''}`)
      ends.push(open ? ']}' : '}')
      first = open
    },
    () => {
      pieces.push(ends.pop() ?? '')
      first = false
    },
  )
  return pieces.join('')
}
