import type { PageView } from '../../contract/facts.ts'
import { pathOf } from './path.ts'
import type { Navigation } from './signal.ts'

/** The pages of a tab, from whatever tells of them: our navigation signals, rrweb's meta, others' custom events. */
export class Pages {
  readonly #views: PageView[] = []
  readonly #pattern: (path: string) => string
  /** The page was begun by a meta event, and no signal has spoken for it yet; or the other way round. */
  #begunBy: 'meta' | 'signal' = 'meta'
  #confirmed = true
  /** DomContentLoaded came since the last meta: the next meta is a load, not a checkout. */
  #loading = false

  constructor(pattern: (path: string) => string) {
    this.#pattern = pattern
  }

  get current(): PageView | undefined {
    return this.#views.at(-1)
  }

  get index(): number {
    return this.#views.length - 1
  }

  loads(): void {
    this.#loading = true
  }

  /** rrweb's meta comes at each load and at each checkout. Answers whether a page begins. */
  meta(at: number, href: string): boolean {
    const now = this.current
    const loading = this.#loading
    this.#loading = false
    if (now?.href === href) {
      const spoken = this.#begunBy === 'signal' && !this.#confirmed
      if (spoken) this.#confirmed = true
      if (spoken || !loading) return false
    }
    this.#begin(at, href, '', 'load', 'meta')
    return true
  }

  /** Answers whether a page begins. */
  navigation(at: number, href: string, title: string, how: Navigation): boolean {
    const now = this.current
    const full = absolute(href, now?.href)
    if (now && this.#begunBy === 'meta' && !this.#confirmed && (how === 'load' || now.href === full)) {
      this.#confirmed = true
      if (title) now.title = title
      now.how = how
      return false
    }
    const whole = how === 'load' || how === 'restore'
    if (now && !whole && pathOf(full) === now.path && (how !== 'push' || full === now.href)) {
      now.href = full
      if (title) now.title = title
      return false
    }
    this.#begin(at, full, title, how, 'signal')
    return true
  }

  title(title: string): void {
    const now = this.current
    if (now && title !== '') now.title = title.slice(0, 200)
  }

  /** Pages as of the tab's last event; the fold may go on. */
  views(to: number): PageView[] {
    return this.#views.map((view, i) => ({ ...view, until: this.#views[i + 1]?.at ?? Math.max(to, view.at) }))
  }

  #begin(at: number, href: string, title: string, how: Navigation, by: 'meta' | 'signal'): void {
    const path = pathOf(href)
    this.#begunBy = by
    this.#confirmed = false
    this.#views.push({
      at,
      until: at,
      href,
      path,
      pattern: this.#pattern(path),
      title: title.slice(0, 200),
      how,
      over: false,
      scrollDepth: null,
      seenTo: 0,
      viewport: { width: 0, height: 0 },
      document: null,
      inView: [],
      scrolled: 0,
      scrollTurns: 0,
    })
  }
}

/** Other recorders give paths; they are of the site the tab is on. */
function absolute(href: string, base: string | undefined): string {
  try {
    return new URL(href, base).href
  } catch {
    return href
  }
}
