import { NodeType } from '../../contract/rrweb.ts'
import { ancestry, type DomNode } from './node.ts'

const UNSEEN_TAGS = new Set(['script', 'link', 'meta', 'noscript', 'template', 'title', 'base', 'head'])
const FEEDBACK =
  /(^|[-_:])(hover(ed|ing)?|focus(ed|-visible|-within|visible)?|pressed|ripple\w*|touched|waves?|tap-highlight|using-mouse|user-is-tabbing|mouse|keyboard)(?=$|[-_:\s])/i
/** Attributes that say how a control is being touched, not what it did. */
const FEEDBACK_ATTRIBUTES = /^attribute:(data-(focus|hover|active|pressed|focus-visible)|tabindex)$/

/** Names that say no more than that something was touched. They show nothing unless a style sheet knows them. */
const TOUCHED =
  /^(js|ga|gtm|qa|track(ing|ed)?|analytics)-|(^|[-_])(clicks?|clicked|tapp?ed|touche?d?|track(ed|ing)?|visited|interacted|seen)$|(^|[-_])last-(click|touch)/i

/** The whole change is a mark of having been touched: `clicked`, `js-tracked`, `data-clicks`. */
export function isTouchMark(kind: string, words: string): boolean {
  if (kind.startsWith('attribute:data-')) return TOUCHED.test(kind.slice('attribute:data-'.length))
  const names = words.split(/\s+/).filter(name => name !== '')
  return kind === 'attribute:class' && names.length > 0 && names.every(name => TOUCHED.test(name))
}

/** Whether a visitor could see the change: not in the head, not in what is hidden, not scripts or comments. */
export function isSeen(place: DomNode, kind: string, nodes: readonly DomNode[]): boolean {
  if (isStyle(place) || nodes.some(isStyle)) return true
  if (nodes.length > 0 && nodes.every(isUnseenNode)) return false
  if (kind === 'attribute:value' && place.attributes.get('type') === 'hidden') return false
  const isPage = place.tag === 'html' || place.tag === 'body'
  if (isPage && kind.startsWith('attribute:data-') && !PAGE_ATTRIBUTES.test(kind)) return false
  // What is shown or hidden by this very change is seen.
  const showsItself = /^attribute:(style|class|hidden|open)$/.test(kind)
  if (UNSEEN_TAGS.has(place.tag)) return false
  for (const node of ancestry(showsItself ? place.parent : place)) {
    if (UNSEEN_TAGS.has(node.tag) || isHidden(node)) return false
  }
  return true
}

/** A sheet that comes, goes or changes restyles the page, though it stands in the head. */
const isStyle = (node: DomNode): boolean =>
  node.tag === 'style'
    ? node.text !== '' || node.first !== null || node.attributes.has('_cssText')
    : node.tag === 'link' && /stylesheet/i.test(node.attributes.get('rel') ?? '')

function isUnseenNode(node: DomNode): boolean {
  if (node.kind === NodeType.Comment) return true
  if (node.kind === NodeType.Text) return node.text.trim() === ''
  const isPixel = /^[01](px)?$/.test(node.attributes.get('width') ?? '') && /^(img|iframe)$/.test(node.tag)
  return UNSEEN_TAGS.has(node.tag) || isPixel || isHidden(node) || node.attributes.get('type') === 'hidden'
}

/** Attributes of the whole page that libraries set at every touch; only these few of them restyle it. */
const PAGE_ATTRIBUTES = /theme|mode|scheme|colou?r|open|menu|modal|drawer|nav|lang|dir|size|contrast/

function isHidden(node: DomNode): boolean {
  if (
    /(^|\s)(sr-only|visually-hidden|visuallyhidden|screen-reader-text)(\s|$)/.test(
      node.attributes.get('class') ?? '',
    )
  ) {
    return true
  }
  if (node.attributes.has('hidden') && node.attributes.get('hidden') !== 'until-found') return true
  return /display["\s]*:["\s]*none/.test(node.attributes.get('style') ?? '')
}

/** The ripple of a pressed button, the ring of a focused one: the page shows that it was touched, not an answer. */
export function isFeedback(kind: string, nodes: readonly DomNode[], words: string): boolean {
  if (kind === 'attribute:class') {
    const names = words.split(/\s+/).filter(name => name !== '')
    return names.length > 0 && names.every(name => FEEDBACK.test(name))
  }
  if (nodes.length > 0) {
    return nodes.every(node => {
      const names = node.attributes.get('class') ?? ''
      return names !== '' && /(^|[-_\s])(ripple|waves?)(?=$|[-_\s])/i.test(names)
    })
  }
  return FEEDBACK_ATTRIBUTES.test(kind)
}
