/** What the recording holds of a node. */
export interface Known {
  id: number
  /** Under which node the recording has it; a shadow root counts as its host. */
  parent: Known | null
  /** Taken out of the recording; what lies below it is out too, without saying so itself. */
  gone: boolean
  /** Number of the round in which it was written last. */
  round: number
}

/** The recording's node ids: rrweb's mirror, but it keeps no node alive and forgets a subtree at no cost. */
export interface KnownNodes {
  /** -1 when the node is not in the recording. */
  idOf: (node: Node | null) => number
  get: (node: Node) => Known | undefined
  /** Only when the node, and all above it, is in the recording. */
  placed: (node: Node) => Known | undefined
  place: (node: Node, parent: Known | null, round: number) => Known
  /** Forgets all: a full snapshot numbers anew, from the number after `base`. */
  reset: (base: number) => void
}

/**
 * Whether the parent, if it is in the recording, has this child there. A parent written after the child was
 * written without it: the child was taken out where no observer saw it, in a part cut off from the page.
 */
export function isHeld({ gone, parent, round }: Known): boolean {
  return !gone && (!parent || round >= parent.round)
}

export function createKnownNodes(): KnownNodes {
  let known = new WeakMap<Node, Known>()
  // rrweb's player takes 1 for the document.
  let next = 1
  const placed = (node: Node) => {
    const found = known.get(node)
    for (let above: Known | null | undefined = found; above; above = above.parent) {
      if (!isHeld(above)) return undefined
    }
    return found
  }
  return {
    placed,
    idOf: node => (node && placed(node)?.id) ?? -1,
    get: node => known.get(node),
    reset: base => {
      known = new WeakMap()
      next = base + 1
    },
    place: (node, parent, round) => {
      let found = known.get(node)
      if (found) {
        found.parent = parent
        found.gone = false
        found.round = round
      } else {
        found = { id: next++, parent, gone: false, round }
        known.set(node, found)
      }
      return found
    },
  }
}

/** A node's parent as the recording sees it: the host for what lies in a shadow root. */
export function parentOf(node: Node): Node | null {
  const parent = node.parentNode
  return parent && isShadowRoot(parent) ? parent.host : parent
}

// By what they are, not by constructor: nodes of same-origin frames have constructors of their own.
export const isShadowRoot = (node: Node): node is ShadowRoot => node.nodeType === 11 && 'host' in node
export const isElement = (node: Node): node is Element => node.nodeType === 1
