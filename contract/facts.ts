/**
 * Facts: what derivation reads out of one tab's recording. Times are epoch ms on the server's clock.
 * Raise FACTS_VERSION when the same recording would give other facts; history is then derived again.
 */
export const FACTS_VERSION = 1

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
  /** Deepest point seen, as a share of the page's height, 0 to 1. */
  scrollDepth: number
}

export interface Target {
  /** rrweb node id, valid within the tab. */
  node: number
  /** Stable across loads and deploys: role, name, test id and tag path (see derive/fingerprint). */
  fingerprint: string
  role: string
  /** Accessible name or visible text, masked as recorded; at most 100 characters. */
  name: string
}

export interface Click {
  at: number
  pointer: 'mouse' | 'touch'
  /** CSS px in the viewport, and on the page (viewport plus scroll). */
  x: number
  y: number
  pageX: number
  pageY: number
  viewport: { width: number; height: number }
  target: Target | null
  /** Index into `pages`; -1 when the recording has no page before the click. */
  page: number
}

export interface Failure {
  at: number
  kind: 'uncaught' | 'rejection' | 'resource' | 'csp' | 'request' | 'console'
  message: string
  source?: string
  stack?: string
  /** HTTP status of a failed request, 0 when no answer came. */
  status?: number
  page: number
}

/** An interval of activity: interactions less than ACTIVITY_GAP_MS apart. */
export interface Stretch {
  from: number
  to: number
}
export const ACTIVITY_GAP_MS = 5_000

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
  viewport?: { width: number; height: number }
}

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
}
