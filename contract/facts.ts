/**
 * Facts: what derivation reads out of one tab's recording. Times are epoch ms, on the clock of the events that
 * derivation was given (the worker hands them in on the server's clock); delays are ms.
 * Raise FACTS_VERSION when the same recording would give other facts; history is then derived again.
 */
import type { Fidelity } from './fidelity.ts'

export const FACTS_VERSION = 4

export interface Size {
  width: number
  height: number
}

/**
 * How parts of a path fold into a pattern. A template names a whole path (`/product/:slug`); a part rule is a regular
 * expression for one decoded part, and what stands in for it (`:id`). Templates come first.
 */
export type PathRule = { template: string } | { part: string; as: string }

/** CSS px per entry of `PageView.inView`. */
export const VIEW_BAND_PX = 100
/** CSS px of a cell's side in `PageView.moves`. */
export const MOVE_CELL_PX = 20

export interface PageView {
  at: number
  /** End of the page: the next page's start, or the tab's last event. */
  until: number
  /** Address as recorded: origin, path, allowed query and hash. */
  href: string
  /** Path only, `/` first; hash routes (`#/x`) appended. */
  path: string
  /** `path` with ids folded: `/product/:id`. */
  pattern: string
  title: string
  how: 'load' | 'push' | 'replace' | 'pop' | 'hash' | 'restore'
  /** A route whose page lies over the one before, which stays: a picture or a dialog with an address of its own. */
  over: boolean
  /** Deepest point seen, as a share of the page's height, 0 to 1; null when the height was not recorded. */
  scrollDepth: number | null
  /** Deepest point seen, px from the top. */
  seenTo: number
  /** Window and whole document as last seen on this page; the document is null when it was not recorded. */
  viewport: Size
  document: Size | null
  /**
   * ms that each band of VIEW_BAND_PX, from the top, was in the window, while the tab was seen and the visitor had
   * done something in the last 30 s. At most 400 bands.
   */
  inView: number[]
  /** Where the mouse was: column, row and number of recorded positions of each cell of the page; absent: it never moved. */
  moves?: number[]
  /** px scrolled up and down, and how often the direction turned: a page searched in vain turns often. */
  scrolled: number
  scrollTurns: number
}

/**
 * What a visitor may expect of a click there.
 * answer: something that looks made to be clicked. unseen: its answer cannot be seen in a recording (a picker of the
 * operating system, a canvas, another tab). nothing: text, background, what is already chosen, or switched off.
 */
export type Expectation = 'answer' | 'unseen' | 'nothing'

export interface Target {
  /** rrweb node id, valid within the tab. */
  node: number
  /** Stable across loads and deploys: role, name, test id and tag path (see derive/fingerprint). */
  fingerprint: string
  role: string
  /** Tag of the element that was hit or, when that is part of a control, of the control. */
  tag: string
  /** Accessible name or visible text, masked as recorded; at most 100 characters. */
  name: string
  expects: Expectation
  /** A click may lead to another page: a link with an address, the submit button of a form with one. */
  leads: boolean
}

/** A click is watched this long for what the page does. */
export const WATCH_MS = 10_000

/**
 * What the page did after a click: ms from the click to the first of each kind; absent when it did not happen while
 * the click was watched. Verdicts are asked of receipts later, so no threshold of any verdict is in here.
 */
export interface Receipt {
  /** The recording went on this long after the click (at most WATCH_MS): silence is known no longer. */
  watched: number
  /** DOM or style change in the target's neighbourhood, beyond the page's own rhythm. */
  near?: number
  /** The same anywhere on the page, until a later click elsewhere claims it. */
  change?: number
  /** Any change anywhere, tickers and animations included: what other products look at. */
  any?: number
  /** The change that answers this click and no other, when clicks and answers are paired in order. */
  answer?: number
  /** First request, when it was answered, and what came (0: nothing did). */
  request?: number
  answered?: number
  status?: number
  /** It asked the server for a change (any method but GET and HEAD), not for something to read. */
  wrote?: true
  url?: string
  /** Another page, or the same one loaded again. */
  navigation?: number
  /** A new tab or window, a print dialog. */
  opened?: number
  download?: number
  clipboard?: number
  scroll?: number
  selection?: number
  /** Focus moved to something one can type or choose in. */
  focus?: number
  /** A form value or a check mark changed. */
  value?: number
  media?: number
  /** The window was resized or went to full screen. */
  resize?: number
  /** The recording has a hole from here on: what the page did then is not known. */
  lost?: number
  /** The page was hidden, or the window lost focus. */
  hidden?: number
  /** The first failure that this click led to: its delay, and its place in `failures`. */
  failure?: number
  failed?: number
}

export interface Click {
  at: number
  pointer: 'mouse' | 'touch' | 'key'
  /**
   * CSS px in the viewport, and on the page (viewport plus scroll of the document, or of the part that scrolls in its
   * stead). In a frame both are counted from the frame's corner, and `framed` says so.
   */
  x: number
  y: number
  pageX: number
  pageY: number
  framed?: true
  viewport: Size
  /** Size of the whole document; null when it was not recorded. */
  document: Size | null
  target: Target | null
  /** Where in the box of the target it was pressed: shares from the left and from the top, 0 to 1. Absent: not told. */
  within?: [x: number, y: number]
  /** Index into `pages`; -1 when the recording has no page before the click. */
  page: number
  /** The pointer travelled this many px between press and release: a drag when large. */
  travel: number
  receipt: Receipt
}

export const FAILURE_KINDS = ['uncaught', 'rejection', 'resource', 'csp', 'request', 'console'] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

export interface Failure {
  at: number
  kind: FailureKind
  message: string
  source?: string
  stack?: string
  /** HTTP status of a failed request, 0 when no answer came. */
  status?: number
  page: number
  /** Index into `clicks` of the click that led to it; -1 when none did. */
  click: number
}

/** An interval of activity: interactions less than ACTIVITY_GAP_MS apart. */
export interface Stretch {
  from: number
  to: number
}
export const ACTIVITY_GAP_MS = 5_000

/** One field of a form or of the page; never what was put in. */
export interface FieldUse {
  /** First focus or change, and the last change. */
  at: number
  until: number
  target: Target
  /** rrweb id of its form; null outside forms. */
  form: number | null
  page: number
  /** Times the visitor came to it, and changed it. */
  visits: number
  changes: number
  /** ms spent in it. */
  time: number
  /** Changed, and the page ended without a submit of its form. */
  abandoned: boolean
  /** How many of the changes the page refused. */
  refused: number
}

export interface FormUse {
  /** First use of one of its fields. */
  at: number
  node: number
  fingerprint: string
  name: string
  page: number
  /** Submits, by signal or by a click on its submit button; and those the page, the server or the browser refused. */
  submits: number[]
  refused: number[]
}

/** The pointer rested on something that can be clicked. */
export interface Hover {
  at: number
  time: number
  pageX: number
  pageY: number
  target: Target
  page: number
}

/** The cursor went to and fro: how often it turned on its busier axis between `at` and `until`. */
export interface Wiggle {
  at: number
  until: number
  turns: number
  page: number
}

/** Long ways up and down a page: how often the direction turned within 30 s, and window heights passed over. */
export interface Search {
  at: number
  until: number
  turns: number
  screens: number
  page: number
}

export interface Copy {
  at: number
  action: 'copy' | 'cut' | 'paste'
  page: number
}

export interface ViewChange {
  at: number
  kind: 'resize' | 'zoom' | 'rotation'
  /** Viewport after it; zoom scale, 1 is none. */
  width: number
  height: number
  scale: number
}

/** What the visitor's browser said about itself. Absent: the recording does not tell. */
export interface Environment {
  browser?: string
  browserVersion?: string
  os?: string
  device?: 'desktop' | 'phone' | 'tablet'
  language?: string
  timezone?: string
  /** ISO 3166-1 alpha-2, read from the time zone. */
  country?: string
  referrer?: string
  utm?: Partial<Record<'source' | 'medium' | 'campaign' | 'term' | 'content', string>>
  release?: string
  viewport?: Size
}

/** Web vitals as the browser told them: CLS without unit, the others in ms. */
export const VITALS = ['LCP', 'INP', 'CLS', 'TTFB'] as const
export type Vital = (typeof VITALS)[number]

export interface TabFacts {
  version: number
  /** First and last event. */
  from: number
  to: number
  events: number
  environment: Environment
  pages: PageView[]
  clicks: Click[]
  failures: Failure[]
  stretches: Stretch[]
  fields: FieldUse[]
  forms: FormUse[]
  hovers: Hover[]
  wiggles: Wiggle[]
  searches: Search[]
  copies: Copy[]
  views: ViewChange[]
  /** The worst of the tab's page loads; absent: none was told. */
  vitals?: Partial<Record<Vital, number>>
  /** Visible text for search: titles, headings, and what was clicked; masked as recorded, without repeats. */
  texts: string[]
  fidelity: Fidelity
}
