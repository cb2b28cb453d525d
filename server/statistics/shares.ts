/** Whether two shares differ: k of n on either side. */
import { gammaln } from 'simple-statistics'
import { Z95 } from './interval.ts'
import { twoSided } from './normal.ts'

export type Share = readonly [k: number, n: number]

/** Below this many expected in a cell the normal curve is no approximation any more (Cochran 1954). */
const FEW = 10

/** p of the pooled test of two shares; exact (Fisher, mid-p) where few are expected. 1 when a side is empty. */
export function sharesTest([k1, n1]: Share, [k2, n2]: Share): number {
  if (n1 === 0 || n2 === 0) return 1
  const pooled = (k1 + k2) / (n1 + n2)
  if (pooled === 0 || pooled === 1) return 1
  const least = Math.min(n1, n2) * Math.min(pooled, 1 - pooled)
  if (least < FEW) return exactTest(k1, n1, k2, n2)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
  return twoSided((k1 / n1 - k2 / n2) / error)
}

/**
 * Fisher's exact test, two-sided by likelihood, with half of the probability of what was seen (mid-p, Lancaster 1961):
 * the plain test is so careful that it finds little.
 */
function exactTest(k1: number, n1: number, k2: number, n2: number): number {
  const hits = k1 + k2
  const from = Math.max(0, hits - n2)
  const to = Math.min(hits, n1)
  const whole = choose(n1 + n2, hits)
  const chance = (k: number) => Math.exp(choose(n1, k) + choose(n2, hits - k) - whole)
  const seen = chance(k1)
  let sum = 0
  // Rounding must not leave out what is exactly as likely.
  const limit = seen * (1 + 1e-9)
  for (let k = from; k <= to; k++) {
    const one = chance(k)
    if (one <= limit) sum += one
  }
  return Math.min(1, sum - seen / 2)
}

/**
 * Of n asked twice, those who changed: `gained` only the first time, `lost` only the second. McNemar's test, exact with
 * mid-p, and the interval of Agresti and Min (2005).
 */
export function pairedShares(gained: number, lost: number, n: number) {
  const changed = gained + lost
  const less = Math.min(gained, lost)
  const chance = (k: number) => Math.exp(choose(changed, k) - changed * Math.LN2)
  let below = 0
  for (let k = 0; k < less; k++) below += chance(k)
  const p = changed === 0 ? 1 : Math.min(1, 2 * (below + chance(less) / 2))
  const [b, c, m] = [gained + 0.5, lost + 0.5, n + 2]
  const middle = (b - c) / m
  const half = (Z95 * Math.sqrt(b + c - (b - c) ** 2 / m)) / m
  return {
    difference: n === 0 ? 0 : (gained - lost) / n,
    low: Math.max(-1, middle - half),
    high: Math.min(1, middle + half),
    p,
  }
}

/** Natural logarithm of the number of ways to take k of n. */
function choose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
}
