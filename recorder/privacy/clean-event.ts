import type { AttributeCleaner } from './attributes.ts'
import { cleanCss } from './clean-css.ts'
import type { InputValues } from './input-value.ts'
import { isElement, type Regions, type Rule } from './regions.ts'
import type { RrwebEvent, RrwebMirror, RrwebNode } from './rrweb-types.ts'

export interface EventMasks {
  regions: Regions
  inputs: InputValues
  cleanAttribute: AttributeCleaner
  cleanUrl: (href: string) => string
  maskShown: (text: string, rule: Rule) => string
  maskInputs: boolean
}

/** Cleans every string in a value that can hold style rules (addresses in them, nothing else). */
function cleanStyles(value: unknown, clean: (css: string) => string): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') Reflect.set(value, name, clean(inner))
    else cleanStyles(inner, clean)
  }
}

/** Cleans rrweb's events in place, after rrweb made them and before anything else sees them. */
export function createEventCleaner(masks: EventMasks): (event: RrwebEvent, mirror: RrwebMirror) => void {
  const { regions, inputs, cleanAttribute, cleanUrl, maskShown, maskInputs } = masks
  const clean = (css: string) => cleanCss(css, cleanUrl)

  const cleanAttributes = (
    attributes: Record<string, unknown>,
    tag: string,
    element: Element | null,
    rule: Rule,
  ) => {
    for (const name in attributes) {
      const value = attributes[name]
      if (typeof value === 'string') {
        const cleaned = cleanAttribute(name, value, tag, element, rule)
        if (cleaned === undefined) delete attributes[name]
        else attributes[name] = cleaned
      } else cleanStyles(value, clean)
    }
    if (rule === 'mask') delete attributes.checked
    if (tag === 'option' && (rule ? rule === 'mask' : maskInputs)) delete attributes.selected
    if (element && tag === 'input') inputs.remember(element)
  }

  const cleanText = (text: string, parentTag: string, rule: Rule): string => {
    if (parentTag === 'style') return clean(text)
    // With scripts on, this is markup kept as text: addresses of tracking pixels and the like.
    if (parentTag === 'noscript') return ''
    return maskShown(text, parentTag === 'textarea' && maskInputs ? (rule ?? 'mask') : rule)
  }

  const cleanNode = (node: RrwebNode, parentTag: string, inherited: Rule, mirror: RrwebMirror): void => {
    let tag = ''
    let rule = inherited
    if (node.type === 3) node.textContent = cleanText(node.textContent, parentTag, rule)
    else if (node.type === 5 || node.type === 4) node.textContent = ''
    else if (node.type === 2) {
      tag = node.tagName
      const { attributes } = node
      const found = mirror.getNode(node.id)
      const element = found && isElement(found) ? found : null
      // Most elements say nothing about themselves: they are told without asking the document.
      if (
        element &&
        (regions.configured || 'data-segreel' in attributes || 'contenteditable' in attributes)
      ) {
        rule = regions.own(element, rule)
      }
      cleanAttributes(attributes, tag, element, rule)
    }
    if ('childNodes' in node) for (const child of node.childNodes) cleanNode(child, tag, rule, mirror)
  }

  const tagOf = (node: Node | null): string => node?.nodeName.toLowerCase() ?? ''

  return (event, mirror) => {
    if (event.type === 4) event.data.href = cleanUrl(event.data.href)
    else if (event.type === 2)
      cleanNode(event.data.node, '', regions.at(mirror.getNode(event.data.node.id)), mirror)
    else if (event.type === 3) {
      const { data } = event
      if (data.source === 0) {
        for (const { parentId, node } of data.adds) {
          const parent = mirror.getNode(parentId)
          cleanNode(node, tagOf(parent), regions.at(parent), mirror)
        }
        for (const text of data.texts) {
          const node = mirror.getNode(text.id)
          if (text.value)
            text.value = cleanText(text.value, tagOf(node?.parentNode ?? null), regions.at(node))
        }
        for (const { id, attributes } of data.attributes) {
          const node = mirror.getNode(id)
          cleanAttributes(attributes, tagOf(node), node && isElement(node) ? node : null, regions.at(node))
        }
      } else if (data.source === 5) {
        const node = mirror.getNode(data.id)
        if (!node || !isElement(node)) return
        data.text = inputs.mask(node, data.text)
        if (regions.at(node) === 'mask') data.isChecked = false
      } else if (data.source === 8 || data.source === 13 || data.source === 15) cleanStyles(data, clean)
    }
  }
}
