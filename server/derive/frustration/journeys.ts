import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'

/** A page view as verdicts need it. */
export interface Step {
  /** ms since the tab's first event. */
  at: number
  until: number
  /** Hash of the path. */
  path: number
  /** 1: the visitor filled in or sent something there. */
  used: number
  /** 1: lay over the page before, which stayed. */
  over: number
}

/** Who comes back sooner was sent back by the page: a sign-in that bounces. Nobody reads and turns round so fast. */
const BOUNCE_MS = 1_000

/** Indices of pages that were left again at once for the page before. */
export function quickBacks(steps: readonly Step[], rule: FrustrationRules['quickBack']): number[] {
  const found: number[] = []
  for (let i = 1; i + 1 < steps.length; i++) {
    const before = steps[i - 1]
    const page = steps[i]
    const after = steps[i + 1]
    if (!before || !page || !after || before.path !== after.path || page.path === before.path) continue
    // Closing what lay over a page is no way back; nor is going on from what was filled in.
    if (page.used + page.over + before.over > 0) continue
    const stayed = after.at - page.at
    if (stayed >= BOUNCE_MS && stayed <= rule.withinMs) found.push(i)
  }
  return found
}

/** Pairs of indices: from a page over others, none of them read, back to the same page. */
export function uTurns(steps: readonly Step[], rule: FrustrationRules['uTurn']): [number, number][] {
  const found: [number, number][] = []
  for (let i = 0; i < steps.length; i++) {
    const start = steps[i]
    if (!start) continue
    for (let j = i + 1; j < steps.length; j++) {
      const page = steps[j]
      if (!page || page.at - start.until > rule.withinMs) break
      if (page.path === start.path) {
        if (j - i > rule.pages) found.push([i, j])
        i = j - 1
        break
      }
      if (page.until - page.at > rule.pageMs || page.used + page.over > 0) break
    }
  }
  return found
}
