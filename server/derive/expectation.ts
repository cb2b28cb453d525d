import type { Expectation } from '../../contract/facts.ts'
import { isChosen, isDisabled, isField, isOpaque } from './control.ts'
import { nameOf } from './fingerprint.ts'
import { ancestry, attribute, type DomNode, subtree } from './node.ts'
import type { Sheets } from './sheets.ts'

/** What the expectation depends on besides the element itself. */
export interface Surroundings {
  sheets: Sheets
  /** Address of the page. */
  href: string
  /** Our recorder's signals are in the recording: copies, downloads and new tabs would be known. */
  signals: boolean
  byId: (id: string) => DomNode | null
}

/** Names of what acts outside the page, unseen by any recorder: files sent as they are, sound, the whole screen. */
const OUTSIDE =
  /\b(download|export|save (as|image|file|pdf)|full ?screen|listen|pronounce|(un)?mute)\b|[⬇🔊]/iu
/** And of what our own signals would tell of. */
const ELSEWHERE =
  /\b(copy|copied|clipboard|share|upload|attach|browse|choose (a )?(file|photo|picture|image)s?|print|open in|new (tab|window)|e-?mail (me|us|this))\b|[↗⧉📋]/iu

export function expectationOf(control: DomNode | null, around: Surroundings): Expectation {
  if (!control) return 'nothing'
  if (isDisabled(control) || isChosen(control)) return 'nothing'
  if (isOpaque(control) || isField(control) || isHandle(control, around.sheets)) return 'unseen'
  if (control.tag === 'label') return labelExpects(control, around)
  if (control.tag === 'a' || control.tag === 'area') return linkExpects(control, around)
  // A popover opens in the top layer without any change of the DOM.
  if (control.attributes.has('popovertarget') || control.attributes.has('commandfor')) return 'unseen'
  const form = [...ancestry(control)].find(node => node.tag === 'form')
  if (form && attribute(form, 'target') === '_blank') return 'unseen'
  if (actsOutside(control, around) || stylesAnswer(control, around.sheets)) return 'unseen'
  return steersCanvas(control) || stepsField(control) ? 'unseen' : 'answer'
}

/** Whether the next thing may be another page, of which this recording might know nothing. */
export function leadsAway(node: DomNode): boolean {
  if (node.tag === 'a' || node.tag === 'area') return !/^(#|javascript:|$)/i.test(attribute(node, 'href'))
  const type = attribute(node, 'type').toLowerCase()
  const submits =
    node.tag === 'button' ? type === '' || type === 'submit' : node.tag === 'input' && type === 'submit'
  return submits && [...ancestry(node)].some(at => at.tag === 'form' && attribute(at, 'action') !== '')
}

/** Something to drag: a plain click on it asks for nothing. */
function isHandle(control: DomNode, sheets: Sheets): boolean {
  if (attribute(control, 'draggable') === 'true' && control.tag !== 'a') return true
  if (['slider', 'scrollbar', 'separator'].includes(attribute(control, 'role'))) return true
  return (
    /(^|[-_\s])(drag|grip|handle|resizer?)([-_\s]|$)/i.test(attribute(control, 'class')) ||
    sheets.drag(control)
  )
}

/** A label does what its field does. */
function labelExpects(label: DomNode, around: Surroundings): Expectation {
  const named = label.attributes.get('for')
  const field =
    (named ? around.byId(named) : null) ??
    [...subtree(label)].find(node => ['input', 'select', 'textarea', 'button'].includes(node.tag)) ??
    null
  return field ? expectationOf(field, around) : 'nothing'
}

function linkExpects(link: DomNode, around: Surroundings): Expectation {
  const href = link.attributes.get('href')
  if (actsOutside(link, around) || stylesAnswer(link, around.sheets)) return 'unseen'
  if (href === undefined || href === '' || /^javascript:/i.test(href)) return 'answer'
  if (/^(mailto|tel|sms|callto|whatsapp|intent|blob|data):/i.test(href)) return 'unseen'
  if (link.attributes.has('download') || !/^(|_self|_top|_parent)$/.test(attribute(link, 'target')))
    return 'unseen'
  const { hash, address } = parts(href, around.href)
  const here = parts(around.href, around.href)
  if (address !== here.address) return 'answer'
  if (hash === '' && !href.includes('#')) return 'nothing'
  // A part of this page: it may be in view already, or be shown by `:target`; only a missing part is dead.
  return hash !== '' && (around.byId(decode(hash.slice(1))) || /^#!?\//.test(hash)) ? 'unseen' : 'answer'
}

function actsOutside(control: DomNode, around: Surroundings): boolean {
  if (/window\.open|print\(|clipboard|download/.test(attribute(control, 'onclick'))) return true
  const name = nameOf(control)
  return OUTSIDE.test(name) || (!around.signals && ELSEWHERE.test(name))
}

const STEPS =
  /^([+\-−–▲▼△▽˄˅]|plus|minus|(in|de)crease|(in|de)crement|add one|remove one|more|less|up|down)(\W|$)/i

/** A masked number looks the same before and after a step: recorders tell of no change. */
function stepsField(control: DomNode): boolean {
  if (!STEPS.test(nameOf(control))) return false
  const group = control.parent?.parent?.tag === 'body' ? control.parent : (control.parent?.parent ?? control)
  let looked = 0
  for (const node of subtree(group)) {
    if (node.tag === 'input' && isField(node)) return true
    if (++looked > 30) return false
  }
  return false
}

/** The buttons beside a canvas (a game, a map) act on it, and its picture is seldom recorded. */
function steersCanvas(control: DomNode): boolean {
  let top = control
  for (let up = 0; top.parent && up < 3 && top.parent.tag !== 'html'; up++) top = top.parent
  let looked = 0
  for (const node of subtree(top)) {
    if (node.tag === 'canvas') return !node.rhythms?.has('canvas')
    if (++looked > 150) return false
  }
  return false
}

/** `:focus-within` menus and the like: the style sheet answers. */
function stylesAnswer(control: DomNode, sheets: Sheets): boolean {
  let up = 0
  for (const node of ancestry(control)) {
    if (node.tag === 'body' || up++ > 4) return false
    if (sheets.answers(node)) return true
  }
  return false
}

function parts(href: string, base: string): { address: string; hash: string } {
  if (!URL.canParse(href, base || undefined)) return { address: href, hash: '' }
  const url = new URL(href, base || undefined)
  return { address: `${url.origin}${url.pathname}${url.search}`, hash: url.hash }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
