/**
 * What the recorder captures besides the DOM, carried inside the recording as rrweb custom events
 * `{ type: 5, data: { tag: 'segreel/<name>', payload } }`: any rrweb player skips them, and derivation
 * needs nothing but the recording. Addresses are already cleaned and texts already masked.
 */
export const SIGNAL_PREFIX = 'segreel/'

export interface Signals {
  /** First event of a tab, and again when identity or the release changes. */
  context: {
    userAgent: string
    /** BCP 47, as the browser says. */
    language: string
    /** IANA name; the country is read from it. */
    timezone: string
    screen: { width: number; height: number; pixelRatio: number }
    touch: boolean
    /** document.referrer, cleaned; only on the tab's first page. */
    referrer?: string
    /** The site's version, when the site tells us (`data-release`). */
    release?: string
    recorder: string
  }
  /** A page begins: a load, a route change, or a return from the back/forward cache. */
  navigation: {
    href: string
    title: string
    how: 'load' | 'push' | 'replace' | 'pop' | 'hash' | 'restore'
  }
  /** Levels as in the console API; arguments rendered to text and cut. */
  console: { level: 'log' | 'info' | 'warn' | 'error' | 'debug'; args: string[]; trace?: string }
  failure: {
    kind: 'uncaught' | 'rejection' | 'resource' | 'csp'
    message: string
    /** Script or resource address. */
    source?: string
    line?: number
    column?: number
    stack?: string
  }
  /** One finished request; never a body unless the site opted in for its address. */
  network: {
    /** A fetch that may outlive its page (`keepalive`) waits for no answer: a beacon as well. */
    kind: 'fetch' | 'xhr' | 'beacon'
    method: string
    url: string
    /** 0 when no answer came. */
    status: number
    /** Epoch ms. */
    startedAt: number
    /** ms from start to the end of the body, or to the failure. */
    duration: number
    requestBytes?: number
    responseBytes?: number
    error?: string
    requestBody?: string
    responseBody?: string
  }
  /** A request begins; `network` closes it. Lets a receipt say what a click started. */
  request: { kind: 'fetch' | 'xhr' | 'beacon'; method: string; url: string }
  vital: {
    name: 'LCP' | 'INP' | 'CLS' | 'TTFB'
    value: number
    rating: 'good' | 'needs-improvement' | 'poor'
  }
  /** ms; longer than 50 by definition. */
  longTask: { duration: number }
  visibility: { state: 'visible' | 'hidden' }
  focus: { focused: boolean }
  /**
   * CSS px of the whole document, when a page is shown and when it grows or shrinks: for scroll depth and heatmaps.
   * `scroller`: rrweb id of the part that scrolls instead of the document; its contents then count in full.
   */
  document: { width: number; height: number; scroller?: number }
  /** Pinch zoom: 1 is none. */
  zoom: { scale: number }
  /** Copy, cut or paste happened, or a script wrote to the clipboard; never what. */
  clipboard: { action: 'copy' | 'cut' | 'paste' }
  /** A form was submitted. `node` is the rrweb id of the form. */
  submit: { node: number }
  /**
   * `window.open`, a link that opens a tab or downloads, also one that a script clicks. With an empty `href` what the
   * browser shows outside of the page: `alert` and its like, the share sheet, a file picker.
   */
  open: { href: string; download: boolean }
  print: Record<string, never>
  /** Capture stopped or went on, and why: what is missing is known. */
  capture: {
    state: 'started' | 'paused' | 'resumed' | 'stopped' | 'throttled'
    reason: string
    /** Events or changes not recorded because of this. */
    missed?: number
  }
  /** `segreel.log(name, data)`: what the site wants to see on the timeline. */
  custom: { name: string; data?: unknown }
}

export type SignalName = keyof Signals
