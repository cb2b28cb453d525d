import type { PageView, Size } from '../../contract/facts.ts'
import { Attention } from './attention.ts'
import { attribute, type DomNode } from './node.ts'
import { type Bag, number } from './read.ts'

/** px of travel in one direction before a turn counts: less is a trembling finger. */
const TURN_PX = 100

/** A scroll so soon after a route change is the router's. */
const ROUTED_MS = 500

/** Where the page is scrolled to, how deep it was seen, and how often the visitor turned round. */
export class Scrolls {
  readonly attention = new Attention()
  x = 0
  y = 0
  viewport: Size = { width: 0, height: 0 }
  document: Size | null = null
  /** rrweb id of what scrolls instead of the document; -1: the document does. */
  scroller = -1
  #arrivedAt = Number.NEGATIVE_INFINITY
  #direction = 0
  #travel = 0

  /** `whole`: another document. On a route of the same one the page stays scrolled until it is scrolled back. */
  pageBegins(at: number, last: PageView | undefined, whole: boolean): void {
    const inView = this.attention.pageBegins(at)
    if (last) last.inView = inView
    this.#direction = 0
    this.#travel = 0
    this.#arrivedAt = whole ? Number.NEGATIVE_INFINITY : at
    if (!whole) return
    this.attention.hidden(at, false)
    this.x = 0
    this.y = 0
    this.document = null
    this.scroller = -1
  }

  /** A full snapshot carries the scroll position of the document, and numbers the nodes anew. */
  snapshot(offset: Bag): void {
    this.scroller = -1
    this.x = number(offset.left) ?? 0
    this.y = number(offset.top) ?? 0
  }

  /** `scroller` scrolls instead of the document. */
  documentSize(size: Size, scroller: DomNode | null): void {
    this.document = size
    if (!scroller || scroller.id === this.scroller) return
    this.scroller = scroller.id
    this.x = Number(attribute(scroller, 'rr_scrollLeft')) || 0
    this.y = Number(attribute(scroller, 'rr_scrollTop')) || 0
  }

  /** Whether the page scrolls with this node; a frame's document scrolls by itself. */
  isPage(node: DomNode | null, root: DomNode | null, id: unknown): boolean {
    if (this.scroller !== -1) return id === this.scroller
    if (!node) return id === 1
    return node === root || (node.tag === 'html' && node.parent === root)
  }

  /** Answers how far the visitor scrolled down; 0 when it was not the visitor. */
  documentScroll(at: number, x: number, y: number, page: PageView | undefined): number {
    const by = y - this.y
    this.x = x
    this.y = y
    // A router that brings a new page to its place is not the visitor, who has not seen what is passed over.
    const routed = at - this.#arrivedAt < ROUTED_MS
    this.#arrivedAt = Number.NEGATIVE_INFINITY
    if (!page || by === 0 || routed) return 0
    page.scrolled += Math.abs(by)
    this.#travel = Math.sign(by) === Math.sign(this.#travel) ? this.#travel + by : by
    if (Math.abs(this.#travel) < TURN_PX) return by
    const direction = Math.sign(this.#travel)
    if (this.#direction !== 0 && direction !== this.#direction) page.scrollTurns++
    this.#direction = direction
    return by
  }

  /** Notes how deep the page is seen now; not before a route has brought it to its place. */
  see(at: number, page: PageView | undefined): void {
    this.attention.shows(at, this.y, this.viewport.height)
    if (!page) return
    page.viewport = { ...this.viewport }
    page.document = this.document && { ...this.document }
    if (at - this.#arrivedAt >= ROUTED_MS) page.seenTo = Math.max(page.seenTo, this.#bottom)
    if (this.document && this.document.height > 0) {
      page.scrollDepth = Math.min(1, Math.max(page.seenTo, this.viewport.height) / this.document.height)
    }
  }

  /** The page at hand as of now; following goes on. */
  now(at: number, page: PageView): PageView {
    const seenTo = page.seenTo || this.#bottom
    return { ...page, seenTo, inView: this.attention.bands(at) }
  }

  get #bottom(): number {
    return Math.round(this.y + this.viewport.height)
  }
}
