import type { PageView } from '../../contract/facts.ts'
import type { Dom } from './dom.ts'

/** Share of the nodes that goes at least when one page takes the place of another. */
const GOES = 0.2
/** A router changes the page before or after the address, and at most so long after what the visitor did. */
const LEADS_MS = 5_000

/** Tells routes that lie over the page before them (a picture, a dialog) from those that replace it. */
export class Overlay {
  #acted = { at: Number.NEGATIVE_INFINITY, gone: 0 }
  #open: { page: PageView; gone: number; nodes: number } | null = null

  /** The visitor acts: what goes from now on goes because of that. */
  acts(at: number, dom: Dom): void {
    this.pageEnds(dom)
    this.#acted = { at, gone: dom.gone }
  }

  pageBegins(page: PageView | undefined, dom: Dom): void {
    if (page?.how !== 'push') return
    const gone = page.at - this.#acted.at <= LEADS_MS ? this.#acted.gone : dom.gone
    this.#open = { page, gone, nodes: dom.nodes.size }
  }

  pageEnds(dom: Dom): void {
    if (this.#open) this.#open.page.over = this.isOver(this.#open.page, dom)
    this.#open = null
  }

  /** As of now, while the page is open. */
  isOver(page: PageView, dom: Dom): boolean {
    return this.#open?.page === page ? dom.gone - this.#open.gone < this.#open.nodes * GOES : page.over
  }
}
