import { SECRET_NAME } from './mask-secrets.ts'
import { isElement, type Regions, type Rule } from './regions.ts'

const SECRET_TYPES = /^(?:password|hidden|file)$/
const SECRET_AUTOCOMPLETE = /password|one-time-code|cc-/i
const SECRET_FIELD = /one.?time|csc|card.?n|iban|\bpin\b/i
/** Their value is what is written on them. */
const LABELLED = /^(?:submit|button|reset|image)$/

export interface InputValues {
  /** The value of an input, text area or select as the recording may hold it. */
  mask: (element: Element, value: string) => string
  /** Called for every input that is recorded: a password stays one, whatever its type becomes. */
  remember: (element: Element) => void
  /** Notices passwords of a document or shadow tree whose type changes before they are recorded. */
  watch: (root: ParentNode & Node) => () => void
}

export function createInputValues(
  regions: Regions,
  maskInputs: boolean,
  maskShown: (text: string, rule: Rule) => string,
): InputValues {
  const passwords = new WeakSet<Element>()
  const observer = new MutationObserver(records => {
    for (const { target, oldValue } of records) {
      if (isElement(target) && /^password$/i.test(oldValue ?? '')) passwords.add(target)
    }
  })
  const attribute = (element: Element, name: string) => (element.getAttribute(name) ?? '').toLowerCase()

  const isSecret = (element: Element): boolean => {
    const field = `${attribute(element, 'name')} ${attribute(element, 'id')}`
    return (
      passwords.has(element) ||
      SECRET_TYPES.test(attribute(element, 'type')) ||
      element.hasAttribute('data-rr-is-password') ||
      SECRET_AUTOCOMPLETE.test(attribute(element, 'autocomplete')) ||
      SECRET_NAME.test(field) ||
      SECRET_FIELD.test(field) ||
      element.matches(regions.ignored)
    )
  }

  const remember = (element: Element) => {
    if (attribute(element, 'type') === 'password') passwords.add(element)
  }

  return {
    remember,
    watch: root => {
      for (const field of root.querySelectorAll('input[type=password]')) passwords.add(field)
      observer.observe(root, { subtree: true, attributeFilter: ['type'], attributeOldValue: true })
      return () => observer.disconnect()
    },
    mask: (element, value) => {
      remember(element)
      const rule = regions.at(element)
      if (LABELLED.test(attribute(element, 'type'))) return maskShown(value, rule)
      // Nothing, not stars: their number would tell the length of the secret.
      if (isSecret(element)) return ''
      return maskShown(value, rule ?? (maskInputs ? 'mask' : 'show'))
    },
  }
}
