import { type DomNode, textOf } from './node.ts'
import { type Compound, matches, parseSelector } from './selector.ts'

interface Rules {
  /** Shown with the hand: meant to be clicked. */
  pointer: Compound[][]
  /** Shown as something to drag. */
  drag: Compound[][]
  /** `X:focus-within Y { display: ... }`: the style sheet alone answers a click on X. */
  answers: Compound[][]
}

const DRAG = /cursor\s*:\s*(grab|grabbing|move|all-scroll|[a-z]{1,4}-resize)/
const SHOWS = /(^|[;{\s])(display|visibility|max-height|height|opacity)\s*:/
/** A state of one element that styles another: the part before the state, then a combinator. */
const STATE = /^(.*):(?:focus-within|focus-visible|focus|target|hover)\s*(?:[>+~\s])\s*\S/

/** What the style sheets of the page say about clicking. A recording has no computed styles; cursors tell most. */
export class Sheets {
  readonly #nodes = new Set<DomNode>()
  #inserted: string[] = []
  #rules: Rules | null = null

  reset(): void {
    this.#nodes.clear()
    this.#inserted = []
    this.#rules = null
  }

  add(node: DomNode): void {
    this.#nodes.add(node)
    this.#rules = null
  }

  remove(node: DomNode): void {
    if (this.#nodes.delete(node)) this.#rules = null
  }

  /** A rule inserted by script; the last thousand are enough to know a page by. */
  insert(rule: string): void {
    if (!/cursor|:focus|:target|:hover/.test(rule)) return
    if (this.#inserted.length >= 1_000) this.#inserted.shift()
    this.#inserted.push(rule)
    this.#rules = null
  }

  pointer(node: DomNode): boolean {
    return /cursor\W{1,5}pointer/.test(node.attributes.get('style') ?? '') || any(this.#read().pointer, node)
  }

  drag(node: DomNode): boolean {
    return DRAG.test(node.attributes.get('style') ?? '') || any(this.#read().drag, node)
  }

  answers(node: DomNode): boolean {
    return any(this.#read().answers, node)
  }

  #read(): Rules {
    if (this.#rules) return this.#rules
    const rules: Rules = { pointer: [], drag: [], answers: [] }
    for (const node of this.#nodes) readSheet(node.attributes.get('_cssText') ?? textOf(node, 400_000), rules)
    for (const rule of this.#inserted) readSheet(rule, rules)
    this.#rules = rules
    return rules
  }
}

const any = (selectors: Compound[][], node: DomNode): boolean =>
  selectors.some(selector => matches(selector, node))

function readSheet(css: string, into: Rules): void {
  for (const [, selectors = '', body = ''] of css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/([^{}]{1,2000})\{([^{}]*)\}/g)) {
    const pointer = /cursor\s*:\s*pointer/.test(body)
    const drag = DRAG.test(body)
    const shows = SHOWS.test(body)
    if (!pointer && !drag && !shows) continue
    for (const selector of selectors.split(',')) {
      const plain = selector.trim()
      if (pointer) into.pointer.push(...parsed(plain))
      if (drag) into.drag.push(...parsed(plain))
      const before = shows ? STATE.exec(plain)?.[1] : undefined
      if (before) into.answers.push(...parsed(before))
    }
  }
}

const parsed = (selector: string): Compound[][] => {
  const compounds = parseSelector(selector)
  return compounds ? [compounds] : []
}
