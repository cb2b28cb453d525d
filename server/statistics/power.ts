import { normalQuantile } from './normal.ts'

/** How often a difference that is there shall be found. */
const FOUND = 0.8
const LEVEL = 0.05

/**
 * The smallest difference of shares that sides of these sizes would show four times in five (two-sided, 5 %), around
 * a share; 1 when a side is empty. Where little is known of the share, half is the careful one.
 */
export function detectableDifference(n1: number, n2: number, share = 0.5): number {
  if (n1 === 0 || n2 === 0) return 1
  const z = normalQuantile(1 - LEVEL / 2) + normalQuantile(FOUND)
  // A share of 0 or 1 among few is not known to be one: it is moved by a person on either side (Agresti-Coull).
  const steady = Math.min(1 - 1 / (n1 + n2 + 2), Math.max(1 / (n1 + n2 + 2), share))
  return Math.min(1, z * Math.sqrt(steady * (1 - steady) * (1 / n1 + 1 / n2)))
}

/** With fewer people on a side a difference is not called one however large: they may be one team, or one bot. */
export const ENOUGH = 10
