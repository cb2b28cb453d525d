import type { FrustrationRules } from '../../../contract/frustration.ts'

/** A page view as verdicts need it. */
export interface Step {
  /** ms since the tab's first event. */
  at: number
  until: number
  /** Hash of the path. */
  path: number
}

/** Indices of pages that were left again at once for the page before. */
export function quickBacks(steps: readonly Step[], rule: FrustrationRules['quickBack']): number[] {
  const found: number[] = []
  for (let i = 1; i + 1 < steps.length; i++) {
    const before = steps[i - 1]
    const page = steps[i]
    const after = steps[i + 1]
    if (!before || !page || !after || before.path !== after.path || page.path === before.path) continue
    if (after.at - page.at <= rule.withinMs) found.push(i)
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
      if (page.until - page.at > rule.pageMs) break
    }
  }
  return found
}
