/**
 * The replayed page as nodes to look at. They belong to another window: `instanceof` does not know them, nodeType
 * does. Nothing here changes the page, and what is read is shown as text.
 */

export function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

/** The children worth showing: elements, shadow roots, frames' pages, and text that is not blank. */
export function childrenOf(node: Node): Node[] {
  const children = [...node.childNodes].filter(
    child =>
      (isElement(child) && !isOwnStyle(child)) ||
      (child.nodeType === 3 && (child.nodeValue ?? '').trim() !== ''),
  )
  if (!isElement(node)) return children
  const inside = frameDocument(node)?.documentElement
  return [...(node.shadowRoot ? [node.shadowRoot] : []), ...(inside ? [inside] : []), ...children]
}

/** The parent, across shadow roots and frames. */
export function parentOf(node: Node): Node | null {
  if (node.parentNode && node.parentNode.nodeType !== 9) return node.parentNode
  if ('host' in node && isNode(node.host)) return node.host
  return null
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value
}

function frameDocument(element: Element): Document | null {
  if (element.tagName !== 'IFRAME' || !('contentDocument' in element)) return null
  const inside = element.contentDocument
  return isNode(inside) && isDocument(inside) ? inside : null
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9
}

/** rrweb's own style sheet stands before the head. */
function isOwnStyle(element: Element): boolean {
  return element.tagName === 'STYLE' && element.parentElement?.tagName === 'HTML'
}

/** What rrweb puts there for itself. */
const OWN_CLASS = /(?:^|\s)(?:rrweb-paused|:hover)(?=\s|$)/g
const OWN = new Set(['data-rr-is-shadow-host', 'rr_width', 'rr_height', 'rr_scrollLeft', 'rr_scrollTop'])

export function attributesOf(element: Element): [string, string][] {
  return [...element.attributes].flatMap(({ name, value }): [string, string][] => {
    if (OWN.has(name)) return []
    if (name !== 'class') return [[name, value]]
    const own = value.replace(OWN_CLASS, '').trim()
    return own === '' && value !== '' ? [] : [[name, own]]
  })
}

/** Nodes looked through at most: a page can have a million. */
const MOST_SEARCHED = 60_000
const MOST_FOUND = 500

/** Elements that fit a CSS selector, or else have the words in their tag, attributes or own text; in page order. */
export function search(root: Document, words: string): Element[] {
  const text = words.trim()
  if (text === '') return []
  const selected = bySelector(root, text)
  if (selected.length > 0) return selected
  const lower = text.toLowerCase()
  const found: Element[] = []
  let looked = 0
  const walk = (node: Node): void => {
    looked += 1
    if (looked > MOST_SEARCHED || found.length >= MOST_FOUND) return
    if (isElement(node) && ownText(node).toLowerCase().includes(lower)) found.push(node)
    for (const child of childrenOf(node)) walk(child)
  }
  walk(root.documentElement)
  return found
}

function bySelector(root: Document, text: string): Element[] {
  try {
    // A word alone is rather a text to look for, unless it is a tag that is there.
    return [...root.querySelectorAll(text)].slice(0, MOST_FOUND)
  } catch {
    // No selector: words.
    return []
  }
}

function ownText(element: Element): string {
  const texts = [...element.childNodes].flatMap(child =>
    child.nodeType === 3 ? (child.nodeValue ?? '') : [],
  )
  const attributes = attributesOf(element).flat()
  return [element.tagName, ...attributes, ...texts].join(' ')
}
