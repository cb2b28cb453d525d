import { normalQuantile } from './normal.ts'

export interface Interval {
  low: number
  high: number
}

/** Standard normal quantile of a two-sided 95 % interval. */
export const Z95 = 1.959964

/** Wilson's interval for a share k of n (Wilson 1927): holds its level for small n and shares near 0, unlike p ± z·se. */
export function wilson(k: number, n: number, z = Z95): Interval {
  if (n === 0) return { low: 0, high: 1 }
  const p = k / n
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Newcombe's interval for the difference of two shares (1998, method 10): made of their Wilson intervals. */
export function newcombe(
  [k1, n1]: [number, number],
  [k2, n2]: [number, number],
  z = Z95,
): Interval & { share: number } {
  const [p1, p2] = [n1 === 0 ? 0 : k1 / n1, n2 === 0 ? 0 : k2 / n2]
  const [one, two] = [wilson(k1, n1, z), wilson(k2, n2, z)]
  const share = p1 - p2
  return {
    share,
    low: share - Math.hypot(p1 - one.low, two.high - p2),
    high: share + Math.hypot(one.high - p1, p2 - two.low),
  }
}

/** z for a 95 % level over so many comparisons at once (Bonferroni). */
export function correctedZ(comparisons: number): number {
  return normalQuantile(1 - 0.025 / Math.max(1, comparisons))
}
