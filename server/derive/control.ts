import { NodeType } from '../../contract/rrweb.ts'
import { ancestry, attribute, type DomNode } from './node.ts'
import type { Sheets } from './sheets.ts'

const TAGS = new Set(['a', 'button', 'input', 'select', 'textarea', 'summary', 'label', 'option', 'area'])
const ROLES = new Set(
  'button link checkbox radio switch tab menuitem menuitemcheckbox menuitemradio option treeitem combobox textbox searchbox slider spinbutton gridcell'.split(
    ' ',
  ),
)
/** Things that draw or play by themselves; what they answer is not in a recording. */
const OPAQUE = new Set(['canvas', 'video', 'audio', 'iframe', 'embed', 'object', 'math', 'model-viewer'])
const BUTTON_CLASS = /(^|[-_])(btn|button|clickable)(?=$|[-_])/i
const GROUP_CLASS = /(group|row|bar|list|wrap|wrapper|container|buttons|inner|text|label|icon|content)$/i

/** Whether an element by itself says that it is there to be clicked. */
function isControl(node: DomNode, sheets: Sheets): boolean {
  if (node.kind !== NodeType.Element || node.tag === 'body' || node.tag === 'html') return false
  if (TAGS.has(node.tag) || OPAQUE.has(node.tag) || ROLES.has(attribute(node, 'role'))) return true
  if (node.attributes.has('onclick')) return true
  const tabindex = node.attributes.get('tabindex')
  if (tabindex !== undefined && Number(tabindex) >= 0 && node.tag !== 'main') return true
  const editable = node.attributes.get('contenteditable')
  if (editable !== undefined && editable !== 'false') return true
  if (attribute(node, 'draggable') === 'true') return true
  const classes = attribute(node, 'class').split(/\s+/)
  if (classes.some(name => BUTTON_CLASS.test(name) && !GROUP_CLASS.test(name))) return true
  return sheets.pointer(node) || sheets.drag(node)
}

/** The control that a hit belongs to: a click on the icon of a button is a click on the button. */
export function controlOf(hit: DomNode | null, sheets: Sheets): DomNode | null {
  let up = 0
  let found: DomNode | null = null
  for (const node of ancestry(hit)) {
    if (++up > 8 || node.tag === 'body') break
    // A real control outside beats what merely looks clickable inside it.
    if (TAGS.has(node.tag) || ROLES.has(attribute(node, 'role')) || OPAQUE.has(node.tag)) return node
    if (!found && isControl(node, sheets)) found = node
  }
  return found
}

export const isOpaque = (node: DomNode): boolean => OPAQUE.has(node.tag)

const PICKERS = new Set(
  'text search email url tel password number date time datetime-local month week color file range'.split(' '),
)

/** Something one types or picks in: a click focuses it, or opens a picker that no recording shows. */
export function isField(node: DomNode): boolean {
  if (node.tag === 'textarea' || node.tag === 'select' || node.tag === 'option') return true
  if (node.tag === 'input') return PICKERS.has((attribute(node, 'type') || 'text').toLowerCase())
  const editable = node.attributes.get('contenteditable')
  if (editable !== undefined && editable !== 'false') return true
  return ['textbox', 'searchbox', 'slider', 'spinbutton'].includes(attribute(node, 'role'))
}

export function isDisabled(node: DomNode): boolean {
  for (const at of ancestry(node)) {
    if (at === node || at.tag === 'fieldset') {
      if (at.attributes.has('disabled') || at.attributes.get('aria-disabled') === 'true') return true
    }
  }
  return false
}

/** Already in the state that a click would bring. */
export function isChosen(node: DomNode): boolean {
  if (node.tag === 'input') return attribute(node, 'type') === 'radio' && node.attributes.has('checked')
  const role = attribute(node, 'role')
  if (node.attributes.get('aria-selected') === 'true') return true
  if (node.attributes.has('aria-current') && node.attributes.get('aria-current') !== 'false') return true
  if (role === 'radio' && node.attributes.get('aria-checked') === 'true') return true
  const chosen = /(^|\s)(is-)?(active|selected|current)(\s|$)/
  const own = chosen.test(attribute(node, 'class'))
  if (node.tag === 'a' || role === 'tab' || role === 'link') {
    return own || (node.parent?.tag === 'li' && chosen.test(attribute(node.parent, 'class')))
  }
  return false
}
