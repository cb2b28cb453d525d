import type { DomNode } from './node.ts'
import { type Compound, matches, parseSelector } from './selector.ts'

interface Rules {
  /** Shown with the hand: meant to be clicked. */
  pointer: Compound[][]
  /** Shown as something to drag. */
  drag: Compound[][]
  /** `X:focus-within Y { display: ... }`: the style sheet alone answers a click on X. */
  answers: Compound[][]
}

/** A cursor that promises something for a click. */
const PROMISES = /cursor\s*:\s*(pointer|zoom-in|zoom-out)/
const PROMISES_INLINE = /cursor\W{1,5}(pointer|zoom-in|zoom-out)/

const DRAG = /cursor\s*:\s*(grab|grabbing|move|all-scroll|[a-z]{1,4}-resize)/
const SHOWS = /(^|[;{\s])(display|visibility|max-height|height|opacity)\s*:/
/** A state of one element that styles another: the part before the state, then a combinator. */
const STATE = /^(.*):(?:focus-within|focus-visible|focus|target|hover)\s*(?:[>+~\s])\s*\S/

/** Rules inserted by script that are kept: the last thousand are enough to know a page by. */
const MAX_INSERTED = 1_000
const MAX_INSERTED_TEXT = 50_000
/** Pages of a site bring the same sheets again and again: those read last, and the longest one remembered, letters. */
const SHEETS_KEPT = 64
const LONGEST_KEPT = 200_000
const sheetsRead = new Map<string, Rules>()

/** What the style sheets of the page say about clicking. A recording has no computed styles; cursors tell most. */
export class Sheets {
  /** Each sheet is read when it is first asked, and again when it changed; null until then. */
  readonly #sheets = new Map<DomNode, Rules | null>()
  #inserted: Rules[] = []
  #insertedText = ''

  reset(): void {
    this.#sheets.clear()
    this.#inserted = []
    this.#insertedText = ''
  }

  add(node: DomNode): void {
    this.#sheets.set(node, null)
  }

  remove(node: DomNode): void {
    this.#sheets.delete(node)
  }

  insert(rule: string): void {
    this.#insertedText = (this.#insertedText + selectorsOf(rule)).slice(-MAX_INSERTED_TEXT)
    if (!/cursor|:focus|:target|:hover/.test(rule)) return
    if (this.#inserted.length >= MAX_INSERTED) this.#inserted.shift()
    this.#inserted.push(readSheet(rule))
  }

  pointer(node: DomNode): boolean {
    return PROMISES_INLINE.test(node.attributes.get('style') ?? '') || this.#some(node, 'pointer')
  }

  drag(node: DomNode): boolean {
    return DRAG.test(node.attributes.get('style') ?? '') || this.#some(node, 'drag')
  }

  answers(node: DomNode): boolean {
    return this.#some(node, 'answers')
  }

  /** Whether a sheet styles by one of these class names, or by this attribute. */
  name(kind: string, words: string): boolean {
    const names = kind === 'attribute:class' ? words.split(/\s+/) : [kind.slice('attribute:'.length)]
    const texts = [this.#insertedText, ...[...this.#sheets.keys()].map(cssOf)]
    return names.some(name => name !== '' && texts.some(css => css.includes(name)))
  }

  #some(node: DomNode, what: keyof Rules): boolean {
    for (const [sheet, known] of this.#sheets) {
      const rules = known ?? rulesOf(cssOf(sheet))
      if (!known) this.#sheets.set(sheet, rules)
      if (any(rules[what], node)) return true
    }
    return this.#inserted.some(rules => any(rules[what], node))
  }
}

/** As rrweb 2 puts it beside the sheet, or as the text inside. */
function cssOf(sheet: DomNode): string {
  const beside = sheet.attributes.get('_cssText')
  if (beside !== undefined) return beside
  let css = ''
  for (let node = sheet.first; node; node = node.after) css += node.text
  return css
}

const selectorsOf = (rule: string): string => `${rule.slice(0, Math.max(0, rule.indexOf('{')))} `

function rulesOf(css: string): Rules {
  const known = sheetsRead.get(css)
  const rules = known ?? readSheet(css)
  if (css.length > LONGEST_KEPT) return rules
  sheetsRead.delete(css)
  sheetsRead.set(css, rules)
  if (sheetsRead.size > SHEETS_KEPT) sheetsRead.delete(sheetsRead.keys().next().value ?? '')
  return rules
}

const any = (selectors: Compound[][], node: DomNode): boolean =>
  selectors.some(selector => matches(selector, node))

function readSheet(css: string): Rules {
  const into: Rules = { pointer: [], drag: [], answers: [] }
  for (const [, selectors = '', body = ''] of css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/([^{}]{1,2000})\{([^{}]*)\}/g)) {
    const pointer = PROMISES.test(body)
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
  return into
}

const parsed = (selector: string): Compound[][] => {
  const compounds = parseSelector(selector)
  return compounds ? [compounds] : []
}
