import type { MaskingSettings } from '../../contract/settings.ts'

/** What the page or the settings say about an element and what is in it; undefined: nothing. */
export type Rule = 'mask' | 'show' | undefined

const SAID = '[data-segreel=mask],[data-segreel=show],[data-segreel=block]'
const EDITABLE = '[contenteditable]:not([contenteditable=false])'

// By what they are, not by constructor: nodes of same-origin frames have constructors of their own.
export const isElement = (node: Node): node is Element => node.nodeType === 1
const isDocument = (node: Node): node is Document => node.nodeType === 9
const isShadowRoot = (node: Node): node is ShadowRoot => 'host' in node && node.nodeType === 11

/** The host of the shadow tree a node is in, or the frame of its document. */
function outside(node: Node): Element | null {
  const root = node.getRootNode()
  if (isShadowRoot(root)) return root.host
  return (isDocument(root) && root.defaultView?.frameElement) || null
}

function readable(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector)
    return true
  } catch {
    return false
  }
}

/** A hiding selector that cannot be read hides everything: nobody can say any more what it meant. */
const hiding = (selectors: string[]): string => selectors.map(one => (readable(one) ? one : '*')).join()

export interface Regions {
  /** What holds for this element, when `inherited` holds around it. */
  own: (element: Element, inherited: Rule) => Rule
  /** The nearest thing said, from the node outwards, through shadow roots and same-origin frames. */
  at: (node: Node | null | undefined) => Rule
  /** Whether the node, or anything around it, is blocked. */
  isBlocked: (node: Node) => boolean
  blocked: string
  ignored: string
  /** Selectors from the settings; empty when the two attributes decide alone. */
  configured: string
}

export function createRegions(settings: MaskingSettings): Regions {
  const blocked = hiding(['[data-segreel=block]', ...settings.blockSelectors])
  const masked = hiding([...settings.maskSelectors, ...settings.blockSelectors])
  const shown = settings.showSelectors.filter(readable).join()
  const configured = [masked, shown].filter(Boolean).join()
  const any = [SAID, settings.maskInputs && EDITABLE, configured].filter(Boolean).join()
  const ignoring = hiding(['[data-segreel=ignore]', ...settings.ignoreSelectors])

  const said = (element: Element): Rule => {
    const attribute = element.getAttribute('data-segreel')
    if (attribute === 'show') return 'show'
    if (attribute === 'mask' || attribute === 'block') return 'mask'
    if (masked && element.matches(masked)) return 'mask'
    if (shown && element.matches(shown)) return 'show'
    return undefined
  }

  const at = (node: Node | null | undefined): Rule => {
    if (!node) return undefined
    const found = (isElement(node) ? node : node.parentElement)?.closest(any)
    // Nothing said: then it is editable, and masked like an input unless what is around it is shown.
    if (found) return said(found) ?? at(found.parentNode) ?? 'mask'
    const root = node.getRootNode()
    return settings.maskInputs && isDocument(root) && root.designMode === 'on' ? 'mask' : at(outside(node))
  }

  const isBlocked = (node: Node): boolean => {
    if ((isElement(node) ? node : node.parentElement)?.closest(blocked)) return true
    const around = outside(node)
    return around !== null && isBlocked(around)
  }

  const own = (element: Element, inherited: Rule): Rule =>
    said(element) ?? inherited ?? (settings.maskInputs && element.matches(EDITABLE) ? 'mask' : undefined)

  return { own, at, isBlocked, blocked, ignored: `:is(${ignoring}),:is(${ignoring}) *`, configured }
}
