import type { PageView, Receipt, Size, ViewChange } from '../../contract/facts.ts'
import { Clicks, type Place } from './clicks.ts'
import { Dom } from './dom.ts'
import type { Surroundings } from './expectation.ts'
import { Failures } from './failures.ts'
import { FidelityCount } from './fidelity.ts'
import { Moves } from './moves.ts'
import { Overlay } from './overlay.ts'
import { Pages } from './pages.ts'
import { Pointer } from './pointer.ts'
import { bag } from './read.ts'
import { receiptsOf } from './receipts.ts'
import { Requests } from './requests.ts'
import { LEARN_MS } from './rhythm.ts'
import { Scrolls } from './scrolls.ts'
import { Searching } from './searching.ts'
import { Sheets } from './sheets.ts'
import type { Navigation } from './signal.ts'
import { Texts } from './texts.ts'
import { Usage } from './usage.ts'
import { type Prompt, Watch } from './watch.ts'

/** A prompt that old is answered and has learnt; after a silence of the watch's length its receipt is final. */
const SETTLE_MS = LEARN_MS + 10_000
/** Prompts under watch at once, even when a game never falls silent. */
const MAX_PROMPTS = 600

/** One tab's visit while it is read: the page as it is now, and the parts that take facts from it. */
export class Visit {
  readonly sheets = new Sheets()
  readonly dom = new Dom(this.sheets)
  readonly pages: Pages
  readonly scrolls = new Scrolls()
  readonly watch = new Watch()
  readonly clicks = new Clicks(this.watch)
  readonly failures = new Failures()
  readonly requests = new Requests()
  readonly usage = new Usage()
  readonly pointer = new Pointer()
  readonly moves = new Moves()
  readonly fidelity = new FidelityCount()
  readonly texts = new Texts()
  readonly overlay = new Overlay()
  readonly searching = new Searching()
  readonly views: ViewChange[] = []
  readonly #settled = new Map<number, Receipt>()
  firstViewport: Size | null = null
  /** Our recorder's signals are in the recording. */
  signals = false
  /** When the visitor last did something that pages answer. */
  touched = Number.NEGATIVE_INFINITY
  to = Number.NEGATIVE_INFINITY
  #snapshotPage = -1

  constructor(pattern: (path: string) => string) {
    this.pages = new Pages(pattern)
  }

  get href(): string {
    return this.pages.current?.href ?? ''
  }

  get around(): Surroundings {
    return {
      sheets: this.sheets,
      href: this.href,
      signals: this.signals,
      byId: id => this.dom.byId(id),
    }
  }

  get place(): Place {
    const { x, y, viewport, document } = this.scrolls
    return { scrollX: x, scrollY: y, viewport, document, page: this.pages.index }
  }

  meta(at: number, href: string, width: number | undefined, height: number | undefined): void {
    const last = this.#leave(at)
    if (this.pages.meta(at, href)) this.#begin(at, last, true)
    if (width !== undefined && height !== undefined) this.viewport(at, width, height)
    this.scrolls.see(at, this.pages.current)
  }

  navigate(at: number, href: string, title: string, how: Navigation): void {
    const last = this.#leave(at)
    const whole = how === 'load' || how === 'restore'
    if (this.pages.navigation(at, href, title, how)) this.#begin(at, last, whole)
    this.scrolls.see(at, this.pages.current)
  }

  viewport(at: number, width: number, height: number): void {
    const old = this.scrolls.viewport
    this.scrolls.viewport = { width, height }
    this.firstViewport ??= { width, height }
    if (old.width === 0 || (old.width === width && old.height === height)) return
    const turned = old.width === height && old.height === width
    this.views.push({ at, kind: turned ? 'rotation' : 'resize', width, height, scale: 1 })
  }

  snapshot(at: number, data: unknown): void {
    const samePage = this.#snapshotPage === this.pages.index
    this.#snapshotPage = this.pages.index
    this.dom.snapshot(at, data, samePage)
    this.watch.rebind(this.dom)
    this.scrolls.snapshot(bag(bag(data).initialOffset))
    this.scrolls.see(at, this.pages.current)
    this.fidelity.snapshot(this.dom)
  }

  /** Receipts of all clicks so far. */
  receipts(): Map<number, Receipt> {
    return new Map([...this.#settled, ...receiptsOf(this.watch.prompts, this.to)])
  }

  /** Final receipts leave the watch, so that it holds the last seconds and not the whole visit. */
  settle(): void {
    const prompts = this.watch.prompts
    const first = prompts[0]
    if (!first || (this.to - first.at < SETTLE_MS && prompts.length < MAX_PROMPTS)) return
    const done = settledPrefix(prompts, this.to)
    if (done === 0) return
    const receipts = receiptsOf(prompts, this.to)
    for (const prompt of prompts.splice(0, done)) {
      const receipt = receipts.get(prompt.click)
      if (receipt) this.#settled.set(prompt.click, receipt)
    }
  }

  /** Of the page at hand. */
  isOver(): boolean {
    const page = this.pages.current
    return page !== undefined && this.overlay.isOver(page, this.dom)
  }

  textsNow(): string[] {
    return this.texts.all(this.dom, this.pages.views(this.to))
  }

  #leave(at: number): PageView | undefined {
    const last = this.pages.current
    this.texts.collect(this.dom)
    this.pages.title(this.texts.titleOf(this.dom))
    this.scrolls.see(at, last)
    return last
  }

  /** The visitor does something that pages answer. */
  acts(at: number): void {
    this.touched = at
    this.overlay.acts(at, this.dom)
  }

  #begin(at: number, last: PageView | undefined, whole: boolean): void {
    this.watch.mark(at, 'navigation')
    this.overlay.pageEnds(this.dom)
    this.overlay.pageBegins(this.pages.current, this.dom)
    this.scrolls.pageBegins(at, last, whole)
    this.failures.pageBegins(at)
    this.pointer.leave()
    this.searching.found()
    if (whole) {
      this.usage.leave(at)
      this.watch.leave(at)
    }
  }
}

/** How many prompts from the start are old, and not within reach of a younger one. */
function settledPrefix(prompts: readonly Prompt[], now: number): number {
  let done = 0
  for (let i = 0; i < prompts.length; i++) {
    const prompt = prompts[i]
    const next = prompts[i + 1]
    if (!prompt || now - prompt.at < SETTLE_MS) break
    if (!next || next.press - prompt.at > 10_000) done = i + 1
  }
  return done === 0 && prompts.length >= MAX_PROMPTS ? prompts.length >> 1 : done
}
