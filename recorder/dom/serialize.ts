import { NodeType } from '../../contract/rrweb.ts'
import type { Masks } from '../privacy/privacy.ts'
import type { Rule } from '../privacy/regions.ts'
import { isElement, parentOf } from './known.ts'
import { absoluteCss, isAsWritten } from './style-sheets.ts'

export type Attributes = Record<string, string | number | boolean | null>

/** One node as rrweb writes it, without its children. */
export interface Written {
  type: number
  id: number
  tagName?: string
  attributes?: Attributes
  textContent?: string
  name?: string
  publicId?: string
  systemId?: string
  compatMode?: string
  isSVG?: true
  isCustom?: true
  isShadowHost?: true
  isShadow?: true
  /** Id of the document, in frames. */
  rootId?: number
}

// By name, not by constructor: nodes of same-origin frames have constructors of their own.
export const is = <T extends keyof HTMLElementTagNameMap>(
  node: Element,
  tag: T,
): node is HTMLElementTagNameMap[T] => node.localName === tag
const isDoctype = (node: Node): node is DocumentType => node.nodeType === 10

const SVG = 'http://www.w3.org/2000/svg'
/** Made absolute, so that they hold wherever the recording is replayed. */
const ADDRESS = /^(?:src|href|xlink:href|poster|background|data)$/
const ABSOLUTE = /^(?:[a-z][\w+.-]*:|\/\/|#)/i
/** Links a replay has no use for. */
const USELESS_LINK =
  /^(?:preload|prefetch|modulepreload|preconnect|dns-prefetch|shortcut icon|icon|apple-.*|manifest)$/i

// A form's fields hide the form's own properties by their names: `<input name="localName">`. Names and values
// are asked one by one: `attributes` would make the browser build an Attr node for each.
const { getAttribute, getAttributeNames } = Element.prototype

/** The tag's name as rrweb writes it: in lower case but for SVG's. */
export const tagOf = (node: Node): string =>
  isElement(node) && typeof node.localName === 'string' ? node.localName : node.nodeType === 1 ? 'form' : ''

/** Scripts, comments, and what only matters to loading are no part of the picture. */
export function isLeftOut(node: Node): boolean {
  if (node.nodeType === 3) {
    const parent = node.parentNode
    if (parent?.nodeName === 'HEAD') return true
    return parent?.nodeName === 'NOSCRIPT' || parent?.nodeName === 'SCRIPT'
  }
  if (node.nodeType === 8 || node.nodeType === 7) return true
  if (!isElement(node)) return false
  const tag = node.nodeName
  return tag === 'SCRIPT' || (tag === 'LINK' && USELESS_LINK.test(node.getAttribute('rel') ?? ''))
}

function absolute(value: string, base: string): string {
  if (!value || ABSOLUTE.test(value)) return value
  try {
    return new URL(value, base).href
  } catch {
    return value
  }
}

export interface Result {
  written: Written
  /** What holds for the text in it. */
  rule: Rule
  /** Whether what is in it stays out of the recording. */
  closed: boolean
  /** Its rules are to be added as `_cssText`; left to the caller, who may do it in slices. */
  sheet?: CSSStyleSheet
}

export interface Serializer {
  write: (node: Node, id: number, rule: Rule) => Result
  /** An attribute as the recording may hold it; undefined: it does without. */
  attribute: (element: Element, name: string, value: string, rule: Rule) => string | undefined
  text: (text: string, node: Node, rule: Rule) => string
  /** Whether what is in a node stays out of the recording. */
  isBlocked: (node: Node) => boolean
  /** Style rules, with the addresses in them cleaned. */
  css: (css: string, base: string) => string
}

export function createSerializer(masks: Masks): Serializer {
  const { regions, inputs, cleanAttribute, cleanCss, maskShown, maskInputs } = masks
  const css = (text: string, base: string) => cleanCss(absoluteCss(text, base))

  const attribute = (element: Element, name: string, value: string, rule: Rule) => {
    const base = element.baseURI
    const tag = tagOf(element)
    const whole = ADDRESS.test(name)
      ? absolute(value, base)
      : name === 'srcset'
        ? value.replace(/(^|,\s+)([^\s,]\S*)/g, (_, before, href) => before + absolute(href, base))
        : name === 'style'
          ? absoluteCss(value, base)
          : value
    return cleanAttribute(name, whole, tag, element, rule)
  }

  const text = (content: string, node: Node, rule: Rule): string => {
    const parent = parentOf(node)
    const tag = parent?.nodeName
    if (tag === 'STYLE') return css(content, node.baseURI)
    return maskShown(content, tag === 'TEXTAREA' && maskInputs ? (rule ?? 'mask') : rule)
  }

  /** Attributes as they are now, and the style sheet whose rules belong with them. */
  const element = (node: Element, rule: Rule): { attributes: Attributes; sheet?: CSSStyleSheet } => {
    const attributes: Attributes = {}
    for (const name of getAttributeNames.call(node)) {
      const value = getAttribute.call(node, name) ?? ''
      const clean = attribute(node, name, value, rule)
      if (clean !== undefined) attributes[name] = clean
    }
    if (node.scrollTop) attributes.rr_scrollTop = node.scrollTop
    if (node.scrollLeft) attributes.rr_scrollLeft = node.scrollLeft
    if (is(node, 'input') || is(node, 'textarea') || is(node, 'select')) {
      inputs.remember(node)
      const box = node.type === 'radio' || node.type === 'checkbox'
      if (!box && node.value) attributes.value = inputs.mask(node, node.value)
      if (box && 'checked' in node) {
        delete attributes.checked
        if (node.checked && rule !== 'mask') attributes.checked = true
      }
    } else if (is(node, 'option')) {
      delete attributes.selected
      if (node.selected && !(rule ? rule === 'mask' : maskInputs)) attributes.selected = true
    } else if (is(node, 'video') || is(node, 'audio')) {
      delete attributes.autoplay
      attributes.rr_mediaState = node.paused ? 'paused' : 'played'
      attributes.rr_mediaCurrentTime = node.currentTime
    } else if (is(node, 'dialog')) {
      if (node.open) attributes.rr_open_mode = node.matches(':modal') ? 'modal' : 'non-modal'
    } else if (is(node, 'iframe')) {
      if (!node.contentDocument && attributes.src) attributes.rr_src = attributes.src
      delete attributes.src
    } else if (is(node, 'style') || is(node, 'link')) {
      const { sheet } = node
      if (sheet && (is(node, 'link') || !isAsWritten(node.textContent, sheet))) return { attributes, sheet }
    }
    return { attributes }
  }

  return {
    attribute,
    isBlocked: regions.isBlocked,
    text,
    css,
    write: (node, id, outer) => {
      const written: Written = { type: NodeType.Text, id }
      if (node.nodeType === 3 || node.nodeType === 4) {
        written.textContent = text(node.textContent ?? '', node, outer)
        return { written, rule: outer, closed: true }
      }
      if (isDoctype(node)) {
        const { name, publicId, systemId } = node
        return {
          written: { type: NodeType.Doctype, id, name, publicId, systemId },
          rule: outer,
          closed: true,
        }
      }
      if (!isElement(node)) {
        const quirks = 'compatMode' in node && node.compatMode === 'BackCompat'
        written.type = NodeType.Document
        if (quirks) written.compatMode = 'BackCompat'
        return { written, rule: outer, closed: false }
      }
      written.type = NodeType.Element
      written.tagName = tagOf(node)
      if (node.namespaceURI === SVG) written.isSVG = true
      if (written.tagName.includes('-') && customElements.get(written.tagName)) written.isCustom = true
      const says =
        regions.configured || node.hasAttribute('data-segreel') || node.hasAttribute('contenteditable')
      if (says && node.matches(regions.blocked)) {
        const { width, height } = node.getBoundingClientRect()
        const name = node.getAttribute('class') ?? ''
        written.attributes = { class: name, rr_width: `${width}px`, rr_height: `${height}px` }
        return { written, rule: outer, closed: true }
      }
      const rule = says ? regions.own(node, outer) : outer
      const { attributes, sheet } = element(node, rule)
      written.attributes = attributes
      if (node.shadowRoot) written.isShadowHost = true
      // A text area's value says all, its text only what it held at first; a sheet's rules stand for its text.
      const closed = sheet !== undefined || (written.tagName === 'textarea' && 'value' in attributes)
      return { written, rule, closed, sheet }
    },
  }
}
