/** Brings what markup does not tell into a copy of a page: values, scrolling, drawings, shadow trees. */
import { scopedRules } from './rules.ts'

type View = Window & typeof globalThis

const MARK = 'data-shadow-tree'

/** Returns the rules of shadow trees, which are plain children in the copy. */
export function keepState(page: Element, copy: Element, view: View): string[] {
  const rules: string[] = []
  const walk = (from: Element, to: Element) => {
    const twins = [...to.children]
    for (const [i, child] of [...from.children].entries()) {
      const twin = twins[i]
      if (twin) walk(child, twin)
    }
    if (from.shadowRoot) {
      const mark = String(rules.length)
      to.setAttribute(MARK, mark)
      rules.push(scopedRules(from.shadowRoot, view, `[${MARK}="${mark}"]`))
      to.replaceChildren(...shadowCopy(from.shadowRoot, to.ownerDocument))
      const inside = [...to.children]
      for (const [i, child] of [...from.shadowRoot.children].entries()) {
        const twin = inside[i]
        if (twin) walk(child, twin)
      }
    }
    keepValue(from, to, view)
    keepPlace(from, to)
    keepDrawing(from, to, view)
  }
  walk(page, copy)
  return rules
}

function shadowCopy(shadow: ShadowRoot, into: Document): Node[] {
  return [...shadow.childNodes].map(node => into.importNode(node, true))
}

function keepValue(from: Element, to: Element, view: View): void {
  if (from instanceof view.HTMLInputElement) {
    if (from.type === 'password') to.setAttribute('value', '•'.repeat(from.value.length))
    else if (from.type !== 'file') to.setAttribute('value', from.value)
    to.toggleAttribute('checked', from.checked)
  } else if (from instanceof view.HTMLTextAreaElement) to.textContent = from.value
  else if (from instanceof view.HTMLOptionElement) to.toggleAttribute('selected', from.selected)
}

/** What was scrolled stands still in a picture, so its content is moved instead. */
function keepPlace(from: Element, to: Element): void {
  if (from === from.ownerDocument.documentElement) return
  if (from.scrollTop === 0 && from.scrollLeft === 0) return
  const moved = `translate: ${-from.scrollLeft}px ${-from.scrollTop}px`
  for (const child of to.children) {
    child.setAttribute('style', [child.getAttribute('style'), moved].filter(Boolean).join('; '))
  }
}

/** Drawings as they are now; pictures of other servers and frames as boxes of their size. */
function keepDrawing(from: Element, to: Element, view: View): void {
  if (from instanceof view.HTMLCanvasElement) {
    const image = to.ownerDocument.createElement('img')
    for (const { name, value } of to.attributes) if (XML_SAFE.test(name)) image.setAttribute(name, value)
    image.setAttribute('src', drawn(from))
    to.replaceWith(image)
  } else if (isForeign(from, view)) {
    const { width, height } = from.getBoundingClientRect()
    const size = `width: ${width}px; height: ${height}px; box-sizing: border-box`
    to.setAttribute('style', [to.getAttribute('style'), size].filter(Boolean).join('; '))
    if (from instanceof view.HTMLIFrameElement) {
      const box = to.ownerDocument.createElement('div')
      box.setAttribute('style', `${to.getAttribute('style')}; display: inline-block; border: 1px solid #ccc`)
      to.replaceWith(box)
    }
  }
}

const XML_SAFE = /^[a-z][\w-]*$/i
/** One transparent dot. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

/** A drawing that took in another server's picture is not to be read. */
function drawn(canvas: HTMLCanvasElement): string {
  try {
    return canvas.toDataURL()
  } catch {
    return NOTHING
  }
}

function isForeign(from: Element, view: View): boolean {
  if (from instanceof view.HTMLIFrameElement || from instanceof view.HTMLVideoElement) return true
  return from instanceof view.HTMLImageElement && !/^data:/i.test(from.currentSrc || from.src)
}
