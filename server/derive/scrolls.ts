import type { PageView, Size } from '../../contract/facts.ts'
import { type Bag, number } from './read.ts'

/** px of travel in one direction before a turn counts: less is a trembling finger. */
const TURN_PX = 100

/** Where the page is scrolled to, how deep it was seen, and how often the visitor turned round. */
export class Scrolls {
  x = 0
  y = 0
  viewport: Size = { width: 0, height: 0 }
  document: Size | null = null
  #direction = 0
  #travel = 0

  pageBegins(): void {
    this.x = 0
    this.y = 0
    this.document = null
    this.#direction = 0
    this.#travel = 0
  }

  /** A full snapshot carries the scroll position of the document. */
  snapshot(offset: Bag): void {
    this.x = number(offset.left) ?? 0
    this.y = number(offset.top) ?? 0
  }

  documentScroll(x: number, y: number, page: PageView | undefined): void {
    const by = y - this.y
    this.x = x
    this.y = y
    if (!page || by === 0) return
    page.scrolled += Math.abs(by)
    this.#travel = Math.sign(by) === Math.sign(this.#travel) ? this.#travel + by : by
    if (Math.abs(this.#travel) < TURN_PX) return
    const direction = Math.sign(this.#travel)
    if (this.#direction !== 0 && direction !== this.#direction) page.scrollTurns++
    this.#direction = direction
  }

  /** Notes how deep the page is seen now. */
  see(page: PageView | undefined): void {
    if (!page) return
    page.seenTo = Math.max(page.seenTo, Math.round(this.y + this.viewport.height))
    if (this.document && this.document.height > 0) {
      page.scrollDepth = Math.min(1, page.seenTo / this.document.height)
    }
  }
}
