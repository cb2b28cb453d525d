import { ancestry, attribute, type DomNode, subtree, textOf } from './node.ts'
import { cut } from './read.ts'

const TEST_IDS = ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa', 'data-segreel']
const ROLE_OF: Record<string, string> = {
  a: 'link',
  area: 'link',
  button: 'button',
  select: 'combobox',
  textarea: 'textbox',
  summary: 'button',
  option: 'option',
  img: 'img',
  svg: 'img',
  li: 'listitem',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  p: 'paragraph',
}
const LANDMARKS = new Set(
  'header nav main aside footer form dialog section article table fieldset'.split(' '),
)

export function roleOf(node: DomNode): string {
  const role = node.attributes.get('role')
  if (role) return role
  if (node.tag !== 'input') return ROLE_OF[node.tag] ?? (node.tag || 'document')
  const type = (attribute(node, 'type') || 'text').toLowerCase()
  if (['submit', 'button', 'reset', 'image'].includes(type)) return 'button'
  if (type === 'checkbox' || type === 'radio') return type
  return type === 'range' ? 'slider' : 'textbox'
}

/** What a region is called by whoever made it, or by its first heading. */
export function labelOf(node: DomNode): string {
  const label = cut(attribute(node, 'aria-label') || attribute(node, 'name'), 60)
  if (label !== '') return label
  let looked = 0
  for (const at of subtree(node)) {
    if (++looked > 60) break
    if (at.tag === 'legend' || /^h[1-6]$/.test(at.tag)) return textOf(at, 60)
  }
  return ''
}

/** What a visitor would call the element, masked as recorded. A field goes by its label, never by its value. */
export function nameOf(node: DomNode): string {
  const said = (name: string) => cut(attribute(node, name), 100)
  const first = (...names: string[]) => names.map(said).find(name => name !== '') ?? ''
  if (node.tag === 'input' || node.tag === 'textarea' || node.tag === 'select') {
    const isButton = roleOf(node) === 'button'
    const value = isButton ? first('value') : ''
    return value || first('aria-label') || labelText(node) || first('alt', 'title', 'placeholder', 'name')
  }
  return first('aria-label') || textOf(node, 100) || first('alt', 'title', 'placeholder', 'name')
}

/** Nodes looked through for a field's label. */
const LABEL_SEARCH = 500

/** The text of the label around a field, or of the one that names it by its id. */
function labelText(field: DomNode): string {
  const above = [...ancestry(field)]
  const around = above.slice(0, 4).find(at => at.tag === 'label')
  if (around) return textOf(around, 100)
  const id = attribute(field, 'id')
  // Labels stand in the field's form; without one, in its region.
  const region = above.find(at => at.tag === 'form') ?? above.find(at => LANDMARKS.has(at.tag)) ?? above[5]
  if (id === '' || !region) return ''
  let looked = 0
  for (const at of subtree(region)) {
    if (++looked > LABEL_SEARCH) return ''
    if (at.tag === 'label' && attribute(at, 'for') === id) return textOf(at, 100)
  }
  return ''
}

/**
 * Names an element across loads and deploys: `button "Apply coupon" < form#coupon < main`. Test id or a written id
 * first, then the name with its numbers folded; then the landmarks it stands in. No positions and no generated
 * class names: these change when anything else on the page does.
 */
export function fingerprintOf(node: DomNode): string {
  const test = TEST_IDS.map(name => attribute(node, name)).find(value => value !== '')
  if (test) return `${roleOf(node)}[${fold(test)}]`
  const id = writtenId(node)
  const called = LANDMARKS.has(node.tag) ? labelOf(node) : nameOf(node)
  // The text of a whole region changes with whatever is in it.
  const name = called.length > 60 ? '' : fold(called)
  const self = `${roleOf(node)}${id ? `#${id}` : name ? ` "${name}"` : classOf(node)}`
  const around: string[] = []
  for (const at of ancestry(node.parent)) {
    if (around.length >= 3) break
    if (LANDMARKS.has(at.tag) || at.attributes.has('role')) {
      around.push(`${at.attributes.get('role') ?? at.tag}${writtenId(at) ? `#${writtenId(at)}` : ''}`)
    } else if (name === '' && id === '' && writtenId(at)) around.push(`${at.tag}#${writtenId(at)}`)
  }
  return [self, ...around].join(' < ')
}

/** An id a person wrote: no long digits, no hash, no framework prefix. */
function writtenId(node: DomNode): string {
  const id = attribute(node, 'id')
  const isMade =
    /\d{3,}|^:|[:«»]|^(radix|headlessui|mui|ember|react|mat|cdk|ng|yui|ext)[-_]|[0-9a-f]{8,}/i.test(id)
  return id.length > 40 || isMade ? '' : fold(id)
}

/** First class name that reads like a word. */
function classOf(node: DomNode): string {
  const names = attribute(node, 'class').split(/\s+/)
  const word = names.find(name => /^[a-z]+([-_][a-z]+)*$/i.test(name) && !/^(css|sc|jsx|svelte)-/.test(name))
  return word ? `.${word}` : ''
}

const fold = (text: string): string => text.replace(/\d+/g, '0')
