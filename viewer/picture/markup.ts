/**
 * The page of a frame as one SVG document: its elements in a foreignObject, with every rule its sheets have and the
 * state that markup does not tell (values, scrolling, drawings). What lies on other servers is left out: an SVG shown as a
 * picture runs nothing and asks nobody, and whatever it could not show would only taint the canvas.
 */
import { rulesOf } from './rules.ts'
import { keepState } from './state.ts'

const XHTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'
/** What draws nothing, or is drawn from the rules. */
const LEFT_OUT = 'script, style, link, meta, base, noscript, template, object, embed'
/** Names that XML can say (https://www.w3.org/TR/xml/#NT-Name, of Latin letters alone): `@click` is none. */
const XML_NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/
/** Letters no XML document may hold, and halves of letters. */
const NOT_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must go
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

export interface Size {
  width: number
  height: number
}

export function markupOf(page: Document, { width, height }: Size): string | null {
  const root = page.documentElement
  const view = page.defaultView
  if (!root || !view) return null
  // In a document of its own, where a copied picture or video loads nothing.
  const blank = document.implementation.createHTMLDocument()
  const copy = blank.importNode(root, true)
  // Attached, a style is one of XHTML; a child's place is found by its parent.
  blank.documentElement.replaceWith(copy)
  const sheets = keepState(root, copy, view)
  for (const element of copy.querySelectorAll(LEFT_OUT)) element.remove()
  for (const element of [copy, ...copy.querySelectorAll('*')]) tidy(element)
  const style = blank.createElement('style')
  style.textContent = [rulesOf(page, view), ...sheets].join('\n')
  copy.prepend(style)

  const { fontSize } = view.getComputedStyle(root)
  copy.style.fontSize = fontSize
  // Where the page was scrolled to; what is fixed keeps its place in the foreignObject.
  copy.style.position = 'relative'
  copy.style.top = `${-view.scrollY}px`
  copy.style.left = `${-view.scrollX}px`
  copy.style.minHeight = `${height}px`
  const body = new XMLSerializer().serializeToString(copy).replace(NOT_XML, '')
  return [
    `<svg xmlns="${SVG}" width="${width}" height="${height}" style="font-size:${fontSize}">`,
    `<rect width="100%" height="100%" fill="${ground(page, view)}"/>`,
    `<foreignObject width="100%" height="100%">${body}</foreignObject></svg>`,
  ].join('')
}

/** The colour behind everything: of the page's root, else of its body. */
function ground(page: Document, view: Window): string {
  for (const element of [page.documentElement, page.body]) {
    const colour = element ? view.getComputedStyle(element).backgroundColor : ''
    if (colour && colour !== 'rgba(0, 0, 0, 0)') return colour
  }
  return '#fff'
}

/** Takes out what XML cannot say, and every address of another server. */
function tidy(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (!XML_NAME.test(name) || name.startsWith('xmlns') || name.startsWith('on'))
      element.removeAttribute(name)
    else if (/^(src|href|xlink:href|poster|data|background)$/.test(name) && !/^(data:|#)/i.test(value)) {
      // A link that leads nowhere still looks like one.
      if (element.localName === 'a') element.setAttribute(name, '#')
      else element.removeAttribute(name)
    } else if (name === 'srcset' || name === 'srcdoc') element.removeAttribute(name)
  }
  for (const node of [...element.childNodes]) if (node.nodeType === Node.COMMENT_NODE) node.remove()
  if (XML_NAME.test(element.localName) || !element.parentNode) return
  const span = element.ownerDocument.createElementNS(XHTML, 'span')
  span.append(...element.childNodes)
  element.replaceWith(span)
}
