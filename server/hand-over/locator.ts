import type { Target } from '../../contract/facts.ts'
import { isTyped } from './steps.ts'

/** Roles that Playwright's getByRole knows and that visitors click. */
const ROLES = new Set([
  'button',
  'checkbox',
  'combobox',
  'heading',
  'link',
  'listitem',
  'menuitem',
  'option',
  'radio',
  'slider',
  'switch',
  'tab',
  'textbox',
])
/** A name this long is the text of a whole card: its beginning says enough, and changes less. */
const NAME_CUT = 40

/** The least brittle way to find the element: test id, label, role and name, text. */
export function locatorOf(target: Target): string {
  const testId = /^[^[]+\[([^\]]+)\]$/.exec(target.fingerprint)?.[1]
  // Digits are folded in fingerprints: an id with one may be another's.
  if (testId && !testId.includes('0')) return `page.getByTestId(${quoted(testId)})`
  const name = target.name.trim()
  if (isTyped(target) && name !== '') {
    const cut = quoted(shortened(name))
    return `page.getByLabel(${cut}).or(page.getByPlaceholder(${cut})).first()`
  }
  if (ROLES.has(target.role) && name !== '') {
    return `page.getByRole(${quoted(target.role)}, { name: ${quoted(shortened(name))} }).first()`
  }
  if (name !== '') return `page.getByText(${quoted(shortened(name))}).first()`
  const id = /#([\w-]+)/.exec(target.fingerprint)?.[1]
  return id && !id.includes('0')
    ? `page.locator(${quoted(`#${id}`)})`
    : `page.locator(${quoted(target.tag)}).first()`
}

function shortened(name: string): string {
  if (name.length <= NAME_CUT) return name
  const cut = name.slice(0, NAME_CUT)
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), 10))
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replace(/\s+/g, ' ')}'`
}
