import type { PageView } from '../../contract/facts.ts'
import type { Dom } from './dom.ts'
import { type DomNode, textOf } from './node.ts'
import { cut } from './read.ts'

/** Texts kept per tab, and their length: enough to find a session by. */
const MAX_TEXTS = 400
const MAX_LENGTH = 120
const HEADINGS = new Set(['h1', 'h2', 'h3', 'legend', 'dialog'])

/** Visible text to find a session by: headings, and what was clicked. */
export class Texts {
  readonly #found = new Set<string>()

  add(text: string): void {
    const line = cut(text, MAX_LENGTH)
    if (line !== '' && this.#found.size < MAX_TEXTS) this.#found.add(line)
  }

  /** Takes the headings of the page as it is now. */
  collect(dom: Dom): void {
    for (const heading of headingsOf(dom)) this.add(heading)
  }

  all(dom: Dom, pages: readonly PageView[]): string[] {
    const titles = pages.map(page => page.title)
    const all = new Set([...this.#found, ...titles, ...headingsOf(dom)].filter(text => text !== ''))
    return [...all].slice(0, MAX_TEXTS)
  }

  /** The document's title; svg has titles too, so only the head is looked into. */
  titleOf(dom: Dom): string {
    for (let html = dom.root?.first ?? null; html; html = html.after) {
      for (let head = html.first; head; head = head.after) {
        if (head.tag !== 'head') continue
        for (let node = head.first; node; node = node.after)
          if (node.tag === 'title') return textOf(node, 200)
      }
    }
    return ''
  }
}

function headingsOf(dom: Dom): string[] {
  const found: string[] = []
  for (const node of dom.nodes.values()) {
    if (HEADINGS.has(node.tag) && found.length < 60) found.push(headingText(node))
  }
  return found
}

const headingText = (node: DomNode): string => cut(textOf(node, MAX_LENGTH), MAX_LENGTH)
