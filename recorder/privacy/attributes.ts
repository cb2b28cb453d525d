import { cleanCss } from './clean-css.ts'
import { MASK, maskSecrets } from './mask-secrets.ts'
import type { Rule } from './regions.ts'

/** Code, keys of the page's policy, and whole documents that rrweb records as documents anyway. */
const DROPPED = /^(?:on.+|nonce|integrity|srcdoc)$/
/** Shapes and names of the page's own style sheets: changing them breaks the picture, and they are not text. */
const KEPT = /^(?:class|d|points|transform|values|coords|stroke-.+|data-segreel|rr_(?!src).+)$/
const ADDRESS =
  /^(?:href|src|action|formaction|poster|data|background|cite|ping|xlink:href|longdesc|manifest|rr_src)$/
/** Attributes whose value is read out or shown; states that style sheets ask for are no text. */
const TEXT =
  /^(?:title|alt|download|placeholder|label|value|summary|content|aria-(?:label|description|placeholder|roledescription|value.+)|data-(?!(?:state|side|align|orientation|theme|active|open|disabled|selected|rr-.+|v-.+)$).+)$/
const META_KEPT = /^(?:viewport|theme-color|color-scheme)$/
const WITH_PARAMETERS = /^\S*[?#&][\w.-]*=/

type Kind = 'dropped' | 'kept' | 'address' | 'addresses' | 'text' | 'css' | 'other'

function kindOf(name: string): Kind {
  if (DROPPED.test(name)) return 'dropped'
  if (KEPT.test(name)) return 'kept'
  if (ADDRESS.test(name)) return 'address'
  if (/srcset$/.test(name)) return 'addresses'
  if (name === 'style' || name === '_cssText') return 'css'
  return TEXT.test(name) ? 'text' : 'other'
}

export interface AttributeMasks {
  cleanUrl: (href: string) => string
  maskShown: (text: string, rule: Rule) => string
  maskInput: (element: Element, value: string) => string
}

/** Cleans one attribute's value; undefined: the recording does without it. */
export type AttributeCleaner = (
  name: string,
  value: string,
  tag: string,
  element: Element | null,
  rule: Rule,
) => string | undefined

export function createAttributeCleaner(masks: AttributeMasks): AttributeCleaner {
  const { cleanUrl, maskShown, maskInput } = masks
  const kinds = new Map<string, Kind>()

  const cleanAddress = (href: string, tag: string): string => {
    const at = href.indexOf('#')
    // A reference to a symbol of this or another file (`<use href="icons.svg#cart">`), not a value.
    const fragment = (at === 0 || tag === 'use') && at >= 0 ? href.slice(at) : ''
    const kept = /^#[\w:.-]{1,64}$/.test(fragment) && maskSecrets(fragment) === fragment ? fragment : ''
    return kept ? cleanUrl(href.slice(0, at)) + kept : cleanUrl(href)
  }

  return (name, value, tag, element, rule) => {
    let kind = kinds.get(name)
    if (!kind) {
      kind = kindOf(name.toLowerCase())
      // Bounded, should a page make up names without end.
      if (kinds.size > 1000) kinds.clear()
      kinds.set(name, kind)
    }
    if (kind === 'dropped') return undefined
    if (kind === 'kept' || !value) return value
    if (kind === 'address') return cleanAddress(value, tag)
    if (kind === 'addresses')
      return value.replace(/(^|,\s+)([^\s,]\S*)/g, (_, before, href) => before + cleanUrl(href))
    if (kind === 'css') return cleanCss(value, cleanUrl)
    if (name === 'value' && element && /^(?:input|textarea|select|option)$/.test(tag))
      return maskInput(element, value)
    if (tag === 'meta' && name === 'content')
      return META_KEPT.test(element?.getAttribute('name') ?? '') ? value : MASK
    const clean = WITH_PARAMETERS.test(value) ? cleanUrl(value) : value
    // What a custom element makes of its attributes nobody knows: they count as text.
    return maskShown(clean, kind === 'text' || tag.includes('-') ? rule : 'show')
  }
}
